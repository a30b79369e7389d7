"""What changed net worth from one day to another: saved, revalued, unexplained."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import to_cents
from backend.services.balances.ledger import Line
from backend.services.net_worth.series import Series
from backend.services.reports.booked import Joined, ask, lines_asked_for
from backend.services.reports.periods import Period
from backend.services.transactions.remembering import remembered

_DAY = dt.timedelta(days=1)
_PARTS = (
    *("income", "spending", "moved", "waiting", "left_out"),
    *("valuations", "unexplained", "began"),
)

# Income, what moved between accounts, what waits and what is left out.
_Flows = tuple[int, int, int, int]
_NOTHING: _Flows = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """Why net worth changed after the end of `since` up to the end of `until`; in cents.

    The parts add up to the change. `income` and `spending` are what the reports say of these
    accounts; `moved` is what moves between accounts left behind, mostly 0: a leg that has not
    arrived yet, or went to an account that doesn't count. `waiting` are rows without a decision,
    `left_out` those that the owner wants in no report.
    `began` is what accounts held when they began to be known.
    """

    since: dt.date
    until: dt.date
    income: int = 0
    spending: int = 0
    moved: int = 0
    waiting: int = 0
    left_out: int = 0
    valuations: int = 0
    unexplained: int = 0
    began: int = 0

    @property
    def saved(self) -> int:
        """Income less spending."""
        return self.income - self.spending

    @property
    def total(self) -> int:
        """The whole change."""
        explained = self.saved + self.moved + self.waiting + self.left_out
        return explained + self.valuations + self.unexplained + self.began


def monthly_changes(session: Session, series: Series) -> list[Change]:
    """Return what changed net worth from each day to the next: ends of months, and today."""
    days, lines = series.days, series.lines
    flows = _flows(session, lines, Period(days[0] + _DAY, days[-1] + _DAY))
    jumps = _jumps(lines, days[-1])
    found = []
    for place, (since, until) in enumerate(pairwise(days)):
        valued, unexplained, began = jumps[Month.of(until)]
        income, moved, waiting, left_out = flows.get(str(Month.of(until)), _NOTHING)
        # All that left is spending but for what is told otherwise.
        left = series.moved[place + 1] - series.moved[place]
        spending = left + income + moved + waiting + left_out
        found.append(
            Change(
                since, until, income, spending, moved, waiting, left_out, valued, unexplained, began
            )
        )
    return found


def added_up(changes: Sequence[Change]) -> Change:
    """Return changes that follow one another as one."""
    sums: Counter[str] = Counter()
    for change in changes:
        sums.update({name: getattr(change, name) for name in _PARTS})
    return Change(changes[0].since, changes[-1].until, **{name: sums[name] for name in _PARTS})


def _jumps(lines: Iterable[Line], last: dt.date) -> dict[Month, tuple[int, int, int]]:
    """Return by month what was revalued, what no row explains, and what accounts began with."""
    found: dict[Month, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for line in lines:
        place = 0 if line.course.is_valued else 1
        for day, cents in line.course.jumps():
            if day <= last:
                _add(found, day, place, cents)
        if line.known_from is not None:
            _add(found, line.known_from, 2, line.course.balance(line.known_from, 0))
    return found


def _add(found: dict[Month, tuple[int, int, int]], day: dt.date, place: int, cents: int) -> None:
    month = Month.of(day)
    sums = list(found[month])
    sums[place] += cents
    found[month] = (sums[0], sums[1], sums[2])


def _flows(session: Session, lines: Sequence[Line], period: Period) -> dict[str, _Flows]:
    """Return by month income, moved, waiting and left out of the accounts: what it did to them.

    The month under way is read whole from the kept sums, less its rows still to come: mostly there
    are none, while those that have been may be thousands.
    """
    ids = json.dumps(sorted(line.account.id for line in lines))
    end = Month.of(period.end - _DAY).end
    found = _asked(session, Period(period.start, end), ids)
    if period.end < end:
        for month, ahead in _asked(session, Period(period.end, end), ids).items():
            income, moved, waiting, left_out = (
                whole - less for whole, less in zip(found[month], ahead, strict=True)
            )
            found[month] = (income, moved, waiting, left_out)
    return found


def _asked(session: Session, period: Period, ids: str) -> dict[str, _Flows]:
    asked = ask(session, period)
    bound = {**asked.bound, "accounts": ids}
    statement = _by_month(edges=asked.edges)
    rows = remembered(
        session,
        ("net worth flows", *sorted(bound.items())),
        lambda: session.execute(statement, bound).all(),
    )
    found = {}
    for month, *amounts in rows:
        income, moved, waiting, left_out = (to_cents(amount) for amount in amounts)
        found[month] = (income, moved, waiting, left_out)
    return found


@cache
def _by_month(*, edges: bool) -> Select[Any]:
    joined = Joined(lines_asked_for(edges=edges, of_account=False))
    line = joined.line
    waits, moves = joined.is_waiting_line, joined.is_transfer_line
    left_out = joined.is_left_out_line
    earned = and_(joined.is_flow, joined.is_income_line)
    counted = func.json_each(bindparam("accounts", type_=String)).table_valued("value")
    return (
        joined.select(
            line.month,
            func.sum(case((earned, -line.amount), else_=0)),
            func.sum(case((moves, -line.amount), else_=0)),
            func.sum(case((waits, -line.amount), else_=0)),
            func.sum(case((left_out, -line.amount), else_=0)),
        )
        .where(line.account_id.in_(select(counted.c.value)), or_(waits, moves, left_out, earned))
        .group_by(line.month)
    )
