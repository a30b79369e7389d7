"""The sample household: three years of made-up money with an answer key, from one seed."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from backend.core.calendar import Month
from backend.services.demo.answers import AnswerKey, PlantedPair, PlantedRefund, RecurringSeries
from backend.services.demo.book import Book, Period
from backend.services.demo.everyday import write_everyday
from backend.services.demo.household import ACCOUNTS, BUDGET_MONTHS, BUDGETS
from backend.services.demo.model import SampleAccount, SampleBudget, SampleTransaction
from backend.services.demo.moves import write_card_payments, write_cash, write_savings
from backend.services.demo.occasions import write_cashback, write_events, write_trips
from backend.services.demo.planted import Planter
from backend.services.demo.possessions import Possession, possessions
from backend.services.demo.recurring import write_recurring
from backend.services.demo.schedules import day_in_month
from backend.services.demo.shops import DECOYS

DEFAULT_SEED = 20_260_101
_YEARS = 3


@dataclass(frozen=True, slots=True)
class SampleHousehold:
    """A household's books and the truth about them.

    Attributes:
        transactions: by date, then account, then the bank's order.
        upcoming: rows of the two weeks after `last_day`, for files to drop in; the answers
            don't know them.
        possessions: what is valued by hand; no rows lie in it, and the answers leave it out.
    """

    first_day: dt.date
    last_day: dt.date
    accounts: tuple[SampleAccount, ...]
    transactions: tuple[SampleTransaction, ...]
    upcoming: tuple[SampleTransaction, ...]
    budgets: tuple[SampleBudget, ...]
    answers: AnswerKey
    possessions: tuple[Possession, ...] = ()


@dataclass(frozen=True, slots=True)
class _Planted:
    refunds: tuple[PlantedRefund, ...]
    equal_pairs: tuple[PlantedPair, ...]
    duplicates: tuple[PlantedPair, ...]


def generate_household(seed: int = DEFAULT_SEED, *, last_day: dt.date) -> SampleHousehold:
    """Return the household whose books end on `last_day`, the same for the same seed and day."""
    first_day = day_in_month(last_day.year - _YEARS, last_day.month, last_day.day)
    period = Period(first_day + dt.timedelta(days=1), last_day)
    book = Book(seed, period)
    recurring = write_recurring(book, seed)
    away = write_trips(book, seed)
    write_events(book, seed)
    write_cashback(book, seed)
    planter = Planter(book, seed, write_everyday(book, seed, away))
    planted = _Planted(planter.refunds(), planter.equal_pairs(), planter.duplicates())
    write_cash(book, seed)
    write_card_payments(book, seed)
    write_savings(book, seed)
    rows = _in_order((*book.rows, *book.upcoming))
    return SampleHousehold(
        first_day=period.first_day,
        last_day=last_day,
        accounts=ACCOUNTS,
        transactions=tuple(row for row in rows if row.date <= last_day),
        upcoming=tuple(row for row in rows if row.date > last_day),
        budgets=_budgets(last_day),
        answers=_answers(book, recurring, planted),
        possessions=possessions(period.first_day, last_day),
    )


def _in_order(rows: Iterable[SampleTransaction]) -> list[SampleTransaction]:
    """Return the rows sorted, each with its place in its account."""
    place: Counter[str] = Counter()
    ordered = []
    for row in sorted(rows, key=lambda row: (row.date, row.account_key, row.key)):
        ordered.append(replace(row, order=place[row.account_key]))
        place[row.account_key] += 1
    return ordered


def _budgets(last_day: dt.date) -> tuple[SampleBudget, ...]:
    newest = Month.of(last_day)
    months = [newest.plus(-back) for back in reversed(range(BUDGET_MONTHS))]
    return tuple(
        SampleBudget(category, str(month), cents) for month in months for category, cents in BUDGETS
    )


def _answers(book: Book, recurring: tuple[RecurringSeries, ...], planted: _Planted) -> AnswerKey:
    month_ends = _month_ends(book)
    last = str(Month.of(book.period.last_day))
    balances = {account.key: month_ends[account.key, last] for account in ACCOUNTS}
    repeated: defaultdict[str, int] = defaultdict(int)
    for row in book.rows:
        if row.key in book.repeated:
            repeated[row.account_key] += row.cents
    return AnswerKey(
        as_loaded=book.loaded.figures(),
        when_reviewed=book.reviewed.figures(),
        transfer_legs=dict(book.transfer_legs),
        balances=balances,
        bank_balances={key: cents + repeated[key] for key, cents in balances.items()},
        month_end_balances=month_ends,
        recurring=recurring,
        decoys=DECOYS,
        duplicates=planted.duplicates,
        equal_pairs=planted.equal_pairs,
        refunds=planted.refunds,
    )


def _month_ends(book: Book) -> dict[tuple[str, str], int]:
    ends: dict[tuple[str, str], int] = {}
    for account in ACCOUNTS:
        held = account.opening_cents
        for month in book.period.months:
            if month.first_day <= book.period.last_day:
                held -= book.outflow[account.key, str(month)]
                ends[account.key, str(month)] = held
    return ends
