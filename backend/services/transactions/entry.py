"""Transactions typed in by hand."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.core.money import to_cents
from backend.models import Account, Transaction, TransactionStatus
from backend.services import operations
from backend.services.accounts import get_account
from backend.services.categories import get_category
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import Circumstances
from backend.services.categorization.recording import record_one
from backend.services.rules.acting import act
from backend.services.transactions.tags import set_tags

MANUAL = "manual"


class AccountArchivedError(ConflictError):
    """An archived account takes no new rows."""

    def __init__(self, account: Account) -> None:
        super().__init__(f"{account.name} is archived. Bring it back before adding to it.")


def add_transaction(
    session: Session,
    *,
    account_id: int,
    date: dt.date,
    amount: Decimal,
    description: str,
    merchant_name: str | None = None,
    category: str | None = None,
    notes: str | None = None,
    tags: Sequence[str] = (),
    threshold: int,
    at: dt.datetime,
) -> int:
    """Add a transaction by hand and return its id; a positive amount left the account.

    With a category it is confirmed, and nothing is learned from it. Without one the rules decide,
    as for a row of a file.

    Raises:
        AccountNotFoundError: there is no such account.
        AccountArchivedError: the account is archived.
        CategoryNotFoundError: there is no category with that key.
    """
    account = get_account(session, account_id)
    if account.archived_at is not None:
        raise AccountArchivedError(account)
    chosen = get_category(session, category).id if category else None
    operations.begin(session, "transaction_add", f"Added {merchant_name or description}", at=at)
    rules = load_cascade(session, threshold=threshold, descriptions=[description])
    around = Circumstances(date, account.id, MANUAL, merchant_name, notes)
    decision = rules.decide(description, to_cents(amount), around)
    row = Transaction(
        account_id=account.id,
        date=date,
        amount=amount,
        description=description,
        merchant_name=merchant_name or decision.merchant_name or None,
        merchant_key=decision.merchant,
        notes=notes or None,
        source=MANUAL,
        created_at=at,
        status=TransactionStatus.CONFIRMED,
        category_id=chosen,
    )
    if chosen is None:
        decided = TransactionStatus.AUTO_CONFIRMED if decision.auto else None
        row.status = decided or TransactionStatus.PENDING_REVIEW
        row.category_id = decision.category_id if decision.auto else None
        row.predicted_category_id = decision.category_id
        row.categorization_tier = decision.tier
        row.prediction_confidence = decision.confidence if decision.category_id else None
        row.decided_by_id = decision.decided_by
        row.matched_text = decision.matched_text or None
        row.decision_id = record_one(session, decision, at=at)
    session.add(row)
    session.flush()
    set_tags(session, row.id, tags)
    given = {"merchant_name": merchant_name, "notes": notes}
    act(session, [row.id], typed=[name for name, value in given.items() if value])
    return row.id
