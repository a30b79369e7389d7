"""What leaves this computer, without what is nobody's business: names, numbers, addresses."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from re import Pattern
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.services.privacy.covering import Cover, Kind, fold_letters
from backend.services.privacy.numbers import (
    hide_addresses_online,
    hide_numbers,
    keep_money_and_days,
)
from backend.services.privacy.owners import (
    holders_in_lines,
    names_in_accounts,
    names_pattern,
    split_names,
)
from backend.services.privacy.persons import hide_pairs, hide_persons, hide_stated

if TYPE_CHECKING:
    from backend.services.settings import SettingsStore

_LETTERS = re.compile(r"[^\W\d_]+")
PLACEHOLDER = re.compile(r"\[(?:email|phone|account|number|code|address|person|owner)(?: \d+)?\]")
_CENTS = Decimal("0.01")


class AmountPrecision(StrEnum):
    """How exactly amounts are told."""

    EXACT = "exact"
    ROUNDED = "rounded"
    NONE = "none"


def _nothing_known(_: str) -> bool:
    return False


@dataclass(slots=True)
class Redactor:
    """Replaces what is private; the same person is the same `[person 1]` as long as it lives.

    Attributes:
        owners: what finds the household's own names.
        precision: how exactly amounts are told.
        is_known: whether a name is that of a known brand, so that it is no person's.
    """

    owners: Pattern[str] | None = None
    precision: AmountPrecision = AmountPrecision.ROUNDED
    is_known: Callable[[str], bool] = _nothing_known
    _persons: dict[tuple[str, ...], int] = field(default_factory=dict)

    @classmethod
    def for_household(cls, session: Session, settings: "SettingsStore") -> "Redactor":
        """Return one that knows the household's names, its wishes, and the brands of the app."""
        typed = split_names(settings.value(session, "owner_names"))
        return cls(
            owners=names_pattern([*typed, *names_in_accounts(session)], holders_in_lines(session)),
            precision=_precision(settings.value(session, "ai_amounts")),
            is_known=_known_brand,
        )

    def text(self, line: str) -> str:
        """Return a bank's line without names, e-mails, phones, addresses and longer numbers.

        No number of four digits or more is left.
        """
        cover = Cover.over(line)
        hide_addresses_online(cover)
        self._hide_owners(cover)
        hide_stated(cover)
        hide_numbers(cover)
        hide_persons(cover, is_known=self.is_known)
        return cover.redacted(self._placeholder)

    def prose(self, words: str) -> str:
        """Return a person's sentence without the same; amounts, days and years stay."""
        cover = Cover.over(words)
        hide_addresses_online(cover)
        self._hide_owners(cover)
        keep_money_and_days(cover)
        hide_numbers(cover)
        hide_pairs(cover, is_known=self.is_known, in_sentence=True)
        return cover.redacted(self._placeholder)

    def amount(self, cents: int) -> str | None:
        """Return an amount (positive left the account) as exactly as the owner wants it told.

        Rounded is to one and a half figures: 4.37 is told as 4, 86.20 as 90, 1,314 as 1300. None
        where amounts are not told.
        """
        if self.precision is AmountPrecision.NONE:
            return None
        if self.precision is AmountPrecision.EXACT:
            return str((Decimal(cents) / 100).quantize(_CENTS))
        return str(round_roughly(cents))

    def _hide_owners(self, cover: Cover) -> None:
        if self.owners is not None:
            cover.hide_all(self.owners, Kind.OWNER)

    def _placeholder(self, kind: Kind, original: str) -> str:
        if kind is not Kind.PERSON:
            return f"[{kind}]"
        key = tuple(sorted(_LETTERS.findall(fold_letters(original)))) or (original,)
        return f"[person {self._persons.setdefault(key, len(self._persons) + 1)}]"


def round_roughly(cents: int) -> int:
    """Return whole dollars to one figure below 100 and two above; nothing becomes 0 but below 0.50."""
    dollars = Decimal(cents) / 100
    size = max(0, dollars.copy_abs().adjusted() - (1 if abs(dollars) >= 100 else 0))  # noqa: PLR2004
    step = Decimal(10) ** size
    return int((dollars / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _precision(setting: str | None) -> AmountPrecision:
    """Return what a setting says; what the environment says may be nonsense."""
    known = {str(precision): precision for precision in AmountPrecision}
    return known.get(setting or "", AmountPrecision.ROUNDED)


def _known_brand(name: str) -> bool:
    """Tell whether the shipped knowledge base has a merchant of this name."""
    from backend.services.categorization.local.reading import plain_words  # brings numpy
    from backend.services.categorization.local.shipped import load

    words, knowledge = plain_words(name), load().knowledge
    return any(knowledge.find(words, is_outflow=outflow) is not None for outflow in (True, False))
