"""Setting, changing and taking back budgets, and what is carried over."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError, NotFoundError
from backend.core.periods import BudgetPeriod
from backend.models import Budget, BudgetRollover, Category, RolloverMode
from backend.services import operations
from backend.services.categories import get_category


class BudgetNotFoundError(NotFoundError):
    """There is no such budget."""


class InvalidBudgetError(InvalidInputError):
    """A budget can't be as asked; the message says why."""


def get_budget(session: Session, budget_id: int) -> Budget:
    """Return the budget.

    Raises:
        BudgetNotFoundError: there is none with that id.
    """
    budget = session.get(Budget, budget_id)
    if budget is None:
        raise BudgetNotFoundError(f"There is no budget {budget_id}.")
    return budget


def category_of(session: Session, budget: Budget) -> Category:
    """Return what the budget is for."""
    return session.get_one(Category, budget.category_id)


def set_budget(
    session: Session, key: str, *, period: BudgetPeriod, amount: Decimal, at: dt.datetime
) -> Budget:
    """Set what a category may cost in a period; what was set before is replaced.

    Raises:
        CategoryNotFoundError: there is no category with that key.
        InvalidBudgetError: it is income or a transfer, or the amount is negative.
    """
    category = _spending_category(session, key)
    summary = f"Budgeted {_dollars(amount)} for {category.display_name} in {period.name}"
    operations.begin(session, "budget_set", summary, at=at)
    return _put(session, category, period=period, amount=amount, at=at)


def set_budgets(
    session: Session, amounts: Mapping[str, Decimal], *, period: BudgetPeriod, at: dt.datetime
) -> int:
    """Set several budgets of a period at once; return how many were new or changed.

    Raises:
        CategoryNotFoundError: there is no category with one of the keys.
        InvalidBudgetError: one of them can't be; nothing is set then.
    """
    wanted = [(_spending_category(session, key), amount) for key, amount in amounts.items()]
    before = _amounts(session, period)
    changed = [(c, amount) for c, amount in wanted if before.get(c.id) != amount]
    noun = "budget" if len(changed) == 1 else "budgets"
    operations.begin(session, "budget_fill", f"Set {len(changed)} {noun} of {period.name}", at=at)
    for category, amount in changed:
        _put(session, category, period=period, amount=amount, at=at)
    return len(changed)


def delete_budget(session: Session, budget: Budget, *, period_name: str, at: dt.datetime) -> None:
    """Take a budget back."""
    name = category_of(session, budget).display_name
    operations.begin(session, "budget_delete", f"Removed the budget for {name} in {period_name}", at=at)  # fmt: skip
    session.delete(budget)
    session.flush()


def budget_of(session: Session, key: str, period: BudgetPeriod) -> Budget:
    """Return the budget of a category in a period.

    Raises:
        CategoryNotFoundError: there is no category with that key.
        BudgetNotFoundError: none was set.
    """
    category = get_category(session, key)
    budget = _find(session, category, period)
    if budget is None:
        raise BudgetNotFoundError(f"{category.display_name} has no budget in {period.name}.")
    return budget


def set_rollover(
    session: Session,
    key: str,
    *,
    mode: RolloverMode | None,
    since: BudgetPeriod,
    at: dt.datetime,
) -> None:
    """Carry a category's budget over from the period `since` on, or (None) no longer.

    Raises:
        CategoryNotFoundError: there is no category with that key.
        InvalidBudgetError: it is income or a transfer.
    """
    category = _spending_category(session, key)
    present = session.scalar(
        select(BudgetRollover).where(BudgetRollover.category_id == category.id)
    )
    words = _ROLLOVER_WORDS[mode].format(category.display_name)
    operations.begin(session, "budget_rollover", words, at=at)
    if mode is None:
        if present is not None:
            session.delete(present)
    elif present is None:
        made = BudgetRollover(category_id=category.id, mode=mode, since=since.key, created_at=at)
        session.add(made)
    else:
        present.mode, present.since = mode, since.key
    session.flush()


_ROLLOVER_WORDS = {
    RolloverMode.SURPLUS: "What is left for {} is carried over",
    RolloverMode.OVERSPEND: "What is overspent on {} is carried over",
    RolloverMode.BOTH: "What is left or overspent of {} is carried over",
    None: "{} is no longer carried over",
}


def _spending_category(session: Session, key: str) -> Category:
    category = get_category(session, key)
    parent = session.get(Category, category.parent_id) if category.parent_id else None
    for one in (category, parent):
        if one is not None and (one.is_income or one.is_transfer):
            what = "income" if one.is_income else "money moved between your own accounts"
            raise InvalidBudgetError(
                f"“{category.display_name}” is {what}: budgets are for spending."
            )
    return category


def _put(
    session: Session, category: Category, *, period: BudgetPeriod, amount: Decimal, at: dt.datetime
) -> Budget:
    if amount < 0:
        raise InvalidBudgetError("A budget can't be below zero.")
    budget = _find(session, category, period)
    if budget is None:
        budget = Budget(category_id=category.id, month=period.key, amount=amount, created_at=at)
        session.add(budget)
    else:
        budget.amount = amount
    session.flush()
    return budget


def _find(session: Session, category: Category, period: BudgetPeriod) -> Budget | None:
    return session.scalar(
        select(Budget).where(Budget.category_id == category.id, Budget.month == period.key)
    )


def _amounts(session: Session, period: BudgetPeriod) -> dict[int, Decimal]:
    rows = session.execute(
        select(Budget.category_id, Budget.amount).where(Budget.month == period.key)
    )
    return dict(rows.all())


def _dollars(amount: Decimal) -> str:
    return f"${amount:,.2f}"
