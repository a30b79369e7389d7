"""Conditions asked of rows in Python, for rows that no table holds yet.

They find what the same conditions find in SQL (`filtering.compiling`): capitals of ASCII letters
make no difference, what is unknown does not hold, and what does not hold is negated as a whole.
"""

import datetime as dt
from collections.abc import Callable, Sequence
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


class Seen(NamedTuple):
    """Facts, and their texts as they are compared: small letters, nothing for what is missing."""

    facts: Facts
    description: str
    merchant: str
    notes: str


Test = Callable[[Seen], bool]


def see(facts: Facts) -> Seen:
    """Return facts as tests take them: made ready once, however many rules there are."""
    description, merchant, notes = facts[:3]
    return Seen(facts, _folded(description), _folded(merchant or ""), _folded(notes or ""))


def compile_test(condition: c.Condition) -> Test:
    """Return the test of a condition; see `rules.asking` for those that there are."""
    match condition:
        case c.Negated(part):
            test = compile_test(part)
            return lambda seen: not test(seen)
        case c.Every(parts):
            return _all([compile_test(part) for part in parts])
        case c.Some(parts):
            return _any([compile_test(part) for part in parts])
    return _COMPILERS[type(condition)](condition)


# Plain loops, as they are run for each row and rule: twice as quick as all() and any() there.
def _all(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test(seen: Seen) -> bool:
        for each in tests:  # noqa: SIM110
            if not each(seen):
                return False
        return True

    return test


def _any(tests: Sequence[Test]) -> Test:
    def test(seen: Seen) -> bool:
        for each in tests:  # noqa: SIM110
            if each(seen):
                return True
        return False

    return test


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
    tests = [_occurs(word) for word in _wanted(condition.text)]
    cents = None if condition.exact else amount_range(condition.text)
    if cents is not None:
        low, high = cents
        tests.append(lambda seen: low <= abs(seen.facts.cents) <= high)
    return tests[0] if len(tests) == 1 else _any(tests)


def _occurs(word: str) -> Test:
    return lambda seen: word in seen.description or word in seen.merchant or word in seen.notes


_READ: dict[str, Callable[[Seen], str]] = {
    "merchant": lambda seen: seen.merchant or seen.description,
    "description": lambda seen: seen.description,
    "note": lambda seen: seen.notes,
}
_READ_AS_IT_IS: dict[str, Callable[[Facts], str | None]] = {
    "merchant": lambda facts: facts.merchant or facts.description,
    "description": lambda facts: facts.description,
    "note": lambda facts: facts.notes,
}


def _text(condition: c.TextIs) -> Test:
    read, wanted = _READ[condition.field], _wanted(condition.text)
    if condition.whole:
        return lambda seen: read(seen) in wanted
    if len(wanted) == 1:
        [word] = wanted
        return lambda seen: word in read(seen)
    return lambda seen: any(word in read(seen) for word in wanted)


def _matches(condition: c.TextMatches) -> Test:
    read, search = _READ_AS_IT_IS[condition.field], compile_regex(condition.pattern).search
    return lambda seen: (text := read(seen.facts)) is not None and search(text) is not None


def _missing(condition: c.TextMissing) -> Test:
    if condition.field == "merchant":
        return lambda seen: not seen.merchant
    read = _READ[condition.field]
    return lambda seen: not read(seen)


def _size(condition: c.SizeBetween) -> Test:
    low = condition.low if condition.low is not None else 0
    high = condition.high if condition.high is not None else 2**63
    if condition.way == "amount":
        return lambda seen: low <= abs(seen.facts.cents) <= high
    if condition.way == "out":
        return lambda seen: seen.facts.cents > 0 and low <= seen.facts.cents <= high
    return lambda seen: seen.facts.cents < 0 and low <= -seen.facts.cents <= high


def _date(condition: c.DateBetween) -> Test:
    start, end = condition.start or dt.date.min, condition.end or dt.date.max

    def test(seen: Seen) -> bool:
        day = seen.facts.date
        return day is not None and start <= day and (day < end or condition.end is None)

    return test


_COMPILERS: dict[type[Any], Callable[[Any], Test]] = {
    c.Search: _search,
    c.TextIs: _text,
    c.TextMatches: _matches,
    c.TextMissing: _missing,
    c.SizeBetween: _size,
    c.DateBetween: _date,
    c.AccountIn: lambda one: lambda seen: seen.facts.account_id in one.ids,
    c.SourceIn: lambda one: lambda seen: seen.facts.source in one.sources,
}
