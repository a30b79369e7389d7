"""All that was noticed, the weightiest first, less what the owner put aside."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.models import DismissedInsight
from backend.services import operations
from backend.services.insights.noticed.categories import category_insights
from backend.services.insights.noticed.charges import charge_insights
from backend.services.insights.noticed.doubles import double_insights
from backend.services.insights.noticed.insight import Asked, Insight
from backend.services.insights.noticed.plans import budget_insights, savings_insights
from backend.services.insights.noticed.series import series_insights
from backend.services.transactions.remembering import remembered

# More at once is no news but a list.
MOST = 8

_KINDS: tuple[Callable[[Session, Asked], Iterator[Insight]], ...] = (
    category_insights,
    charge_insights,
    double_insights,
    series_insights,
    savings_insights,
    budget_insights,
)


class InsightNotFoundError(NotFoundError):
    """Nothing like it is noticed now."""

    def __init__(self) -> None:
        super().__init__("This was noticed before and no longer holds. Load the page anew.")


@dataclass(frozen=True, slots=True)
class Noticed:
    """What is shown, how much more there is, and what was put aside and still holds."""

    shown: list[Insight]
    more: int
    dismissed: list[Insight]


def noticed(session: Session, asked: Asked, *, most: int = MOST) -> Noticed:
    """Return what stands out today."""
    everything = all_insights(session, asked)
    gone = set(session.scalars(select(DismissedInsight.key)))
    kept = [each for each in everything if each.key not in gone]
    aside = [each for each in everything if each.key in gone]
    return Noticed(kept[:most], max(0, len(kept) - most), aside)


def all_insights(session: Session, asked: Asked) -> list[Insight]:
    """Return everything that is noticed, also what was put aside; the weightiest first."""
    return remembered(session, ("noticed", asked), lambda: _sorted(session, asked))


def dismiss(session: Session, key: str, asked: Asked, *, at: dt.datetime) -> None:
    """Put an insight aside until something else of its kind happens.

    Raises:
        InsightNotFoundError: nothing with that key is noticed now.
    """
    insight = _find(session, key, asked)
    operations.begin(session, "insight_dismiss", f"Put aside: {insight.title}", at=at)
    known = session.scalar(select(DismissedInsight).where(DismissedInsight.key == key))
    if known is None:
        session.add(DismissedInsight(key=key, kind=insight.kind, dismissed_at=at))
    session.flush()


def bring_back(session: Session, key: str, asked: Asked, *, at: dt.datetime) -> None:
    """Show an insight again that was put aside.

    Raises:
        InsightNotFoundError: nothing with that key is noticed now.
    """
    insight = _find(session, key, asked)
    operations.begin(session, "insight_restore", f"Brought back: {insight.title}", at=at)
    session.execute(delete(DismissedInsight).where(DismissedInsight.key == key))


def _find(session: Session, key: str, asked: Asked) -> Insight:
    for insight in all_insights(session, asked):
        if insight.key == key:
            return insight
    raise InsightNotFoundError


def _sorted(session: Session, asked: Asked) -> list[Insight]:
    found = [insight for kind in _KINDS for insight in kind(session, asked)]
    return sorted(found, key=lambda each: (-each.weight, -each.cents, each.key))
