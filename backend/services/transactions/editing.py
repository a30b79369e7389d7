"""Editing one transaction: what the owner changes by hand, no feed changes back."""

import datetime as dt
from decimal import Decimal
from typing import TypedDict

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.models import Transaction, TransactionStatus, Transfer, TransferStatus
from backend.services import operations
from backend.services.categories import get_category
from backend.services.categorization.telling import Learned
from backend.services.transactions import review
from backend.services.transactions.presentation import TransactionNotFoundError
from backend.services.transactions.splitting import check_sum, part_amounts
from backend.services.transactions.tags import set_tags


class TransactionChanges(TypedDict, total=False):
    """What to change; a field left out stays as it is."""

    date: dt.date
    amount: Decimal
    merchant_name: str | None
    category: str | None
    notes: str | None
    tags: list[str]
    status: str
    is_left_out: bool


class SplitHasNoCategoryError(ConflictError):
    """A split transaction has categories in its parts."""

    def __init__(self) -> None:
        super().__init__(
            "This transaction is split: change the categories of its parts, or make it whole first."
        )


class TransferAmountError(ConflictError):
    """Both legs of a transfer have the same amount."""

    def __init__(self) -> None:
        super().__init__(
            "This is one side of a transfer, and both sides have the same amount. "
            "Unpair them before you change it."
        )


def edit_transaction(
    session: Session,
    transaction_id: int,
    changes: TransactionChanges,
    *,
    threshold: int,
    at: dt.datetime,
) -> Learned | None:
    """Change a transaction and return what its new category taught, if anything.

    A category is the owner's decision: it confirms. No category sends the transaction back to
    review, unless it is to be confirmed without one.

    Raises:
        TransactionNotFoundError: there is none with that id.
        CategoryNotFoundError: there is no category with that key.
        PartsDontAddUpError: it is split, and its parts are not the new amount.
        SplitHasNoCategoryError: it is split, so that only its parts have categories.
        TransferAmountError: it is one leg of a transfer.
    """
    row = session.get(Transaction, transaction_id)
    if row is None:
        raise TransactionNotFoundError(transaction_id)
    name = row.merchant_name or row.description
    operations.begin(session, "transaction_edit", _summary(session, name, changes), at=at)
    if "amount" in changes and changes["amount"] != row.amount:
        _change_amount(session, row, changes["amount"])
    if "date" in changes:
        _change(row, "date", changes["date"])
    if "merchant_name" in changes:
        _change(row, "merchant_name", changes["merchant_name"] or None)
    if "notes" in changes:
        _change(row, "notes", changes["notes"] or None)
    if "is_left_out" in changes:
        _change(row, "is_left_out", changes["is_left_out"])
    session.flush()
    if "tags" in changes:
        set_tags(session, row.id, changes["tags"])
    chosen = _chosen_category(session, row, changes)
    if chosen is not None:
        _note_edit(row, "category_id")
        return review.confirm(session, row.id, category_id=chosen, threshold=threshold, at=at)
    _settle_without_category(row, changes)
    session.flush()
    return None


def _summary(session: Session, name: str, changes: TransactionChanges) -> str:
    category = changes.get("category")
    if set(changes) == {"is_left_out"}:
        return left_out_summary(name, is_left_out=changes["is_left_out"])
    if category is None:
        return f"Edited {name}"
    return f"Filed {name} under {get_category(session, category).display_name}"


def left_out_summary(what: str, *, is_left_out: bool) -> str:
    """Return what was done in a sentence."""
    return f"Left {what} out of reports" if is_left_out else f"Counted {what} in reports again"


def _change_amount(session: Session, row: Transaction, amount: Decimal) -> None:
    check_sum(part_amounts(session, row.id), amount)
    if row.transfer_id is not None:
        raise TransferAmountError
    # A suggested pair had the old amount.
    session.execute(
        delete(Transfer).where(
            or_(Transfer.out_transaction_id == row.id, Transfer.in_transaction_id == row.id),
            Transfer.status == TransferStatus.SUGGESTED,
        )
    )
    _change(row, "amount", amount)


def _change(row: Transaction, column: str, value: object) -> None:
    if getattr(row, column) != value:
        setattr(row, column, value)
        _note_edit(row, column)


def _note_edit(row: Transaction, column: str) -> None:
    """Note that the owner changed the column, so that no feed changes it back."""
    edits = [name for name in (row.owner_edits or "").split(",") if name]
    if column not in edits:
        row.owner_edits = ",".join([*edits, column])


def _chosen_category(session: Session, row: Transaction, changes: TransactionChanges) -> int | None:
    """Return the category that the changes decide for: named, or confirmed as it stands."""
    named = changes.get("category")
    if row.has_splits:
        if named is not None:
            raise SplitHasNoCategoryError
        return None
    if named is not None:
        return get_category(session, named).id
    if changes.get("status") == TransactionStatus.CONFIRMED and "category" not in changes:
        return row.category_id or row.predicted_category_id
    return None


def _settle_without_category(row: Transaction, changes: TransactionChanges) -> None:
    status = changes.get("status")
    if "category" in changes:
        row.category_id = None
        _note_edit(row, "category_id")
        status = status or TransactionStatus.PENDING_REVIEW
    if status == TransactionStatus.PENDING_REVIEW and row.category_id is not None:
        row.predicted_category_id, row.category_id = row.category_id, None
        # The choice is the suggestion now; the evidence was for another one, or for none.
        row.categorization_tier = row.prediction_confidence = None
        row.decided_by_id = row.decision_id = row.matched_text = None
    if status is not None and not (row.has_splits and "category" in changes):
        row.status = status
