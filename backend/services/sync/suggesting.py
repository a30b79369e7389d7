"""Which of the owner's accounts an account behind a login may be. Pure, and explained.

It suggests and never decides: each account here is suggested once at most, and where two are
equally likely none is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backend.services.importing.targets import is_same_number, letters

_LEAST_DIGITS = 3
_LIKELY = 30
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that say the kind or the bank's praise of it, and not which account it is.
_COMMON = {"account", "bank", "card", "checking", "credit", "plaid", "savings", "the"}
_FAMILIES = {
    "checking": "money",
    "savings": "money",
    "cash": "money",
    "credit": "card",
    "loan": "loan",
    "investment": "investment",
    "property": "property",
}
# As a sentence about two of them names the kind.
_KINDS = {
    "checking": "checking accounts",
    "savings": "savings accounts",
    "cash": "cash",
    "credit": "credit cards",
    "loan": "loans",
    "investment": "investment accounts",
    "property": "property",
}


class Certainty(StrEnum):
    """How much speaks for a suggestion."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Offered:
    """An account behind a login, by what a person would know it by."""

    id: int
    external_id: str
    name: str
    institution: str
    account_type: str
    official_name: str | None = None
    mask: str | None = None
    currency: str | None = None
    persistent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """An account of the owner's. The `earlier_…` are of the feed that it had, or has.

    `fed_by` names the login that feeds it now, if it is another one.
    """

    id: int
    name: str
    institution: str
    account_type: str
    currency: str
    file_number: str | None = None
    earlier_external_id: str | None = None
    earlier_persistent_id: str | None = None
    fed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The account that an offered one may be, with the sentences that speak for it."""

    account_id: int | None = None
    account_name: str | None = None
    reasons: tuple[str, ...] = ()
    certainty: Certainty = Certainty.NONE


@dataclass(frozen=True, slots=True)
class _Likeness:
    points: int
    reasons: tuple[str, ...]
    is_sure: bool


NO_SUGGESTION = Suggestion()


def suggest(offered: Sequence[Offered], here: Sequence[Here]) -> dict[int, Suggestion]:
    """Return a suggestion for each offered account, by its id; the likeliest go first."""
    points = {
        (feed.id, account.id): likeness
        for feed in offered
        for account in here
        if (likeness := _likeness(feed, account)) is not None
    }
    names = {account.id: account.name for account in here}
    found = {feed.id: NO_SUGGESTION for feed in offered}
    while clear := _clear_pairs(points):
        for feed_id, account_id in clear:
            likeness = points[feed_id, account_id]
            certainty = Certainty.SURE if likeness.is_sure else Certainty.LIKELY
            found[feed_id] = Suggestion(account_id, names[account_id], likeness.reasons, certainty)
        settled = {end for pair in clear for end in _ends(pair)}
        points = {
            pair: likeness for pair, likeness in points.items() if settled.isdisjoint(_ends(pair))
        }
    return found


def _ends(pair: tuple[int, int]) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("offered", pair[0]), ("here", pair[1])


def _clear_pairs(points: dict[tuple[int, int], _Likeness]) -> list[tuple[int, int]]:
    """Return the pairs of which each end has no other that is as likely."""
    by_end: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for pair, likeness in points.items():
        for end in _ends(pair):
            by_end[end][likeness.points] += 1
    alone = {end: max(counts) for end, counts in by_end.items() if counts[max(counts)] == 1}
    return [
        pair
        for pair, likeness in points.items()
        if all(alone.get(end) == likeness.points for end in _ends(pair))
    ]


def _likeness(feed: Offered, account: Here) -> _Likeness | None:
    """Return what speaks for a pair; None where something speaks against it, or too little for."""
    if _was_before(feed, account):
        reason = f"{account.name} got its transactions from this account before."
        return _with_feeder(_Likeness(100, (reason,), is_sure=True), account)
    if _contradict(feed, account):
        return None
    clues = [
        clue
        for clue in (
            _number_clue(feed, account),
            _type_clue(feed, account),
            _institution_clue(feed, account),
            _name_clue(feed, account),
        )
        if clue is not None
    ]
    total = sum(points for points, _ in clues)
    if total < _LIKELY:
        return None
    reasons = tuple(sentence for _, sentence in clues)
    is_same_type = feed.account_type == account.account_type
    has_number = _number_clue(feed, account) is not None
    return _with_feeder(_Likeness(total, reasons, is_sure=has_number and is_same_type), account)


def _was_before(feed: Offered, account: Here) -> bool:
    known = {account.earlier_external_id, account.earlier_persistent_id} - {None}
    return bool(known & {feed.external_id, feed.persistent_id})


def _with_feeder(likeness: _Likeness, account: Here) -> _Likeness:
    if account.fed_by is None:
        return likeness
    sentence = f"{account.fed_by} brings its transactions now; that would move here."
    return _Likeness(likeness.points, (*likeness.reasons, sentence), is_sure=False)


def _contradict(feed: Offered, account: Here) -> bool:
    if feed.currency and feed.currency != account.currency:
        return True
    families = {_FAMILIES.get(feed.account_type), _FAMILIES.get(account.account_type)} - {None}
    if len(families) > 1:
        return True
    both_numbers = _has_digits(feed.mask) and _has_digits(account.file_number)
    return both_numbers and not is_same_number(feed.mask or "", account.file_number or "")


def _has_digits(text: str | None) -> bool:
    return sum(letter.isdigit() for letter in text or "") >= _LEAST_DIGITS


def _number_clue(feed: Offered, account: Here) -> tuple[int, str] | None:
    mask = feed.mask or ""
    if not _has_digits(mask):
        return None
    if account.file_number and is_same_number(mask, account.file_number):
        return 40, f"Its files have a number that ends in {mask} as well."
    if re.search(rf"(?<!\d){re.escape(mask)}(?!\d)", account.name):
        return 35, f"Its name has the number {mask}."
    return None


def _type_clue(feed: Offered, account: Here) -> tuple[int, str] | None:
    if feed.account_type != account.account_type:
        return None
    return 15, f"Both are {_KINDS.get(feed.account_type, 'of the same kind')}."


def _institution_clue(feed: Offered, account: Here) -> tuple[int, str] | None:
    own, theirs = letters(account.institution), letters(feed.institution)
    shorter, longer = sorted((own, theirs), key=len)
    if len(shorter) < _LEAST_DIGITS or not longer.startswith(shorter):
        return None
    return 15, f"Both are at {feed.institution}."


def _name_clue(feed: Offered, account: Here) -> tuple[int, str] | None:
    own = letters(account.name)
    if own and own in (letters(feed.name), letters(feed.official_name)):
        return 20, "The names are the same."
    theirs = _words(feed.name, feed.official_name or "") - _words(feed.institution)
    if theirs & (_words(account.name) - _words(account.institution)):
        return 8, "The names are alike."
    return None


def _words(*texts: str) -> set[str]:
    found: Iterable[str] = (word for text in texts for word in _WORD.findall(text.casefold()))
    return set(found) - _COMMON
