"""Savings goals: an amount by a day, and how far the money for it has come."""

from backend.services.goals.editing import (
    InvalidGoalError,
    add_contribution,
    create_goal,
    delete_contribution,
    delete_goal,
    edit_contribution,
    edit_goal,
)
from backend.services.goals.standing import (
    GoalNotFoundError,
    GoalStanding,
    GoalStatus,
    goal_standing,
    list_goals,
    monthly_share,
    months_left,
)

__all__ = [
    "GoalNotFoundError",
    "GoalStanding",
    "GoalStatus",
    "InvalidGoalError",
    "add_contribution",
    "create_goal",
    "delete_contribution",
    "delete_goal",
    "edit_contribution",
    "edit_goal",
    "goal_standing",
    "list_goals",
    "monthly_share",
    "months_left",
]
