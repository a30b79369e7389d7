"""Writes down what comes again and again, and the answer to each series."""

import datetime as dt
import random
from dataclasses import dataclass, field

from backend.services.demo.answers import (
    Charge,
    PriceChange,
    RecurringSeries,
    SeriesState,
    Trait,
)
from backend.services.demo.bills import BILLS, PAY, Bill, price_at
from backend.services.demo.book import Book, Entry
from backend.services.demo.household import ACCOUNTS, INCOME_CATEGORIES
from backend.services.demo.model import SampleTransaction, stream
from backend.services.demo.schedules import due_days
from backend.services.demo.wording import Purchase, fill, purchase

_BANKS = {account.key: account.bank for account in ACCOUNTS}
_LATE_DAYS = 8
_TRIAL_DAYS = 14


@dataclass(slots=True)
class _Story:
    """What happened to one series so far."""

    charges: list[Charge] = field(default_factory=list)
    changes: list[PriceChange] = field(default_factory=list)
    missed: list[dt.date] = field(default_factory=list)
    late: list[dt.date] = field(default_factory=list)
    trial: Charge | None = None
    next_date: dt.date | None = None
    last_price: int | None = None


def write_recurring(book: Book, seed: int) -> tuple[RecurringSeries, ...]:
    """Write every pay day, bill and subscription into `book`; return their series."""
    series = []
    for number, bill in enumerate((*PAY, *BILLS)):
        rng = stream(seed, f"bill/{number}/{bill.name}")
        series.append(_answer(bill, _tell(bill, book, rng), book))
    return tuple(series)


def _tell(bill: Bill, book: Book, rng: random.Random) -> _Story:
    story = _Story()
    last_day = book.period.last_day
    for number, due in enumerate(due_days(bill, book.period)):
        if due > book.period.horizon and story.next_date is not None:
            break
        if due > last_day and story.next_date is None:
            story.next_date = due
        if number in bill.skips:
            if due <= last_day:
                story.missed.append(due)
            continue
        if number == 0 and bill.trial_cents is not None:
            _write_trial(bill, due, book, story, rng)
        late = number in bill.lates
        _write_charge(bill, due, late=late, book=book, story=story, rng=rng)
    return story


def _write_charge(
    bill: Bill, due: dt.date, *, late: bool, book: Book, story: _Story, rng: random.Random
) -> None:
    day = due + dt.timedelta(days=_LATE_DAYS) if late else due
    price = price_at(bill, book.period.month_index(due))
    row = _write(bill, day, _swung(bill, price, due, rng), book, rng)
    if row is None or not book.period.holds(day):
        return
    story.charges.append(Charge(row.key, row.date, row.cents))
    if late:
        story.late.append(day)
    if story.last_price not in (None, price) and not bill.swing:
        story.changes.append(PriceChange(day, story.last_price or 0, price))
    story.last_price = price


def _write_trial(
    bill: Bill, first_due: dt.date, book: Book, story: _Story, rng: random.Random
) -> None:
    day = first_due - dt.timedelta(days=_TRIAL_DAYS)
    row = _write(bill, day, bill.trial_cents or 0, book, rng)
    if row is not None:
        story.trial = Charge(row.key, row.date, row.cents)


def _write(
    bill: Bill, day: dt.date, cents: int, book: Book, rng: random.Random
) -> SampleTransaction | None:
    if bill.place:
        what = Purchase(bill.text, bill.place, recurring=True)
        text = purchase(_BANKS[bill.account], what, day, rng)
    else:
        text = fill(bill.text, day, rng)
    entry = Entry(bill.account, day, cents, text, bill.name, bill.category, known=True)
    return book.earn(entry) if bill.category in INCOME_CATEGORIES else book.spend(entry)


def _swung(bill: Bill, price: int, due: dt.date, rng: random.Random) -> int:
    season = bill.seasons[due.month - 1] if bill.seasons else 100
    swing = rng.randint(-bill.swing * 10, bill.swing * 10)
    return price * season * (1000 + swing) // 100_000


def _answer(bill: Bill, story: _Story, book: Book) -> RecurringSeries:
    ended = bill.ends is not None and bill.ends <= book.period.month_index(book.period.last_day)
    following = None if ended else story.next_date
    steady = following is not None and not bill.swing
    return RecurringSeries(
        merchant=bill.name,
        category=bill.category,
        account_key=bill.account,
        cadence=bill.cadence,
        state=SeriesState.ENDED if ended else SeriesState.ACTIVE,
        varies=bill.swing > 0,
        charges=tuple(story.charges),
        price_changes=tuple(story.changes),
        missed=tuple(story.missed),
        late=tuple(story.late),
        traits=bill.traits if Trait.TRIAL_TURNED_PAID not in bill.traits or story.trial else (),
        trial=story.trial,
        next_date=following,
        next_cents=price_at(bill, book.period.month_index(following))
        if following is not None and steady
        else None,
    )
