"""What the rows that an operation changed are called, for a history that people can read."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from backend.database.among import among
from backend.models import (
    Account,
    AmountRule,
    Budget,
    BudgetRollover,
    Category,
    DeletedTransaction,
    FeedTransaction,
    Import,
    ImportProfile,
    MerchantMapping,
    OperationChange,
    RecurringSeries,
    Rule,
    SavedView,
    SavingsGoal,
    StatedBalance,
    Tag,
    Transaction,
    TransactionSplit,
    TransactionTag,
)

Name = InstrumentedAttribute[Any] | ColumnElement[Any]


def _category_of(owner: type[Budget | BudgetRollover]) -> ColumnElement[Any]:
    """What a row that stands for a category is called: as that."""
    named = select(Category.display_name).where(Category.id == owner.category_id)
    return named.scalar_subquery()


def _account_of_balance() -> ColumnElement[Any]:
    """What a stated balance is called: by its account."""
    named = select(Account.name).where(Account.id == StatedBalance.account_id)
    return named.scalar_subquery()


_NAMES: dict[str, tuple[InstrumentedAttribute[int], Name]] = {
    "accounts": (Account.id, Account.name),
    "amount_rules": (AmountRule.id, AmountRule.description_pattern),
    "budget_rollovers": (BudgetRollover.id, _category_of(BudgetRollover)),
    "budgets": (Budget.id, _category_of(Budget)),
    "categories": (Category.id, Category.display_name),
    "deleted_transactions": (DeletedTransaction.id, DeletedTransaction.description),
    "import_profiles": (ImportProfile.id, ImportProfile.name),
    "imports": (Import.id, Import.file_name),
    "merchant_mappings": (MerchantMapping.id, MerchantMapping.merchant_pattern),
    "savings_goals": (SavingsGoal.id, SavingsGoal.name),
    "saved_views": (SavedView.id, SavedView.name),
    "stated_balances": (StatedBalance.id, _account_of_balance()),
    "recurring_series": (
        RecurringSeries.id,
        func.coalesce(RecurringSeries.name, RecurringSeries.merchant_key),
    ),
    "rules": (Rule.id, func.coalesce(Rule.name, Rule.query)),
    "tags": (Tag.id, Tag.name),
    "transactions": (
        Transaction.id,
        func.coalesce(Transaction.merchant_name, Transaction.description),
    ),
}
# Parts are called by the row that they belong to.
_OWNERS: dict[str, type[FeedTransaction | TransactionSplit | TransactionTag]] = {
    "feed_transactions": FeedTransaction,
    "transaction_splits": TransactionSplit,
    "transaction_tags": TransactionTag,
}
_IMAGE_COLUMNS = (
    "merchant_name",
    "description",
    "display_name",
    "merchant_pattern",
    "description_pattern",
    "file_name",
    "name",
    "query",
    "merchant_key",
)


def names_of(session: Session, changes: Iterable[OperationChange]) -> dict[int, str]:
    """Return what the row of each change is called, by the change's id.

    A row that is there no more is called as its image says; one without a name is left out.
    """
    listed = list(changes)
    ids: dict[str, set[int]] = {}
    for change in listed:
        ids.setdefault(change.table_name, set()).add(change.row_id)
    present = {table: _present(session, table, wanted) for table, wanted in ids.items()}
    named = {
        change.id: _from_image(change) or present[change.table_name].get(change.row_id)
        for change in listed
    }
    return {change_id: name for change_id, name in named.items() if name}


def _present(session: Session, table: str, ids: set[int]) -> dict[int, str]:
    if table in _NAMES:
        key, name = _NAMES[table]
        statement = select(key, name).where(key.in_(among(ids)))
    elif table in _OWNERS:
        owner, (key, name) = _OWNERS[table], _NAMES["transactions"]
        statement = (
            select(owner.id, name)
            .join(Transaction, key == owner.transaction_id)
            .where(owner.id.in_(among(ids)))
        )
    else:
        return {}
    return {row_id: str(name) for row_id, name in session.execute(statement)}


def _from_image(change: OperationChange) -> str | None:
    """Return the name in a whole image; an update holds only what changed."""
    if change.action == "update":
        return None
    image = json.loads(change.before or change.after or "{}")
    return next((str(image[column]) for column in _IMAGE_COLUMNS if image.get(column)), None)
