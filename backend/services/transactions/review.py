"""Review: the owner decides about transactions, and the app learns from it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError
from backend.database.among import among
from backend.models import (
    CategorizationTier,
    Category,
    FeedTransaction,
    Transaction,
    TransactionStatus,
)
from backend.services import operations
from backend.services.categories import get_category
from backend.services.categorization import predicting
from backend.services.categorization.learning import Confirmation, LearnChoice, learn
from backend.services.categorization.telling import Learned, tell
from backend.services.transactions import deletion
from backend.services.transactions.presentation import TransactionNotFoundError


class NoCategoryGivenError(InvalidInputError):
    """A change of category names none."""

    def __init__(self) -> None:
        super().__init__("Say which category the transactions should get.")


class TwinGoneError(ConflictError):
    """What a transaction may repeat was deleted, so that this one is the only one left."""

    def __init__(self) -> None:
        super().__init__("The other one was deleted since: this is the only one left. Keep it.")


class NoPossibleDuplicateError(ConflictError):
    """Nothing suggests that the transaction is here twice."""

    def __init__(self, transaction_id: int) -> None:
        super().__init__(f"Transaction {transaction_id} is not marked as a possible duplicate.")


def confirm(
    session: Session,
    transaction_id: int,
    *,
    category_id: int,
    threshold: int,
    choice: LearnChoice = LearnChoice.KEEP,
    at: dt.datetime,
) -> Learned | None:
    """File a transaction under a category for good; return what that taught.

    Raises:
        TransactionNotFoundError: there is none with that id.
    """
    learned = confirm_many(
        session, {transaction_id: category_id}, threshold=threshold, choice=choice, at=at
    )
    return learned[0] if learned else None


def confirm_many(
    session: Session,
    choices: Mapping[int, int],
    *,
    threshold: int,
    choice: LearnChoice = LearnChoice.KEEP,
    at: dt.datetime,
) -> list[Learned]:
    """File transactions (keys) under categories (values, by id) for good, as one operation.

    What was predicted stays stored beside the decision. Other rows of the same merchants that
    wait for review get the prediction that follows from what was learned, and keep waiting.

    Raises:
        TransactionNotFoundError: there is none with one of the ids; nothing is confirmed then.
    """
    rows = get_transactions(session, list(choices))
    operations.begin(session, "confirm", _summary(session, rows, choices), at=at)
    confirmations = [_confirmation(row, choices[row.id]) for row in rows]
    for row in rows:
        row.status = TransactionStatus.CONFIRMED
        row.category_id = choices[row.id]
    session.flush()
    lessons = learn(session, confirmations, choice=choice, at=at)
    learned = tell(session, lessons, threshold=threshold)
    merchants = {row.merchant_key for row in rows if row.merchant_key}
    predicting.refresh(session, threshold=threshold, merchants=merchants)
    return learned


def get_transactions(session: Session, ids: Sequence[int]) -> list[Transaction]:
    """Return the transactions in the order of `ids`.

    Raises:
        TransactionNotFoundError: there is none with one of the ids.
    """
    found = {
        row.id: row
        for row in session.scalars(select(Transaction).where(Transaction.id.in_(among(ids))))
    }
    for wanted in ids:
        if wanted not in found:
            raise TransactionNotFoundError(wanted)
    return [found[wanted] for wanted in ids]


def category_ids(session: Session, choices: Mapping[int, str]) -> dict[int, int]:
    """Return the choices with the ids of the categories in place of their keys.

    Raises:
        CategoryNotFoundError: there is none with one of the keys.
    """
    ids = {key: get_category(session, key).id for key in set(choices.values())}
    return {transaction_id: ids[key] for transaction_id, key in choices.items()}


def bulk_category_id(session: Session, action: str, key: str | None) -> int | None:
    """Return the category of a bulk `change`; None for `confirm`, which takes the predictions.

    Raises:
        NoCategoryGivenError: a change without a category.
        CategoryNotFoundError: there is none with that key.
    """
    if action == "confirm":
        return None
    if key is None:
        raise NoCategoryGivenError
    return get_category(session, key).id


def settle_duplicate(
    session: Session, transaction_id: int, *, is_same: bool, at: dt.datetime
) -> None:
    """Say whether a possible duplicate is the same movement of money; if so it goes.

    It moves to the deleted log, and the transaction that it repeats stays as it is.

    Raises:
        TransactionNotFoundError: there is none with that id.
        NoPossibleDuplicateError: it is not marked as one.
        TwinGoneError: it is to go, but the one that it repeats is gone already.
    """
    [row] = get_transactions(session, [transaction_id])
    if row.possible_duplicate_of_id is None:
        raise NoPossibleDuplicateError(transaction_id)
    name = row.merchant_name or row.description
    if is_same:
        if session.get(Transaction, row.possible_duplicate_of_id) is None:
            raise TwinGoneError
        operations.begin(session, "duplicate", f"Removed {name}, which was here twice", at=at)
        # What the bank says of it from now on is said of the one that stays.
        session.execute(
            update(FeedTransaction)
            .where(FeedTransaction.transaction_id == transaction_id)
            .values(transaction_id=row.possible_duplicate_of_id)
        )
        deletion.delete_transactions(session, [transaction_id], reason="duplicate", at=at)
    else:
        operations.begin(session, "duplicate", f"Kept {name}, which is no duplicate", at=at)
        row.possible_duplicate_of_id = None
        session.flush()


def _confirmation(row: Transaction, category_id: int) -> Confirmation:
    explained = (
        row.categorization_tier in (CategorizationTier.RULE, CategorizationTier.AMOUNT_RULE)
        and row.predicted_category_id == category_id
    )
    by_mapping = row.categorization_tier == CategorizationTier.MERCHANT_MAP
    return Confirmation(
        transaction_id=row.id,
        description=row.description,
        category_id=category_id,
        suggested_by=row.decided_by_id if by_mapping else None,
        teaches=not (explained or row.has_splits),
    )


def _summary(session: Session, rows: Sequence[Transaction], choices: Mapping[int, int]) -> str:
    what = f"{len(rows):,} transactions"
    if len(rows) == 1:
        what = rows[0].merchant_name or rows[0].description
    categories = set(choices.values())
    if len(categories) > 1 or not categories:
        return f"Confirmed {what}"
    return f"Confirmed {what} as {session.get_one(Category, categories.pop()).display_name}"
