"""Conditions asked of rows in Python, for rows that no table holds yet.

They find what the same conditions find in SQL (`filtering.compiling`): capitals of ASCII letters
make no difference, what is unknown does not hold, and what does not hold is negated as a whole.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from backend.core.expressions import compile_regex
from backend.services.filtering import conditions as c
from backend.services.transactions.search import amount_range, spellings

_CAPITALS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


class Facts(NamedTuple):
    """What a row brings itself; positive `cents` left the account, `merchant` as it is stored."""

    description: str
    merchant: str | None
    notes: str | None
    cents: int
    date: dt.date | None = None
    account_id: int | None = None
    source: str | None = None

    @property
    def shown_merchant(self) -> str:
        """The merchant as the list shows it."""
        return self.merchant or self.description


Test = Callable[[Facts], bool]


def compile_test(condition: c.Condition) -> Test:
    """Return the test of a condition; see `rules.asking` for those that there are."""
    match condition:
        case c.Negated(part):
            test = compile_test(part)
            return lambda facts: not test(facts)
        case c.Every(parts):
            tests = [compile_test(part) for part in parts]
            return lambda facts: all(test(facts) for test in tests)
        case c.Some(parts):
            tests = [compile_test(part) for part in parts]
            return lambda facts: any(test(facts) for test in tests)
    return _COMPILERS[type(condition)](condition)


def reads_words_only(condition: c.Condition) -> bool:
    """Return whether nothing but a row's texts decides."""
    match condition:
        case c.TextIs() | c.TextMatches() | c.TextMissing():
            return True
        case c.Search(text, exact):
            return exact or amount_range(text) is None
        case c.Negated(part):
            return reads_words_only(part)
        case c.Every(parts) | c.Some(parts):
            return all(map(reads_words_only, parts))
    return False


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_CAPITALS)


def _wanted(text: str) -> list[str]:
    return [_folded(spelling) for spelling in spellings(text)]


def _search(condition: c.Search) -> Test:
    if "\0" in condition.text:
        return lambda _: False
    wanted = _wanted(condition.text)
    cents = None if condition.exact else amount_range(condition.text)

    def test(facts: Facts) -> bool:
        for text in facts[:3]:
            if text and any(word in _folded(text) for word in wanted):
                return True
        return cents is not None and cents[0] <= abs(facts.cents) <= cents[1]

    return test


_TEXTS: dict[str, Callable[[Facts], str | None]] = {
    "merchant": lambda facts: facts.shown_merchant,
    "description": lambda facts: facts.description,
    "note": lambda facts: facts.notes,
}


def _text(condition: c.TextIs) -> Test:
    read, wanted = _TEXTS[condition.field], _wanted(condition.text)
    if condition.whole:
        return lambda facts: (text := read(facts)) is not None and _folded(text) in wanted
    return lambda facts: (
        (text := read(facts)) is not None and any(word in _folded(text) for word in wanted)
    )


def _matches(condition: c.TextMatches) -> Test:
    read, search = _TEXTS[condition.field], compile_regex(condition.pattern).search
    return lambda facts: (text := read(facts)) is not None and search(text) is not None


def _missing(condition: c.TextMissing) -> Test:
    if condition.field == "merchant":
        return lambda facts: not facts.merchant
    read = _TEXTS[condition.field]
    return lambda facts: not read(facts)


def _size(condition: c.SizeBetween) -> Test:
    low = condition.low if condition.low is not None else 0
    high = condition.high if condition.high is not None else 2**63
    if condition.way == "amount":
        return lambda facts: low <= abs(facts.cents) <= high
    if condition.way == "out":
        return lambda facts: facts.cents > 0 and low <= facts.cents <= high
    return lambda facts: facts.cents < 0 and low <= -facts.cents <= high


def _date(condition: c.DateBetween) -> Test:
    start, end = condition.start or dt.date.min, condition.end
    if end is None:
        return lambda facts: facts.date is not None and start <= facts.date
    return lambda facts: facts.date is not None and start <= facts.date < end


_COMPILERS: dict[type[Any], Callable[[Any], Test]] = {
    c.Search: _search,
    c.TextIs: _text,
    c.TextMatches: _matches,
    c.TextMissing: _missing,
    c.SizeBetween: _size,
    c.DateBetween: _date,
    c.AccountIn: lambda one: lambda facts: facts.account_id in one.ids,
    c.SourceIn: lambda one: lambda facts: facts.source in one.sources,
}
