"""How far the money for a savings goal has come, and whether it will be there in time.

With an account, what it holds above the goal's `starting_amount` is saved. Without one, what the
owner put aside is.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.errors import NotFoundError
from backend.core.money import CENT, from_cents
from backend.database.among import among
from backend.models import Account, GoalContribution, SavingsGoal
from backend.services.balances.ledger import Ledger, read_ledger

ZERO = from_cents(0)
_DAY = dt.timedelta(days=1)
_RECENT = dt.timedelta(days=90)
_TOO_FAR = dt.timedelta(days=365 * 50)
_ENOUGH_DAYS = 14


class GoalNotFoundError(NotFoundError):
    """There is no such savings goal, or nothing was put aside under that id."""


class GoalStatus(StrEnum):
    """How a goal stands, in a word."""

    FINISHED = "finished"  # the owner closed it
    REACHED = "reached"  # all of it is saved
    ON_TRACK = "on_track"
    BEHIND = "behind"  # less is saved than on an even line from its first day to its date
    OVERDUE = "overdue"  # its day has passed
    OPEN = "open"  # it has no day


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal and how far it has come.

    Attributes:
        saved: what is put aside by now; `before` what was when the goal was made.
        expected: what an even line from then to its date asks for by today; None without a date.
        monthly_share: what each month takes, this one included, to be there in time.
        saved_this_month: what was put aside since its first day, but for what a new goal began
            with.
        projected_on: when it is reached if things go on as in the last 90 days; None if never.
        shared_with: other open goals that count the same account's balance.
    """

    goal: SavingsGoal
    account: Account | None
    contributions: list[GoalContribution]
    saved: Decimal
    saved_this_month: Decimal
    expected: Decimal | None
    months_left: int | None
    monthly_share: Decimal | None
    projected_on: dt.date | None
    status: GoalStatus
    shared_with: list[str]

    @property
    def left(self) -> Decimal:
        """What is still to be saved; never below zero."""
        return max(self.goal.target_amount - self.saved, ZERO)


def list_goals(session: Session, *, today: dt.date) -> list[GoalStanding]:
    """Return every goal: open ones by date, those without one after them, finished ones last."""
    goals = list(session.scalars(select(SavingsGoal)))
    goals.sort(key=lambda g: (g.finished_at is not None, g.target_date or dt.date.max, g.id))
    given: defaultdict[int, list[GoalContribution]] = defaultdict(list)
    newest = (GoalContribution.date.desc(), GoalContribution.id.desc())
    for contribution in session.scalars(select(GoalContribution).order_by(*newest)):
        given[contribution.goal_id].append(contribution)
    sharing: defaultdict[int | None, list[SavingsGoal]] = defaultdict(list)
    for goal in goals:
        if goal.finished_at is None:
            sharing[goal.account_id].append(goal)
    accounts = {goal.account_id for goal in goals if goal.account_id is not None}
    held = session.scalars(select(Account).where(Account.id.in_(among(accounts)))).all()
    ledger = read_ledger(session, held)
    return [
        _standing(_Course(goal, given[goal.id], ledger), sharing[goal.account_id], today)
        for goal in goals
    ]


def goal_standing(session: Session, goal_id: int, *, today: dt.date) -> GoalStanding:
    """Return one goal as the list has it.

    Raises:
        GoalNotFoundError: there is none with that id.
    """
    get_goal(session, goal_id)
    return next(s for s in list_goals(session, today=today) if s.goal.id == goal_id)


def get_goal(session: Session, goal_id: int) -> SavingsGoal:
    """Return the goal.

    Raises:
        GoalNotFoundError: there is none with that id.
    """
    goal = session.get(SavingsGoal, goal_id)
    if goal is None:
        raise GoalNotFoundError(f"There is no savings goal {goal_id}.")
    return goal


