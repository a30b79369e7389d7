"""The household's own names, wherever and however they are written."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import permutations
from re import Pattern

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.models import Account, Transaction
from backend.services.privacy.covering import fold_letters
from backend.services.privacy.given_names import GIVEN_NAMES, OF_FIRMS
from backend.services.privacy.persons import learn_names

_SEPARATE = re.compile(r"[,;\n]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"([^\W\d_]+)['’]S\b")
_BETWEEN = r"[ ,._*/'-]*"
_SHORTEST = 3  # LI alone is part of too many words
_MOST_PARTS = 4
_OFTEN = 2
_MOST_LEARNED = 20
_MOST_LINES = 5_000
_HOLDER_LINES = ("*INDN:*", "*IND NAME:*", "* [0-9][0-9][0-9][0-9][0-9][0-9] [0-9A-Z]* *")


def split_names(setting: str | None) -> list[str]:
    """Return the names that the owner typed, one or several."""
    return [name.strip() for name in _SEPARATE.split(setting or "") if name.strip()]


def names_pattern(typed: Iterable[str], learned: Iterable[str] = ()) -> Pattern[str] | None:
    """Return what finds these names in a shadow: in any order, initials, glued together.

    Single words of `typed` names are found alone as well; of `learned` ones they are not, as
    those may be the names of others.
    """
    typed = list(typed)
    found = [spelling for name in (*typed, *learned) for spelling in _spellings(_parts(name))]
    singles = {part for name in typed for part in _parts(name) if len(part) >= _SHORTEST}
    alternatives = sorted({*found, *map(re.escape, singles)}, key=len, reverse=True)
    if not alternatives:
        return None
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(alternatives)})(?![^\W\d_])")


def names_in_accounts(session: Session) -> list[str]:
    """Return the given names that accounts are called by: Jane's Visa, but not Charles Schwab."""
    found: set[str] = set()
    for name in session.scalars(select(Account.name)):
        shadow = fold_letters(name)
        found.update(_POSSESSIVE.findall(shadow))
        found.update(word for word in _LETTERS.findall(shadow) if word not in OF_FIRMS)
    return sorted(word for word in found & GIVEN_NAMES if len(word) >= _SHORTEST)


def holders_in_lines(session: Session) -> list[str]:
    """Return the account holders that the household's own lines name more than once."""
    lines = session.scalars(
        select(Transaction.description)
        .where(or_(*(Transaction.description.op("GLOB")(shape) for shape in _HOLDER_LINES)))
        .order_by(Transaction.date.desc(), Transaction.id.desc())
        .limit(_MOST_LINES)
    )
    counted = Counter(name for line in lines for name in learn_names(line))
    return sorted(name for name, count in counted.most_common(_MOST_LEARNED) if count >= _OFTEN)


def _parts(name: str) -> list[str]:
    return _LETTERS.findall(fold_letters(name))


def _spellings(parts: list[str]) -> list[str]:
    """Return patterns of a full name: DOE JANE, JANEDOE, J DOE, JANE M DOE."""
    if len(parts) < 2:  # noqa: PLR2004 - a single word is found by itself
        return []
    if len(parts) > _MOST_PARTS:
        return [_BETWEEN.join(map(re.escape, parts))]
    given, family = re.escape(parts[0]), re.escape(parts[-1])
    orders = [_BETWEEN.join(map(re.escape, order)) for order in permutations(parts)]
    initials = [
        rf"{given[0]}{_BETWEEN}{family}",
        rf"{family}[ ,._*/-]+{given[0]}(?![^\W\d_])",
        rf"{given}{_BETWEEN}(?:[^\W\d_]{_BETWEEN})?{family}",
        rf"{family}{_BETWEEN}{given}(?:{_BETWEEN}[^\W\d_](?![^\W\d_]))?",
    ]
    return [*orders, *initials]
