"""Merchants that may be one: much the same name, and filed alike."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import DismissedInsight
from backend.services import operations
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.platforms import is_platform
from backend.services.categorization.spellings import GENERIC_WORDS
from backend.services.merchants.figures import MerchantFigures, merchant_figures
from backend.services.merchants.keys import SameMerchantError, resolve
from backend.services.merchants.usual import Usual, usual_categories

KIND = "merchants"

_LETTERS = re.compile(r"[^A-Z0-9]+")
_FEWEST_LETTERS = 4
_LONG_WORD = 5  # letters from which on one wrong letter is a slip
_MOST_ALIKE = 40  # more names that begin alike say that the word says little


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Two merchants that may be one; `other` has fewer rows."""

    into: MerchantFigures
    other: MerchantFigures
    into_name: str
    other_name: str


def resembling(session: Session, *, limit: int = 20) -> list[Resemblance]:
    """Return pairs of merchants that may be one, those with the most rows first."""
    said = merchant_words(session)
    figures = {one.key: one for one in merchant_figures(session) if _tells(one.key)}
    same = set(_written_alike(figures))
    close = set(_beginning_alike(figures)) - same
    usual = usual_categories(session, {key for pair in close for key in pair})
    pairs = same | {pair for pair in close if _filed_alike(pair, usual)}
    hidden = set(session.scalars(select(DismissedInsight.key).where(DismissedInsight.kind == KIND)))
    found = []
    for pair in pairs:
        if _name_of_pair(*pair) not in hidden:
            other, into = sorted((figures[key] for key in pair), key=lambda one: one[1::-1])
            found.append(Resemblance(into, other, *map(said.name_of, (into.key, other.key))))
    found.sort(key=lambda each: (-each.other.rows, -each.into.rows, each.into.key, each.other.key))
    return found[:limit]


def dismiss(session: Session, first: str, second: str, *, at: dt.datetime) -> None:
    """Never say again that these two may be one.

    Raises:
        MerchantNotFoundError: there is no transaction of one of them.
        SameMerchantError: they are one.
    """
    keys = resolve(session, first), resolve(session, second)
    names = [merchant_words(session).name_of(key) for key in keys]
    if keys[0] == keys[1]:
        raise SameMerchantError(names[0])
    summary = f"Noted that {names[0]} and {names[1]} are two merchants"
    operations.begin(session, "merchant_dismiss", summary, at=at)
    key = _name_of_pair(*keys)
    if session.scalar(select(DismissedInsight.id).where(DismissedInsight.key == key)) is None:
        session.add(DismissedInsight(key=key, kind=KIND, dismissed_at=at))
        session.flush()


def _name_of_pair(first: str, second: str) -> str:
    return "merchants:" + "|".join(sorted((first, second)))


def _tells(key: str) -> bool:
    return len(_LETTERS.sub("", key)) >= _FEWEST_LETTERS and not is_platform(key)


def _written_alike(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names that differ in spaces and signs alone: BLUEBOTTLE, BLUE BOTTLE."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        groups[_LETTERS.sub("", key)].append(key)
    for group in groups.values():
        yield from combinations(sorted(group), 2)


def _beginning_alike(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names of which one begins with the other, or which differ in a letter."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        first = key.split(" ", 1)[0]
        if len(first) >= _FEWEST_LETTERS - 1 and first not in GENERIC_WORDS:
            groups[first].append(key)
    for group in groups.values():
        if len(group) <= _MOST_ALIKE:
            for pair in combinations(sorted(group), 2):
                if pair[1].startswith(f"{pair[0]} ") or _one_slip(*pair):
                    yield pair


def _one_slip(first: str, second: str) -> bool:
    """Tell whether one long word of two names differs in a letter: another, one more, one less.

    Another number is another place or account, and short words are too much alike.
    """
    words = list(zip(first.split(" "), second.split(" "), strict=False))
    other = [pair for pair in words if pair[0] != pair[1]]
    if len(other) != 1 or first.count(" ") != second.count(" "):
        return False
    short, long = sorted(other[0], key=len)
    if len(short) < _LONG_WORD or len(long) - len(short) > 1 or not (short + long).isalpha():
        return False
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return long[at + 1 :] == short[at + (len(long) == len(short)) :]


def _filed_alike(pair: tuple[str, str], usual: dict[str, Usual]) -> bool:
    both = [usual[key].category_id for key in pair if key in usual]
    return len(both) == len(pair) and both[0] == both[1]
