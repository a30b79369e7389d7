"""The course of an account's balance, from what was stated and what its rows moved; pure.

Every stated balance tells what the account must have held before its first row: the balance plus
all that had left it by then, its *origin*. Statements between which the rows lead have the same
origin. Where origins differ, rows and statements part by that difference, and nothing here makes
up for it: the balance follows the rows from the earlier statement and the later one from its day
on.

All amounts are cents; balances are positive when the account holds money.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise, zip_longest
from operator import attrgetter
from typing import NamedTuple

OPENING = "opening"
_RANKS = {"owner": 2, OPENING: 0}
_day = attrgetter("day")


class Fit(StrEnum):
    """How a statement agrees with the rows and with the statements around it."""

    FIRST = "first"  # nothing before it to compare with
    AGREES = "agrees"
    APART = "apart"  # the rows since the statement before lead elsewhere
    PASSED_OVER = "passed_over"  # the statements around it agree without it
    OUTVOTED = "outvoted"  # another one of the same day goes before it
    VALUED = "valued"  # worth as typed in, not what rows lead to


class Anchor(NamedTuple):
    """A balance at the end of a day, and what had left the account by then.

    `key` is the number of the statement, or `opening`; `rank` tells which of several came last.
    """

    key: str
    day: dt.date
    cents: int
    moved: int
    source: str
    rank: int = 0

    @property
    def origin(self) -> int:
        """What the account held before its first row, by this statement."""
        return self.cents + self.moved


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the rows since one statement don't lead to the next.

    `after` is the day of the earlier statement, `on` that of the later one: what explains the
    gap happened in between. `difference` is stated less computed. A gap that `is_passed_over`
    leaves the course of the balance alone, as the statements around it agree.
    """

    key: str
    after: dt.date
    on: dt.date
    stated: int
    computed: int
    is_passed_over: bool = False

    @property
    def difference(self) -> int:
        """The stated balance less the one that the rows lead to."""
        return self.stated - self.computed


@dataclass(frozen=True, slots=True)
class Course:
    """The statements that a balance goes by, oldest first, and those that it doesn't.

    Without any statement the balance starts from nothing: it is what the rows come to.
    """

    anchors: tuple[Anchor, ...] = ()
    passed_over: tuple[Anchor, ...] = ()
    outvoted: tuple[Anchor, ...] = ()
    is_valued: bool = False

    def balance(self, day: dt.date, moved: int) -> int:
        """Return the balance at the end of `day`, by which `moved` had left the account."""
        if not self.anchors:
            return -moved
        place = bisect_right(self.anchors, day, key=_day) - 1
        return self.anchors[max(place, 0)].origin - moved

    def balances(self, days: Sequence[dt.date], moved: Sequence[int]) -> list[int]:
        """Return the balance at the end of each of `days`, which are in order."""
        if not self.anchors:
            return [-cents for cents in moved]
        found: list[int] = []
        place, last = 0, len(self.anchors) - 1
        for day, cents in zip(days, moved, strict=True):
            while place < last and self.anchors[place + 1].day <= day:
                place += 1
            found.append(self.anchors[place].origin - cents)
        return found

    def gaps(self) -> list[Gap]:
        """Return where rows and statements part, oldest first; changes of value are none."""
        if self.is_valued:
            return []
        parted = [
            _gap(before, anchor)
            for before, anchor in pairwise(self.anchors)
            if before.origin != anchor.origin
        ]
        doubted = [
            _gap(self._before(anchor), anchor, is_passed_over=True) for anchor in self.passed_over
        ]
        return sorted([*parted, *doubted], key=lambda gap: gap.on)

    def jumps(self) -> list[tuple[dt.date, int]]:
        """Return (day, cents) of each step that no row explains: gaps, or changes of value."""
        return [
            (anchor.day, anchor.origin - before.origin)
            for before, anchor in pairwise(self.anchors)
            if before.origin != anchor.origin
        ]

    def fits(self) -> dict[str, Fit]:
        """Return of each statement how it fits, by its key; equal ones of a day are left out."""
        found = {anchor.key: Fit.PASSED_OVER for anchor in self.passed_over}
        found |= {anchor.key: Fit.OUTVOTED for anchor in self.outvoted}
        if self.is_valued:
            return found | {anchor.key: Fit.VALUED for anchor in self.anchors}
        for before, anchor in pairwise(self.anchors):
            found[anchor.key] = Fit.AGREES if before.origin == anchor.origin else Fit.APART
        if self.anchors:
            found[self.anchors[0].key] = Fit.FIRST
        return found

    def _before(self, anchor: Anchor) -> Anchor:
        place = bisect_right(self.anchors, anchor.day, key=_day) - 1
        return self.anchors[place]


def course_of(anchors: Iterable[Anchor], *, is_valued: bool = False) -> Course:
    """Return the course that statements in any order give a balance.

    Args:
        anchors: the statements of one account.
        is_valued: whether they say what a thing is worth, so that no rows need to lead there.
    """
    chosen, outvoted = _one_a_day(sorted(anchors, key=_day))
    if is_valued:
        return Course(tuple(chosen), (), tuple(outvoted), is_valued=True)
    kept, passed = _without_odd_ones(chosen)
    return Course(tuple(kept), tuple(passed), tuple(outvoted))


def _one_a_day(anchors: Sequence[Anchor]) -> tuple[list[Anchor], list[Anchor]]:
    """Return one statement of each day, and those of the others that say something else.

    The owner's word goes first, then what agrees with the day before, then what came last.
    """
    chosen: list[Anchor] = []
    outvoted: list[Anchor] = []
    for _, group in groupby(anchors, key=_day):
        told = list(group)
        if len(told) == 1:
            chosen += told
            continue
        origin = chosen[-1].origin if chosen else None
        ranked = sorted(told, key=lambda anchor: _preference(anchor, origin))
        chosen.append(ranked[-1])
        outvoted += [anchor for anchor in ranked[:-1] if anchor.cents != ranked[-1].cents]
    return chosen, outvoted


def _preference(anchor: Anchor, origin: int | None) -> tuple[bool, bool, int, int]:
    is_owner = anchor.source == "owner"
    return is_owner, anchor.origin == origin, _RANKS.get(anchor.source, 1), anchor.rank


def _without_odd_ones(anchors: Sequence[Anchor]) -> tuple[list[Anchor], list[Anchor]]:
    """Return the statements but those whose neighbours agree with each other and not with them."""
    kept: list[Anchor] = []
    passed: list[Anchor] = []
    for anchor, following in zip_longest(anchors, anchors[1:]):
        odd = (
            following is not None
            and kept
            and kept[-1].origin != anchor.origin
            and kept[-1].origin == following.origin
            and anchor.source != "owner"
        )
        (passed if odd else kept).append(anchor)
    return kept, passed


def _gap(before: Anchor, anchor: Anchor, *, is_passed_over: bool = False) -> Gap:
    return Gap(
        key=anchor.key,
        after=before.day,
        on=anchor.day,
        stated=anchor.cents,
        computed=before.origin - anchor.moved,
        is_passed_over=is_passed_over,
    )
