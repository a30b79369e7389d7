"""What is filed under a category, and moving it to another one."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from backend.models import (
    AmountRule,
    Budget,
    BudgetRollover,
    Category,
    LearningEvent,
    MerchantMapping,
    RuleAction,
    Transaction,
    TransactionSplit,
)


@dataclass(frozen=True, slots=True)
class CategoryUsage:
    """What refers to a category."""

    transactions: int
    splits: int
    mappings: int
    rules: int
    budgets: int
    children: int
    own_rules: int = 0

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return {
            "transactions": self.transactions,
            "splits": self.splits,
            "mappings": self.mappings,
            "rules": self.rules,
            "own_rules": self.own_rules,
            "budgets": self.budgets,
            "children": self.children,
        }

    def any(self) -> bool:
        """Whether anything refers to it."""
        return any(self.counts().values())

    def sentence(self) -> str:
        """Return the counts in words."""
        words = {
            "transactions": "transaction",
            "splits": "split part",
            "mappings": "learned merchant",
            "rules": "amount rule",
            "own_rules": "own rule",
            "budgets": "budget",
            "children": "subcategory",
        }
        parts = [_counted(n, words[name]) for name, n in self.counts().items() if n]
        return ", ".join(parts)


def usage_of(session: Session, category: Category) -> CategoryUsage:
    """Return what refers to the category."""

    def count(where: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).where(where)) or 0

    return CategoryUsage(
        transactions=count(Transaction.category_id == category.id),
        splits=count(TransactionSplit.category_id == category.id),
        mappings=count(MerchantMapping.category_id == category.id),
        rules=count(AmountRule.category_id == category.id),
        budgets=count(Budget.category_id == category.id),
        children=count(Category.parent_id == category.id),
        own_rules=session.scalar(
            select(func.count(RuleAction.rule_id.distinct())).where(
                RuleAction.category_id == category.id
            )
        )
        or 0,
    )


def move_usage(session: Session, category: Category, into: Category) -> None:
    """File everything of `category` under `into`, budgets added up month by month."""
    for model, column in (
        (Transaction, "category_id"),
        (Transaction, "predicted_category_id"),
        (TransactionSplit, "category_id"),
        (MerchantMapping, "category_id"),
        (LearningEvent, "category_id"),
        (RuleAction, "category_id"),
        (Category, "parent_id"),
    ):
        session.execute(
            update(model)
            .where(getattr(model, column) == category.id)
            .values({column: into.id})
            .execution_options(synchronize_session=False)
        )
    session.execute(
        update(AmountRule)
        .where(AmountRule.category_id == category.id)
        .values(category_id=into.id, short_desc=into.short_desc)
        .execution_options(synchronize_session=False)
    )
    _merge_budgets(session, category, into)


def _merge_budgets(session: Session, category: Category, into: Category) -> None:
    """Add the budgets of one category to the other's, month by month.

    How it was carried over goes along where the other one is not carried over yet.
    """
    kept = {
        budget.month: budget
        for budget in session.scalars(select(Budget).where(Budget.category_id == into.id))
    }
    for budget in session.scalars(select(Budget).where(Budget.category_id == category.id)):
        if budget.month in kept:
            kept[budget.month].amount += budget.amount
            session.delete(budget)
        else:
            budget.category_id = into.id
    rollovers = {
        rollover.category_id: rollover
        for rollover in session.scalars(
            select(BudgetRollover).where(BudgetRollover.category_id.in_((category.id, into.id)))
        )
    }
    if category.id in rollovers and into.id not in rollovers:
        rollovers[category.id].category_id = into.id
    session.flush()


def _counted(count: int, word: str) -> str:
    if count == 1:
        return f"1 {word}"
    plural = word[:-1] + "ies" if word.endswith("y") else f"{word}s"
    return f"{count} {plural}"
