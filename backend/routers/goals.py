"""Savings goals."""

from fastapi import APIRouter, Response

from backend.routers.deps import Now, ReadSession, RowId, Today, WriteSession
from backend.routers.problems import problems
from backend.schemas.goals import ContributionEdit, ContributionIn, GoalEdit, GoalIn, GoalOut
from backend.services import goals

router = APIRouter(prefix="/api/goals", tags=["goals"])


@router.get("")
def list_goals(session: ReadSession, today: Today) -> list[GoalOut]:
    """List the savings goals, open ones by date first."""
    return [GoalOut.of(standing) for standing in goals.list_goals(session, today=today)]


@router.post("", status_code=201, responses=problems(404, 422))
def create_goal(session: WriteSession, wish: GoalIn, now: Now, today: Today) -> GoalOut:
    """Add a savings goal."""
    made = goals.create_goal(session, **wish.model_dump(), today=today, at=now)
    return _out(session, made.id, today)


@router.patch("/{goal_id:int}", responses=problems(404, 422))
def edit_goal(
    session: WriteSession, goal_id: RowId, wish: GoalEdit, now: Now, today: Today
) -> GoalOut:
    """Change a goal, finish or reopen it; what is left out stays."""
    goals.edit_goal(session, goal_id, wish.model_dump(exclude_unset=True), at=now)
    return _out(session, goal_id, today)


@router.delete("/{goal_id:int}", status_code=204, responses=problems(404))
def delete_goal(session: WriteSession, goal_id: RowId, now: Now) -> Response:
    """Delete a goal with what was put aside for it; accounts stay as they are."""
    goals.delete_goal(session, goal_id, at=now)
    return Response(status_code=204)


@router.post("/{goal_id:int}/contributions", status_code=201, responses=problems(404, 422))
def add_contribution(
    session: WriteSession, goal_id: RowId, wish: ContributionIn, now: Now, today: Today
) -> GoalOut:
    """Put money aside for a goal, or (negative) take some back."""
    goals.add_contribution(session, goal_id, **wish.model_dump(), at=now)
    return _out(session, goal_id, today)


@router.patch("/contributions/{contribution_id:int}", responses=problems(404, 422))
def edit_contribution(
    session: WriteSession, contribution_id: RowId, wish: ContributionEdit, now: Now, today: Today
) -> GoalOut:
    """Change what was put aside once; what is left out stays."""
    changes = wish.model_dump(exclude_unset=True)
    changed = goals.edit_contribution(session, contribution_id, changes, at=now)
    return _out(session, changed.goal_id, today)


@router.delete("/contributions/{contribution_id:int}", responses=problems(404, 422))
def delete_contribution(
    session: WriteSession, contribution_id: RowId, now: Now, today: Today
) -> GoalOut:
    """Remove what was put aside once; answers the goal."""
    return _out(session, goals.delete_contribution(session, contribution_id, at=now), today)


def _out(session: WriteSession, goal_id: int, today: Today) -> GoalOut:
    return GoalOut.of(goals.goal_standing(session, goal_id, today=today))
