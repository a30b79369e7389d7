"""Transactions: lists, totals, single rows, editing."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.routers.deps import ReadSession, RowId
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.transactions import (
    FilterQuery,
    PageQuery,
    StatsOut,
    TotalsOut,
    TransactionList,
    TransactionOut,
)
from backend.services.transactions import queries
from backend.services.transactions.paging import Order

router = APIRouter(prefix="/api/transactions", tags=["transactions"])
stats_router = APIRouter(tags=["transactions"])


@router.get("", responses=answers(TransactionList) | problems(422))
def list_transactions(session: ReadSession, page: Annotated[PageQuery, Query()]) -> Response:
    """List transactions, newest first unless sorted otherwise."""
    found = queries.list_transactions(
        session,
        page.to_filter(),
        order=Order(page.sort, descending=page.order == "desc"),
        limit=page.limit,
        offset=page.offset,
        cursor=page.cursor,
    )
    return json_answer(
        {"items": found.items, "total": found.total, "next_cursor": found.next_cursor}
    )


@router.get("/totals", responses=problems(422))
def transaction_totals(session: ReadSession, wanted: Annotated[FilterQuery, Query()]) -> TotalsOut:
    """Add up the transactions that the same filter lists."""
    return TotalsOut.model_validate(queries.transaction_totals(session, wanted.to_filter()))


@router.get("/{transaction_id:int}", responses=answers(TransactionOut) | problems(404))
def get_transaction(session: ReadSession, transaction_id: RowId) -> Response:
    """Return one transaction."""
    return json_answer(queries.fetch_transaction(session, transaction_id))


@stats_router.get("/api/stats")
def transaction_stats(session: ReadSession) -> StatsOut:
    """Count transactions by where they stand."""
    return StatsOut.model_validate(queries.transaction_stats(session))
