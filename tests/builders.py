"""Builders of rows: say only what matters."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.fingerprint import fingerprint
from backend.core.money import to_cents
from backend.models import Account, Category, Transaction
from tests.conftest import NOW


def make_account(session: Session, name: str = "Checking", **values: Any) -> Account:
    account = Account(
        **{"institution": "bank", "account_type": "checking", "created_at": NOW, **values},
        name=name,
    )
    session.add(account)
    session.flush()
    return account


def make_category(session: Session, key: str, **values: Any) -> Category:
    """A category by its key: the seeded one if there is, else a new one."""
    category = session.scalar(select(Category).where(Category.short_desc == key))
    if category is None:
        category = Category(short_desc=key, display_name=key.title(), created_at=NOW, **values)
        session.add(category)
        session.flush()
    return category


def make_transaction(
    session: Session,
    *,
    amount: str = "1.00",
    date: str = "2025-06-01",
    description: str = "SHOP",
    account: Account | None = None,
    category: Category | str | None = None,
    **values: Any,
) -> Transaction:
    """A confirmed transaction that came by file; positive amounts left the account."""
    account = account or session.scalar(select(Account)) or make_account(session)
    if isinstance(category, str):
        category = make_category(session, category)
    day, money = dt.date.fromisoformat(date), Decimal(amount)
    key = fingerprint(day, to_cents(money), description)
    same = session.scalars(
        select(Transaction.id).where(
            Transaction.account_id == account.id, Transaction.fingerprint == key
        )
    )
    transaction = Transaction(
        **{
            "status": "confirmed",
            "source": "csv_import",
            "merchant_key": description.upper(),
            "fingerprint": key,
            "occurrence": len(list(same)) + 1,
            "created_at": NOW,
            **values,
        },
        account_id=account.id,
        date=day,
        amount=money,
        description=description,
        category_id=category.id if category else None,
    )
    session.add(transaction)
    session.flush()
    return transaction
