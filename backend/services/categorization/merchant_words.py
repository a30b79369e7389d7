"""What the owner says of merchants: which of them are one, and what they are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from backend.services.categorization.normalization import title_case

_DIGIT = re.compile(r"[0-9]").search

_ALIASES = "SELECT alias, merchant_key FROM merchant_aliases"
_NAMES = "SELECT merchant_key, name FROM merchant_names"


@dataclass(frozen=True, slots=True)
class MerchantWords:
    """Other keys of merchants (`aliases`, key by alias) and names by key.

    No alias leads to another alias, so that one look is enough.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, cleaned: str) -> str:
        """Return the key of the merchant that a cleaned description is of."""
        return self.aliases.get(cleaned, cleaned)

    def name_of(self, key: str) -> str:
        """Return what people read for a merchant: the owner's name, or the key written nicely."""
        return self.names.get(key) or title_case(key)

    def looks_at_digits(self, cleaned: str) -> bool:
        """Tell whether other digits in the same line might make it another merchant's."""
        return bool(self.aliases) and _DIGIT(cleaned) is not None


NOTHING_SAID = MerchantWords()


def merchant_words(session: Session) -> MerchantWords:
    """Return all that the owner has said of merchants."""
    session.flush()
    connection = session.connection()
    aliases, names = (
        {row[0]: row[1] for row in connection.exec_driver_sql(statement)}
        for statement in (_ALIASES, _NAMES)
    )
    return MerchantWords(aliases, names)