def _standing(course: "_Course", sharing: list[SavingsGoal], today: dt.date) -> GoalStanding:
    goal = course.goal
    born, month_start = goal.created_at.date(), Month.of(today).first_day
    recent = max(born, today - _RECENT)
    days = (today, born, month_start - _DAY, recent - _DAY)
    saved, at_start, before_month, then = course.by(days)
    before_month += course.brought_along(month_start)
    months = months_left(today, goal.target_date)
    expected = _expected(goal, at_start, born, today)
    return GoalStanding(
        goal=goal,
        account=course.line.account if course.line else None,
        contributions=course.contributions,
        saved=saved,
        saved_this_month=saved - before_month,
        expected=expected,
        months_left=months,
        monthly_share=monthly_share(goal.target_amount, before_month, months),
        projected_on=_projected(goal.target_amount - saved, saved - then, recent, today),
        status=_status(goal, saved, expected, today),
        shared_with=[g.name for g in sharing if goal.account_id and g.id != goal.id],
    )


class _Course:
    """What was saved for a goal, by the end of any day."""

    def __init__(
        self, goal: SavingsGoal, contributions: list[GoalContribution], ledger: Ledger
    ) -> None:
        self.goal = goal
        self.contributions = contributions
        self.line = next((x for x in ledger.lines if x.account.id == goal.account_id), None)
        self._moved = ledger.moved

    def by(self, days: Sequence[dt.date]) -> list[Decimal]:
        """Return what was saved by the end of each day.

        Before anything is known of the account, it is what was there when that began.
        """
        line = self.line
        if line is None:
            return [self._put_aside(day) for day in days]
        if line.known_from is None:
            return [-self.goal.starting_amount for _ in days]
        pairs = [(line.account.id, max(day, line.known_from)) for day in days]
        moved = self._moved.by(pairs)
        held = [line.balance(day, moved[id_, day]) or 0 for id_, day in pairs]
        return [from_cents(cents) - self.goal.starting_amount for cents in held]

    def brought_along(self, since: dt.date) -> Decimal:
        """Return what the goal began with, where that was on a day from `since` on.

        It was saved before, though it is written down on the day when the goal was made.
        """
        made = self.goal.created_at
        own = (c.amount for c in self.contributions if c.created_at == made and c.date >= since)
        return sum(own, ZERO)

    def _put_aside(self, day: dt.date) -> Decimal:
        return sum((c.amount for c in self.contributions if c.date <= day), ZERO)


def months_left(today: dt.date, target: dt.date | None) -> int | None:
    """Return how many months can still give, this one included; 0 once the day has passed.

    The month of the target gives too, unless the day is its first. None without a target.
    """
    if target is None:
        return None
    if target < today:
        return 0
    months = (target.year - today.year) * 12 + target.month - today.month
    return max(1, months + (target.day > 1))


def monthly_share(target: Decimal, before_month: Decimal, months: int | None) -> Decimal | None:
    """Return what each of `months` takes, rounded up to the cent; None where no month is left."""
    if not months:
        return None
    return max((target - before_month) / months, ZERO).quantize(CENT, ROUND_UP)


def _expected(
    goal: SavingsGoal, at_start: Decimal, born: dt.date, today: dt.date
) -> Decimal | None:
    if goal.target_date is None:
        return None
    days = (goal.target_date - born).days
    if days <= 0 or today >= goal.target_date:
        return goal.target_amount
    gone = max(0, (today - born).days)
    return (at_start + (goal.target_amount - at_start) * gone / days).quantize(CENT)


def _projected(left: Decimal, gained: Decimal, since: dt.date, today: dt.date) -> dt.date | None:
    """Return when what is left is saved, if things go on as they did since a day."""
    days = (today - since).days
    if left <= 0 or days < _ENOUGH_DAYS or gained <= 0:
        return None
    ahead = left / gained * days
    return today + dt.timedelta(days=int(ahead) + 1) if ahead < _TOO_FAR.days else None


def _status(
    goal: SavingsGoal, saved: Decimal, expected: Decimal | None, today: dt.date
) -> GoalStatus:
    if goal.finished_at is not None:
        return GoalStatus.FINISHED
    if saved >= goal.target_amount:
        return GoalStatus.REACHED
    if goal.target_date is None or expected is None:
        return GoalStatus.OPEN
    if goal.target_date < today:
        return GoalStatus.OVERDUE
    return GoalStatus.ON_TRACK if saved >= expected else GoalStatus.BEHIND
