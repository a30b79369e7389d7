"""How often the app is right."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Category
from backend.routers.deps import LARGEST_ID, ReadSession
from backend.routers.problems import problems
from backend.routers.reports import Day
from backend.schemas.accuracy import AccuracyOut, CategoryRef, MistakeList, MistakeOut, Names
from backend.services.accuracy.measuring import measure
from backend.services.accuracy.mistakes import Wanted, list_mistakes
from backend.services.accuracy.outcomes import EARLIEST, LATEST
from backend.services.categories import get_category
from backend.services.categorization.trust import read_standing
from backend.services.reports.periods import Period

router = APIRouter(prefix="/api/accuracy", tags=["accuracy"])


@router.get("", responses=problems(422))
def get_accuracy(session: ReadSession, start_date: Day = None, end_date: Day = None) -> AccuracyOut:
    """Compare what was predicted with what the owner confirmed; both days are included."""
    period = _period(start_date, end_date)
    accuracy = measure(session, period.start, period.end)
    return AccuracyOut.of(accuracy, _names(session), read_standing(session))


@router.get("/mistakes", responses=problems(404, 422))
def get_mistakes(
    session: ReadSession,
    start_date: Day = None,
    end_date: Day = None,
    part: Annotated[str | None, Query(max_length=40)] = None,
    category: Annotated[str | None, Query(max_length=200)] = None,
    only_filed: bool = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
) -> MistakeList:
    """List what the owner filed otherwise than was predicted, the latest first."""
    period = _period(start_date, end_date)
    category_id = get_category(session, category).id if category else None
    wanted = Wanted(period.start, period.end, part, category_id, only_filed)
    found, total = list_mistakes(session, wanted, limit=limit, offset=offset)
    names = _names(session)
    return MistakeList(items=[MistakeOut.of(one, names) for one in found], total=total)


def _period(first: dt.date | None, last: dt.date | None) -> Period:
    """Return the days that are asked for; without a first or last one, it is open there."""
    return Period(first or EARLIEST, LATEST if last is None else last + dt.timedelta(days=1))


def _names(session: Session) -> Names:
    rows = session.execute(select(Category.id, Category.short_desc, Category.display_name))
    return {id_: CategoryRef(short_desc=key, name=name) for id_, key, name in rows}
