"""The net worth report: its course, what it is made of, and what changed it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.models import Account
from backend.services.balances.history import Step
from backend.services.balances.ledger import Basis, Line
from backend.services.net_worth.changes import Change, added_up, monthly_changes
from backend.services.net_worth.counting import Counted, WhyLeftOut, count_accounts
from backend.services.net_worth.series import Series, daily, monthly

SPANS = (1, 3, 12)
DAYS = 90


@dataclass(frozen=True, slots=True)
class WorthPoint:
    """Net worth at the end of a day; `liabilities` are what is owed, positive."""

    date: dt.date
    net: Decimal
    assets: Decimal
    liabilities: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """The change over this month, or this and months before it.

    `share` is the change as a part of what there was before, None where that was nothing.
    """

    months: int
    change: Change
    before: Decimal

    @property
    def share(self) -> float | None:
        """The change as a part of what there was before."""
        return float(from_cents(self.change.total) / abs(self.before)) if self.before else None


@dataclass(frozen=True, slots=True)
class AccountWorth:
    """One account that counts: its balance now, on each point, and how it changed.

    `balances` stand side by side with the points, in cents, None before the account is known;
    `changes` are by the months of a span. `gaps` counts where its rows and statements part.
    """

    account: Account
    basis: Basis
    balance: Decimal
    stated_on: dt.date | None
    gaps: int
    changes: dict[int, Decimal]
    balances: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class TypeWorth:
    """All accounts of a type together; `balances` stand side by side with the points, in cents."""

    account_type: str
    balance: Decimal
    balances: list[int]


@dataclass(frozen=True, slots=True)
class LeftOutAccount:
    """An account that doesn't count, and why; its balance in its own currency."""

    account: Account
    why: WhyLeftOut
    balance: Decimal | None


@dataclass(frozen=True, slots=True)
class NetWorthReport:
    """Net worth over time; points, months and balances oldest first.

    `months` are the changes of the months shown, `spans` those of this month, 3 and 12.
    """

    today: dt.date
    currency: str
    points: list[WorthPoint]
    spans: list[Span]
    months: list[Change]
    types: list[TypeWorth]
    accounts: list[AccountWorth]
    left_out: list[LeftOutAccount]


def net_worth_report(
    session: Session, *, today: dt.date, by: Step = Step.MONTH, months: int | None = 12
) -> NetWorthReport:
    """Return net worth up to and including `today`.

    Args:
        session: any session.
        today: the owner's day; rows after it don't count yet.
        by: by month, or each of the last 90 days.
        months: how far back months go, None for all.
    """
    counted = count_accounts(session, today=today)
    wanted = None if months is None else max(months, SPANS[-1])
    whole = monthly(counted.lines, counted.moved, today=today, months=wanted)
    changes = monthly_changes(session, whole) if counted.lines else []
    shown = _shown(counted, whole, today, by, months)
    asked = changes if months is None else changes[-months:]
    return NetWorthReport(
        today=today,
        currency=counted.currency,
        points=_points(shown) if counted.lines else [],
        spans=_spans(whole, changes),
        months=asked,
        types=_types(shown),
        accounts=_accounts(whole, shown),
        left_out=[_left_out(counted, line, why, today) for line, why in counted.left_out],
    )


def _shown(counted: Counted, whole: Series, today: dt.date, by: Step, months: int | None) -> Series:
    """Return the days to show: those asked for, from the first on which anything is known."""
    if by is Step.DAY:
        series = daily(counted.lines, counted.moved, today=today, days=DAYS)
    elif months is not None:
        series = _from(whole, max(0, len(whole.days) - months - 1))
    else:
        series = whole
    known = [
        place
        for place in range(len(series.days))
        if any(row[place] is not None for row in series.balances)
    ]
    return _from(series, known[0]) if known else series


def _from(series: Series, place: int) -> Series:
    balances = tuple(row[place:] for row in series.balances)
    return Series(series.days[place:], series.lines, balances, series.moved[place:])


def _points(series: Series) -> list[WorthPoint]:
    found = []
    for place, day in enumerate(series.days):
        assets, liabilities = series.assets(place), series.liabilities(place)
        net = from_cents(assets - liabilities)
        found.append(WorthPoint(day, net, from_cents(assets), from_cents(liabilities)))
    return found


def _spans(whole: Series, changes: list[Change]) -> list[Span]:
    return [
        Span(months, added_up(changes[-months:]), from_cents(whole.net(-months - 1)))
        for months in SPANS
        if len(changes) >= months
    ]


def _types(shown: Series) -> list[TypeWorth]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(shown.days))
    for line, row in zip(shown.lines, shown.balances, strict=True):
        of_type = sums[line.account.account_type]
        for place, cents in enumerate(row):
            of_type[place] += cents or 0
    found = [TypeWorth(name, from_cents(row[-1]), row) for name, row in sums.items()]
    return sorted(found, key=lambda one: -one.balance)


def _accounts(whole: Series, shown: Series) -> list[AccountWorth]:
    found = []
    for line, all_, row in zip(whole.lines, whole.balances, shown.balances, strict=True):
        now = all_[-1] or 0
        anchors = line.course.anchors
        found.append(
            AccountWorth(
                account=line.account,
                basis=line.basis,
                balance=from_cents(now),
                stated_on=anchors[-1].day if anchors else None,
                gaps=len(line.course.gaps()),
                changes={
                    months: from_cents(now - (all_[-months - 1] or 0))
                    for months in SPANS
                    if len(all_) > months
                },
                balances=row,
            )
        )
    return found


def _left_out(counted: Counted, line: Line, why: WhyLeftOut, today: dt.date) -> LeftOutAccount:
    moved = counted.moved.by([(line.account.id, today)])[line.account.id, today]
    cents = line.balance(today, moved)
    return LeftOutAccount(line.account, why, None if cents is None else from_cents(cents))
