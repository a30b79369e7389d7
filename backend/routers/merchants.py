"""Merchants: what each came to, what it is called, and which of them are one.

A merchant's key has spaces, signs and slashes: it goes in the query or in the body, never in the
path.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.routers.deps import LARGEST_ID, ActiveProfile, Now, ReadSession, Today, WriteSession
from backend.routers.problems import problems
from backend.schemas.merchants import (
    MerchantDetailOut,
    MerchantList,
    MerchantRename,
    MergeIn,
    MergePreviewOut,
    PairIn,
    PartedOut,
    PartIn,
    ResemblanceOut,
)
from backend.services.merchants import merging, renaming, resembling
from backend.services.merchants.history import merchant_history
from backend.services.merchants.listing import MerchantOrder, list_merchants
from backend.services.merchants.usual import category_looks

router = APIRouter(prefix="/api/merchants", tags=["merchants"])

Key = Annotated[str, Query(min_length=1, max_length=500)]
MOST_MONTHS = 120


@router.get("", responses=problems(422))
def get_merchants(
    session: ReadSession,
    today: Today,
    search: Annotated[str | None, Query(max_length=200)] = None,
    order: MerchantOrder = MerchantOrder.SPENT,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
) -> MerchantList:
    """List merchants with what they came to, those where most was spent first."""
    page = list_merchants(
        session, today=today, search=search, order=order, limit=limit, offset=offset
    )
    return MerchantList.of(page)


@router.get("/detail", responses=problems(404, 422))
def get_merchant(
    session: ReadSession,
    today: Today,
    key: Key,
    months: Annotated[int, Query(ge=1, le=MOST_MONTHS)] = 24,
) -> MerchantDetailOut:
    """Return a merchant by its key (or another spelling): by month, category and account."""
    return MerchantDetailOut.of_history(merchant_history(session, key, today=today, months=months))


@router.get("/resembling")
def list_resembling(session: ReadSession) -> list[ResemblanceOut]:
    """List pairs of merchants that may be one, with much the same name and filed alike."""
    return [ResemblanceOut.of(pair) for pair in resembling.resembling(session)]


@router.post("/resembling/dismiss", status_code=204, responses=problems(404, 422))
def dismiss_resemblance(session: WriteSession, pair: PairIn, now: Now) -> Response:
    """Note that two merchants are two, so that they are not listed as resembling again."""
    resembling.dismiss(session, pair.first, pair.second, at=now)
    return Response(status_code=204)


@router.put("/name", responses=problems(404, 422))
def rename_merchant(
    session: WriteSession, wish: MerchantRename, now: Now, today: Today
) -> MerchantDetailOut:
    """Name a merchant, in its transactions and in those to come."""
    key = renaming.rename(session, wish.key, wish.name, at=now)
    return MerchantDetailOut.of_history(merchant_history(session, key, today=today))


@router.post("/merge/preview", responses=problems(404, 422))
def preview_merge(session: ReadSession, wish: MergeIn) -> MergePreviewOut:
    """Tell what a merge would change; nothing is written."""
    plan = merging.plan_merge(session, wish.keys, wish.into, name=wish.name)
    return MergePreviewOut.of(plan, category_looks(session))


@router.post("/merge", responses=problems(404, 422))
def merge_merchants(
    session: WriteSession, profile: ActiveProfile, wish: MergeIn, now: Now, today: Today
) -> MerchantDetailOut:
    """Make merchants one: their transactions, what was learned about them, and what is to come."""
    threshold = profile.settings.auto_confirm_threshold(session)
    plan = merging.merge(session, wish.keys, wish.into, name=wish.name, threshold=threshold, at=now)
    return MerchantDetailOut.of_history(merchant_history(session, plan.key, today=today))


@router.post("/part", responses=problems(404, 422))
def part_merchant(
    session: WriteSession, profile: ActiveProfile, wish: PartIn, now: Now
) -> PartedOut:
    """Let another spelling be a merchant of its own again; answer how many transactions it has."""
    threshold = profile.settings.auto_confirm_threshold(session)
    return PartedOut(rows=merging.unmerge(session, wish.alias, threshold=threshold, at=now))
