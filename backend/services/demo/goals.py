"""What the sample household saves for, put into its file."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import from_cents
from backend.models import GoalContribution, SavingsGoal
from backend.services.demo.household import GOALS
from backend.services.demo.model import SampleGoal


def add_goals(
    session: Session, accounts: Mapping[str, int], *, last_day: dt.date, at: dt.datetime
) -> None:
    """Store the goals; what a month gave was put aside on its third."""
    month = Month.of(last_day)
    for sample in GOALS:
        goal = _goal(sample, month, accounts)
        session.add(goal)
        session.flush()
        days = (month.plus(-ago).first_day + dt.timedelta(2) for ago in range(sample.months_ago))
        session.add_all(
            GoalContribution(
                goal_id=goal.id,
                date=day,
                amount=from_cents(sample.monthly_cents),
                created_at=at,
            )
            for day in days
            if sample.monthly_cents and day <= last_day
        )
    session.flush()


def _goal(sample: SampleGoal, month: Month, accounts: Mapping[str, int]) -> SavingsGoal:
    first = month.plus(-sample.months_ago).first_day
    return SavingsGoal(
        name=sample.name,
        target_amount=from_cents(sample.target_cents),
        target_date=month.plus(sample.months_ahead).first_day - dt.timedelta(days=1),
        account_id=accounts[sample.account_key] if sample.account_key else None,
        starting_amount=from_cents(0),
        color=sample.color,
        created_at=dt.datetime.combine(first, dt.time(12), dt.UTC),
    )
