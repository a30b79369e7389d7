"""Writes down money that only changes its place: card payments, cash, savings; and interest.

What is moved depends on what was spent, so this comes last and reads the book as a bank would.
"""

import datetime as dt
import random
from collections import Counter

from backend.core.calendar import Month
from backend.services.demo.book import Book, Entry
from backend.services.demo.household import (
    ACCOUNTS,
    CARD_MONTHLY_RATE,
    CARD_PLANS,
    CASH,
    CHECKING,
    SAVINGS,
    SAVINGS_MONTHLY_RATE,
    UNDERPAID_CENTS,
    CardPlan,
)
from backend.services.demo.model import SampleSource, stream
from backend.services.demo.schedules import after_weekend
from backend.services.demo.wording import fill

_OPENING = {account.key: account.opening_cents for account in ACCOUNTS}
_WITHDRAWAL_CENTS = 100_00
_ATM_TEXT = "ATM WITHDRAWAL AUTHORIZED ON {md} 3400 FRUITVALE AVE OAKLAND CA 000{d4} ATM ID 0{d3}X CARD 4417"
_FEE_TEXT = "NON-WELLS FARGO ATM TRANSACTION FEE"
_FEE_CENTS = 3_00
_FEE_SHARE = 0.12
_AUTOSAVE_CENTS = 300_00
_LOW_WATER_CENTS = 900_00
_HIGH_WATER_CENTS = 3_200_00
_STEP_CENTS = 100_00
_SAVINGS_FLOOR_CENTS = 500_00
_TO_SAVINGS = ("SOFI BANK TRANSFER {ymd} {d10} MAYA RIVERA", "Deposit from WELLS FARGO")
_FROM_SAVINGS = ("SOFI BANK ACH TRNSFR {ymd} {d10} MAYA RIVERA", "Withdrawal to WELLS FARGO")


def write_cash(book: Book, seed: int) -> None:
    """Write the cash machine: it is visited on the day on which the wallet would run dry."""
    rng = stream(seed, "atm")
    held = _OPENING[CASH]
    for day, spent in sorted(book.bank_outflow(CASH).items()):
        while held < spent:
            _withdraw(day, book, rng)
            held += _WITHDRAWAL_CENTS
        held -= spent


def write_card_payments(book: Book, seed: int) -> None:
    """Write each card's payments: what was owed when its month closed, mostly in full."""
    for plan in CARD_PLANS:
        rng = stream(seed, f"card/{plan.account}")
        outflow = book.bank_outflow(plan.account)
        unpaid = 0
        for month in (book.period.months[0].plus(-1), *book.period.months):
            unpaid = _close_month(plan, month, unpaid=unpaid, outflow=outflow, book=book, rng=rng)


def write_savings(book: Book, seed: int) -> None:
    """Write monthly saving, what is swept up or fetched back, and the savings' interest."""
    rng = stream(seed, "savings")
    checking = book.bank_outflow(CHECKING)
    held = _OPENING[SAVINGS]
    for month in book.period.months:
        held += _save(month.first_day.replace(day=2), _AUTOSAVE_CENTS, checking, book, rng)
        wanted = _sweep(month, checking)
        wanted = max(wanted, min(0, _SAVINGS_FLOOR_CENTS - held))
        held += _save(month.first_day.replace(day=5), wanted, checking, book, rng)
        held += _earn_interest(month, held, book)


def _withdraw(day: dt.date, book: Book, rng: random.Random) -> None:
    text = fill(_ATM_TEXT, day, rng)
    out = Entry(CHECKING, day, _WITHDRAWAL_CENTS, text, "Cash machine", "atm", known=True)
    into = Entry(
        CASH, day, -_WITHDRAWAL_CENTS, "Cash from the machine", "Cash machine", "atm",
        source=SampleSource.MANUAL,
    )  # fmt: skip
    book.move(out, into)
    if rng.random() < _FEE_SHARE:
        book.spend(Entry(CHECKING, day, _FEE_CENTS, _FEE_TEXT, "Wells Fargo", "bank_fee"))


