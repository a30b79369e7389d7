"""The snapshot: how the household stands today, as figures of the app's own reports."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy.orm import Session

from backend.core.periods import PeriodScheme
from backend.services.insights.facts import Figure, day
from backend.services.insights.months import category_figures, month_figures
from backend.services.insights.plans import budget_figures, recurring_figures
from backend.services.insights.worth import merchant_figures, worth_figures
from backend.services.transactions.remembering import remembered


def snapshot(session: Session, *, today: dt.date, scheme: PeriodScheme) -> list[Figure]:
    """Return what the adviser is told before it is asked anything."""
    question = ("snapshot", today, scheme)
    return remembered(session, question, lambda: list(_figures(session, today, scheme)))


def _figures(session: Session, today: dt.date, scheme: PeriodScheme) -> Iterator[Figure]:
    yield day("Today", "today", today)
    yield from month_figures(session, today)
    yield from category_figures(session, today)
    yield from budget_figures(session, scheme, scheme.containing(today), today)
    yield from recurring_figures(session, today)
    yield from worth_figures(session, today)
    yield from merchant_figures(session, today)
