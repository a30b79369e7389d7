"""Budgets: what categories may cost in a period, what is left, and what is carried over."""

from backend.services.budgets.editing import (
    BudgetNotFoundError,
    InvalidBudgetError,
    budget_of,
    category_of,
    delete_budget,
    get_budget,
    set_budget,
    set_budgets,
    set_rollover,
)
from backend.services.budgets.filling import FillSource, Proposal, ProposedBudget, propose
from backend.services.budgets.report import (
    BudgetFamily,
    BudgetLine,
    BudgetOverview,
    BudgetReport,
    budget_overview,
    budget_report,
)

__all__ = [
    "BudgetFamily",
    "BudgetLine",
    "BudgetNotFoundError",
    "BudgetOverview",
    "BudgetReport",
    "FillSource",
    "InvalidBudgetError",
    "Proposal",
    "ProposedBudget",
    "budget_of",
    "budget_overview",
    "budget_report",
    "category_of",
    "delete_budget",
    "get_budget",
    "propose",
    "set_budget",
    "set_budgets",
    "set_rollover",
]
