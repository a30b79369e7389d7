"""Making, changing and removing savings goals, and what is put aside for them."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.models import GoalContribution, SavingsGoal
from backend.services import operations
from backend.services.accounts import get_account
from backend.services.goals.standing import ZERO, GoalNotFoundError, get_goal


class InvalidGoalError(InvalidInputError):
    """A goal, or what was put aside for one, can't be as asked; the message says why."""


def create_goal(
    session: Session,
    *,
    name: str,
    target_amount: Decimal,
    target_date: dt.date | None = None,
    account_id: int | None = None,
    starting_amount: Decimal = ZERO,
    saved_already: Decimal = ZERO,
    color: str | None = None,
    notes: str | None = None,
    today: dt.date,
    at: dt.datetime,
) -> SavingsGoal:
    """Add a goal; `saved_already` becomes the first that was put aside for it.

    Raises:
        AccountNotFoundError: there is no such account.
        InvalidGoalError: its name is empty, or something was put aside beside an account.
    """
    words = _checked_name(name)
    if account_id is not None:
        get_account(session, account_id)
        if saved_already:
            raise InvalidGoalError("What the account holds is saved already: leave this out.")
    operations.begin(session, "goal_create", f"Added the savings goal {words}", at=at)
    goal = SavingsGoal(
        name=words,
        target_amount=target_amount,
        target_date=target_date,
        account_id=account_id,
        starting_amount=starting_amount,
        color=color,
        notes=notes,
        created_at=at,
    )
    session.add(goal)
    session.flush()
    if saved_already:
        add_contribution(session, goal.id, amount=saved_already, date=today, at=at)
    return goal


def edit_goal(
    session: Session, goal_id: int, changes: Mapping[str, Any], *, at: dt.datetime
) -> SavingsGoal:
    """Change what is given of a goal: its columns by name, and `is_finished`.

    Raises:
        GoalNotFoundError: there is no such goal.
        AccountNotFoundError: there is no such account.
        InvalidGoalError: its name is empty, or it would count an account beside what was put aside.
    """
    goal = get_goal(session, goal_id)
    wanted = dict(changes)
    finished = wanted.pop("is_finished", None)
    if "name" in wanted:
        wanted["name"] = _checked_name(wanted["name"])
    if wanted.get("account_id") is not None and wanted["account_id"] != goal.account_id:
        get_account(session, wanted["account_id"])
        _refuse_both(session, goal)
    verb = {True: "Finished", False: "Reopened"}.get(finished, "Edited")
    operations.begin(session, "goal_edit", f"{verb} the savings goal {goal.name}", at=at)
    for column, value in wanted.items():
        setattr(goal, column, value)
    if finished is not None:
        goal.finished_at = (goal.finished_at or at) if finished else None
    session.flush()
    return goal


def delete_goal(session: Session, goal_id: int, *, at: dt.datetime) -> None:
    """Remove a goal with all that was put aside for it; accounts stay as they are.

    Raises:
        GoalNotFoundError: there is no such goal.
    """
    goal = get_goal(session, goal_id)
    operations.begin(session, "goal_delete", f"Deleted the savings goal {goal.name}", at=at)
    session.delete(goal)
    session.flush()


def add_contribution(
    session: Session,
    goal_id: int,
    *,
    amount: Decimal,
    date: dt.date,
    notes: str | None = None,
    at: dt.datetime,
) -> GoalContribution:
    """Put money aside for a goal; a negative amount takes some back.

    Raises:
        GoalNotFoundError: there is no such goal.
        InvalidGoalError: it counts an account, or more would be taken back than is there.
    """
    goal = get_goal(session, goal_id)
    if goal.account_id is not None:
        raise InvalidGoalError(
            f"“{goal.name}” counts what its account holds: move money there instead."
        )
    verb, way = ("Put aside", "for") if amount > 0 else ("Took back", "from")
    summary = f"{verb} ${abs(amount):,.2f} {way} {goal.name}"
    operations.begin(session, "goal_contribution", summary, at=at)
    made = GoalContribution(goal_id=goal.id, date=date, amount=amount, notes=notes, created_at=at)
    session.add(made)
    session.flush()
    _refuse_nothing(session, goal, made)
    return made


def edit_contribution(
    session: Session, contribution_id: int, changes: Mapping[str, Any], *, at: dt.datetime
) -> GoalContribution:
    """Change the amount, date or notes of what was put aside.

    Raises:
        GoalNotFoundError: there is nothing with that id.
        InvalidGoalError: less than nothing would be left.
    """
    contribution = _contribution(session, contribution_id)
    goal = get_goal(session, contribution.goal_id)
    summary = f"Edited what was put aside for {goal.name}"
    operations.begin(session, "goal_contribution", summary, at=at)
    for column, value in changes.items():
        setattr(contribution, column, value)
    session.flush()
    _refuse_nothing(session, goal, contribution)
    return contribution


def delete_contribution(session: Session, contribution_id: int, *, at: dt.datetime) -> int:
    """Remove what was put aside once; return the goal's id.

    Raises:
        GoalNotFoundError: there is nothing with that id.
        InvalidGoalError: less than nothing would be left.
    """
    contribution = _contribution(session, contribution_id)
    goal = get_goal(session, contribution.goal_id)
    summary = f"Removed what was put aside for {goal.name} on {contribution.date}"
    operations.begin(session, "goal_contribution", summary, at=at)
    session.delete(contribution)
    session.flush()
    _refuse_below_zero(session, goal)
    return goal.id


def _contribution(session: Session, contribution_id: int) -> GoalContribution:
    contribution = session.get(GoalContribution, contribution_id)
    if contribution is None:
        raise GoalNotFoundError(f"Nothing was put aside under the number {contribution_id}.")
    return contribution


def _refuse_nothing(session: Session, goal: SavingsGoal, given: GoalContribution) -> None:
    if given.amount == 0:
        raise InvalidGoalError("Nothing is not put aside: give an amount.")
    _refuse_below_zero(session, goal)


def _refuse_below_zero(session: Session, goal: SavingsGoal) -> None:
    amounts = select(func.sum(GoalContribution.amount)).where(GoalContribution.goal_id == goal.id)
    if (session.scalar(amounts) or ZERO) < 0:
        raise InvalidGoalError(f"More would be taken back than was put aside for {goal.name}.")


def _refuse_both(session: Session, goal: SavingsGoal) -> None:
    if session.scalar(select(GoalContribution.id).where(GoalContribution.goal_id == goal.id)):
        raise InvalidGoalError(
            f"Money was put aside for “{goal.name}” by hand: remove that before it counts an "
            "account, so that nothing counts twice."
        )


def _checked_name(name: str) -> str:
    words = " ".join(name.split())
    if not words:
        raise InvalidGoalError("A savings goal needs a name.")
    return words
