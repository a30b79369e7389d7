"""The history of one account's balance: its points, its statements, and where they part."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import from_cents
from backend.models import Account, Import, StatedBalance
from backend.services.accounts import get_account
from backend.services.balances.course import OPENING, Fit, Gap
from backend.services.balances.ledger import Basis, Ledger, Line, read_ledger
from backend.services.importing.balance_words import amount_text, day_text

_DAY = dt.timedelta(days=1)


class Step(StrEnum):
    """How far apart the points of a history are."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class BalancePoint:
    """What an account held at the end of a day."""

    date: dt.date
    balance: Decimal


@dataclass(frozen=True, slots=True)
class BalanceGap:
    """A stated balance that the rows since the statement before don't lead to.

    `first_day` and `on` enclose the days on which what explains it happened. `difference` is
    stated less computed. A gap that `is_passed_over` leaves the history alone.
    """

    key: str
    first_day: dt.date
    on: dt.date
    stated: Decimal
    computed: Decimal
    difference: Decimal
    is_passed_over: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A stated balance with who said so and how it fits; `id` is None for the opening balance."""

    key: str
    id: int | None
    date: dt.date
    amount: Decimal
    source: str
    fit: Fit
    notes: str | None
    import_id: int | None
    file_name: str | None


@dataclass(frozen=True, slots=True)
class BalanceHistory:
    """How an account's balance went; points and gaps oldest first, statements newest first."""

    account: Account
    basis: Basis
    known_from: dt.date | None
    balance: Decimal | None
    points: list[BalancePoint]
    gaps: list[BalanceGap]
    statements: list[Statement]


def balance_history(
    session: Session,
    account_id: int,
    *,
    today: dt.date,
    start: dt.date | None = None,
    by: Step = Step.MONTH,
) -> BalanceHistory:
    """Return the history of an account's balance up to and including `today`.

    Points begin at `start`, or where the balance begins to be known. By month they are the ends
    of months, and `today`.

    Raises:
        AccountNotFoundError: there is no such account.
    """
    account = get_account(session, account_id)
    ledger = read_ledger(session, [account])
    [line] = ledger.lines
    points = list(_points(ledger, line, start, today, by))
    return BalanceHistory(
        account=account,
        basis=line.basis,
        known_from=line.known_from,
        balance=points[-1].balance if points else None,
        points=points,
        gaps=[told(gap, account.currency) for gap in line.course.gaps()],
        statements=_statements(session, line),
    )


def told(gap: Gap, currency: str) -> BalanceGap:
    """Return a gap in dollars, with the sentence that tells it."""
    apart = amount_text(abs(gap.difference), currency)
    sentence = (
        f"Stated {amount_text(gap.stated, currency)} on {day_text(gap.on)}, the transactions make "
        f"{amount_text(gap.computed, currency)}: {apart} apart."
    )
    if gap.is_passed_over:
        sentence += " The balances before and after agree without it."
    return BalanceGap(
        key=gap.key,
        first_day=min(gap.after + _DAY, gap.on),
        on=gap.on,
        stated=from_cents(gap.stated),
        computed=from_cents(gap.computed),
        difference=from_cents(gap.difference),
        is_passed_over=gap.is_passed_over,
        sentence=sentence,
    )


def month_ends(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Yield the last day of each month from that of `start` on, and `end` itself last."""
    month = Month.of(start)
    while month.end <= end:
        yield month.end - _DAY
        month = month.plus(1)
    yield end


def _points(
    ledger: Ledger, line: Line, start: dt.date | None, today: dt.date, by: Step
) -> Iterator[BalancePoint]:
    if line.known_from is None or line.known_from > today:
        return
    first = max(start or line.known_from, line.known_from)
    first = min(first, today)
    account_id = line.account.id
    if by is Step.DAY:
        days = [first + dt.timedelta(days=n) for n in range((today - first).days + 1)]
        moved = ledger.moved.daily([account_id], first, today)[account_id]
    else:
        days = list(month_ends(first, today))
        known = ledger.moved.by((account_id, day) for day in days)
        moved = [known[account_id, day] for day in days]
    for day, cents in zip(days, moved, strict=True):
        yield BalancePoint(day, from_cents(line.course.balance(day, cents)))


def _statements(session: Session, line: Line) -> list[Statement]:
    fits = line.course.fits()
    # One that says the same as another of its day fits as that one does.
    of_day = {anchor.day: fits[anchor.key] for anchor in line.course.anchors}
    of_day |= {anchor.day: fits[anchor.key] for anchor in line.course.passed_over}
    rows = session.execute(
        select(StatedBalance, Import.file_name)
        .outerjoin(Import, Import.id == StatedBalance.import_id)
        .where(StatedBalance.account_id == line.account.id)
    )
    found = [
        Statement(
            key=str(row.id),
            id=row.id,
            date=row.date,
            amount=row.amount,
            source=row.source,
            fit=fits.get(str(row.id)) or of_day[row.date],
            notes=row.notes,
            import_id=row.import_id,
            file_name=file_name,
        )
        for row, file_name in rows
    ]
    everyone = [*line.course.anchors, *line.course.outvoted, *line.course.passed_over]
    found += [
        Statement(
            OPENING, None, anchor.day, from_cents(anchor.cents), OPENING, fits[OPENING],
            None, None, None,
        )
        for anchor in everyone
        if anchor.key == OPENING
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.date, one.id or 0), reverse=True)
