"""A household with something of everything that a filter can ask for, and what each row is."""

import datetime as dt
from dataclasses import dataclass
from itertools import cycle

from sqlalchemy.orm import Session

from backend.models import Tag, Transaction, TransactionSplit, TransactionTag
from tests.builders import make_account, make_category, make_transaction

DESCRIPTIONS = ("BLUE BOTTLE CAFE 12", "50% OFF a_b", "Cafe \\ Rent", 'SQ *"O"', "PAYROLL", "x-a:b")
MERCHANTS = (None, "Blue Bottle", "", "A_B (x", "cafe")
NOTES = (None, None, "12.50 for a blue cup", "", "50%")
CENTS = (1250, -1250, 0, 500, -10000, 10000, 50, 1230, 1200, -1201, 123456)
DAYS = ("2025-06-15", "2025-06-14", "2025-06-01", "2025-05-31", "2025-01-01", "2024-02-29")
STATUSES = ("confirmed", "auto_confirmed", "pending_review", "pending_save", "confirmed")
SOURCES = ("csv_import", "manual", "plaid", "simplefin")
CATEGORIES = ("coffee", None, "rent", "salary", "between", "food", "coffee")
ROWS = 80


@dataclass(frozen=True)
class Row:
    """What a filter may ask of a transaction, in plain values."""

    id: int
    account: str
    bank: str
    date: dt.date
    description: str
    merchant: str | None
    note: str | None
    cents: int
    categories: tuple[str | None, ...]
    tags: frozenset[str]
    status: str
    source: str
    is_split: bool
    is_paired: bool
    is_pending: bool
    is_twin: bool
    is_left_out: bool


def settle(session: Session) -> list[Row]:
    """Store the household; every value goes through all the others, as their counts differ."""
    accounts = cycle(
        [
            (make_account(session, "Checking", institution="First Bank"), "First Bank"),
            (make_account(session, "Joint checking", institution="other"), "other"),
            (make_account(session, "Card", institution="First Bank"), "First Bank"),
        ]
    )
    food = make_category(session, "food")
    make_category(session, "coffee").parent_id = food.id
    make_category(session, "salary", is_income=True).is_income = True
    make_category(session, "between", is_transfer=True).is_transfer = True
    make_category(session, "rent")
    tags = [Tag(name="Trip"), Tag(name="trip 2025"), Tag(name="50%")]
    session.add_all(tags)
    session.flush()
    values = zip(
        *map(cycle, (DESCRIPTIONS, MERCHANTS, NOTES, CENTS, DAYS, STATUSES, SOURCES, CATEGORIES)),
        strict=False,
    )
    rows = []
    for number, (text, merchant, note, cents, day, status, source, category) in zip(
        range(ROWS), values, strict=False
    ):
        account, bank = next(accounts)
        is_split = number % 9 == 4 and cents != 0
        transaction = make_transaction(
            session,
            account=account,
            amount=f"{cents / 100:.2f}",
            date=day,
            description=text,
            category=None if is_split else category,
            merchant_name=merchant,
            notes=note,
            status=status,
            source=source,
            is_pending=number % 11 == 3,
            transfer_id=1 if number % 13 == 5 else None,
            possible_duplicate_of_id=1 if number % 10 == 7 else None,
            is_left_out=number % 12 == 6,
        )
        parts = _split(session, transaction, number) if is_split else (category,)
        own = [tag for place, tag in enumerate(tags) if number % (place + 3) == 1]
        session.add_all(TransactionTag(transaction_id=transaction.id, tag_id=tag.id) for tag in own)
        rows.append(
            Row(
                transaction.id, account.name, bank, dt.date.fromisoformat(day), text, merchant,
                note, cents, parts, frozenset(tag.name for tag in own), status, source, is_split,
                transaction.transfer_id is not None, transaction.is_pending,
                transaction.possible_duplicate_of_id is not None, transaction.is_left_out,
            )
        )  # fmt: skip
    session.flush()
    return rows


def _split(session: Session, transaction: Transaction, number: int) -> tuple[str | None, ...]:
    keys = [("coffee", "rent"), ("food", None), ("between", "salary"), ("rent", "rent")][number % 4]
    transaction.has_splits = True
    for key, amount in zip(keys, (transaction.amount - 1, 1), strict=True):
        category = make_category(session, key) if key else None
        session.add(
            TransactionSplit(
                transaction_id=transaction.id,
                category_id=category and category.id,
                amount=amount,
            )
        )
    return keys