def _close_month(
    plan: CardPlan,
    month: Month,
    *,
    unpaid: int,
    outflow: Counter[dt.date],
    book: Book,
    rng: random.Random,
) -> int:
    """Write the interest on `unpaid` and the payment of one month; return what stays unpaid."""
    close = month.first_day.replace(day=plan.close_day)
    due_month = month if plan.due_day > plan.close_day else month.plus(1)
    due = after_weekend(due_month.first_day.replace(day=plan.due_day))
    if due < book.period.first_day or due > book.period.horizon:
        return 0
    if unpaid > 0:
        outflow[close] += _charge_interest(plan, close, unpaid, book)
    owed = sum(cents for day, cents in outflow.items() if day <= close) - _OPENING[plan.account]
    if owed <= 0:
        return 0
    partly = book.period.month_index(due) in plan.underpaid_months
    paid = min(owed, UNDERPAID_CENTS) if partly else owed
    outflow[_pay_card(plan, due, paid, book, rng)] -= paid
    return owed - paid


def _charge_interest(plan: CardPlan, close: dt.date, unpaid: int, book: Book) -> int:
    interest = unpaid * CARD_MONTHLY_RATE[0] // CARD_MONTHLY_RATE[1]
    text = "INTEREST CHARGE ON PURCHASES"
    book.spend(Entry(plan.account, close, interest, text, plan.issuer, "interest_charge"))
    return interest


def _pay_card(plan: CardPlan, due: dt.date, cents: int, book: Book, rng: random.Random) -> dt.date:
    arrival = due + dt.timedelta(days=rng.choice((0, 1, 1, 2)))
    if due <= book.period.last_day < arrival:
        arrival = due
    text = fill(plan.text_out, due, rng)
    category = "credit_card_payment"
    out = Entry(CHECKING, due, cents, text, plan.merchant, category, known=True)
    into = Entry(plan.account, arrival, -cents, plan.text_in, plan.merchant, category, known=True)
    book.move(out, into)
    return arrival


def _sweep(month: Month, checking: Counter[dt.date]) -> int:
    """Return what checking can spare until the next sweep; negative where it needs money."""
    start, end = month.first_day.replace(day=5), month.plus(1).first_day.replace(day=5)
    held = _OPENING[CHECKING] - sum(cents for day, cents in checking.items() if day < start)
    lowest = held
    for day, cents in sorted(checking.items()):
        if start <= day <= end:
            held -= cents
            lowest = min(lowest, held)
    if lowest > _HIGH_WATER_CENTS:
        return (lowest - _HIGH_WATER_CENTS) // _STEP_CENTS * _STEP_CENTS
    if lowest < _LOW_WATER_CENTS:
        return (lowest - _LOW_WATER_CENTS) // _STEP_CENTS * _STEP_CENTS
    return 0


def _save(
    day: dt.date, cents: int, checking: Counter[dt.date], book: Book, rng: random.Random
) -> int:
    """Write a move to savings (negative: from savings); return what savings grew by."""
    if cents == 0 or not book.period.first_day <= day <= book.period.horizon:
        return 0
    other = day + dt.timedelta(days=rng.choice((1, 1, 2)))
    texts = _TO_SAVINGS if cents > 0 else _FROM_SAVINGS
    text = fill(texts[0], day, rng)
    mine = Entry(CHECKING, day, cents, text, "SoFi transfer", "transfer", known=True)
    theirs = Entry(SAVINGS, other, -cents, texts[1], "SoFi transfer", "transfer", known=True)
    book.move(mine, theirs) if cents > 0 else book.move(theirs, mine)
    checking[day] += cents
    return cents


def _earn_interest(month: Month, held: int, book: Book) -> int:
    day = month.end - dt.timedelta(days=1)
    cents = held * SAVINGS_MONTHLY_RATE[0] // SAVINGS_MONTHLY_RATE[1]
    entry = Entry(SAVINGS, day, -cents, "Interest earned", "SoFi", "interest_income", known=True)
    return cents if book.earn(entry) is not None else 0
