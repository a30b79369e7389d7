"""Transactions: lists, totals, single rows, editing."""

from dataclasses import asdict
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Response

from backend.routers.deps import ActiveProfile, Now, ReadSession, RowId, Today, WriteSession
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.transactions import (
    BulkEdit,
    BulkEdited,
    DeduplicationOut,
    DeletedOut,
    DuplicatesOut,
    EditedTransactionOut,
    FilterQuery,
    PageQuery,
    SplitsIn,
    StatsOut,
    TagOut,
    TotalsOut,
    TransactionEdit,
    TransactionIds,
    TransactionIn,
    TransactionList,
    TransactionOut,
)
from backend.services.transactions import (
    bulk_editing,
    deletion,
    editing,
    entry,
    queries,
    splitting,
    tags,
    totals,
    twins,
)
from backend.services.transactions.paging import Order

router = APIRouter(prefix="/api/transactions", tags=["transactions"])
stats_router = APIRouter(prefix="/api", tags=["transactions"])


def get_threshold(session: WriteSession, profile: ActiveProfile) -> int:
    """Return how often a merchant must be confirmed before it is filed by itself."""
    return profile.settings.auto_confirm_threshold(session)


Threshold = Annotated[int, Depends(get_threshold)]


@router.get("", responses=answers(TransactionList) | problems(422))
def list_transactions(
    session: ReadSession, page: Annotated[PageQuery, Query()], today: Today
) -> Response:
    """List transactions, newest first unless sorted otherwise.

    Without `count` the page of a search comes at once, and its total is null: ask for the totals.
    """
    found = queries.list_transactions(
        session,
        page.to_filter(session, today),
        order=Order(page.sort, descending=page.order == "desc"),
        limit=page.limit,
        offset=page.offset,
        cursor=page.cursor,
        is_counted=page.count,
    )
    return json_answer(
        {"items": found.items, "total": found.total, "next_cursor": found.next_cursor}
    )


@router.get("/totals", responses=problems(422))
def transaction_totals(
    session: ReadSession, wanted: Annotated[FilterQuery, Query()], today: Today
) -> TotalsOut:
    """Add up the transactions that the same filter lists."""
    found = totals.transaction_totals(session, wanted.to_filter(session, today))
    return TotalsOut.model_validate(found)


@router.get("/{transaction_id:int}", responses=answers(TransactionOut) | problems(404))
def get_transaction(session: ReadSession, transaction_id: RowId) -> Response:
    """Return one transaction."""
    return json_answer(queries.fetch_transaction(session, transaction_id))


@router.post(
    "", status_code=201, responses=answers(TransactionOut, status=201) | problems(404, 409, 422)
)
def add_transaction(
    session: WriteSession, wish: TransactionIn, threshold: Threshold, now: Now
) -> Response:
    """Add a transaction by hand; a positive amount left the account."""
    transaction_id = entry.add_transaction(
        session, **wish.model_dump(), threshold=threshold, at=now
    )
    return json_answer(queries.fetch_transaction(session, transaction_id), status=201)


@router.patch(
    "/{transaction_id:int}", responses=answers(EditedTransactionOut) | problems(404, 409, 422)
)
def edit_transaction(
    session: WriteSession,
    transaction_id: RowId,
    wish: TransactionEdit,
    threshold: Threshold,
    now: Now,
) -> Response:
    """Change a transaction; a category confirms it and may teach something."""
    changes = cast("editing.TransactionChanges", wish.model_dump(exclude_unset=True))
    learned = editing.edit_transaction(
        session, transaction_id, changes, threshold=threshold, at=now
    )
    view = queries.fetch_transaction(session, transaction_id)
    return json_answer({**view, "learned": None if learned is None else asdict(learned)})


@router.delete("/{transaction_id:int}", responses=problems(404))
def delete_transaction(session: WriteSession, transaction_id: RowId, now: Now) -> DeletedOut:
    """Move a transaction to the deleted log."""
    deletion.delete_transaction(session, transaction_id, at=now)
    return DeletedOut(deleted=1)


@router.put("/{transaction_id:int}/splits", responses=answers(TransactionOut) | problems(404, 422))
def split_transaction(
    session: WriteSession, transaction_id: RowId, wish: SplitsIn, now: Now
) -> Response:
    """Divide a transaction over categories; no parts make it whole again."""
    parts = [splitting.Part(**part.model_dump()) for part in wish.splits]
    splitting.split_transaction(session, transaction_id, parts, at=now)
    return json_answer(queries.fetch_transaction(session, transaction_id))


@router.post("/bulk-delete", responses=problems(422))
def bulk_delete(session: WriteSession, chosen: TransactionIds, now: Now) -> DeletedOut:
    """Move transactions to the deleted log; ids of none are passed over."""
    return DeletedOut(deleted=deletion.delete_transactions(session, chosen.transaction_ids, at=now))


@router.post("/bulk-edit", responses=problems(404, 422))
def bulk_edit(
    session: WriteSession, wish: BulkEdit, threshold: Threshold, now: Now, today: Today
) -> BulkEdited:
    """Change many transactions at once, chosen by id or by a filter."""
    if wish.filter is not None:
        ids = queries.matching_ids(session, wish.filter.to_filter(session, today))
    else:
        ids = wish.transaction_ids or []
    changes = bulk_editing.BulkChanges(**wish.set.model_dump())
    edited = bulk_editing.edit_many(session, ids, changes, threshold=threshold, at=now)
    return BulkEdited.model_validate(edited)


@router.post("/deduplicate")
def deduplicate(
    session: WriteSession,
    now: Now,
    dry_run: Annotated[bool, Query(description="only show what would go")] = True,
) -> DeduplicationOut:
    """Find rows that are there more often than the money moved; delete them if asked to."""
    found = twins.find_duplicates(session)
    return DeduplicationOut(
        dry_run=dry_run,
        groups=[DuplicatesOut.model_validate(group) for group in found],
        duplicates=sum(len(group.duplicate_ids) for group in found),
        deleted=0 if dry_run else twins.delete_duplicates(session, found, at=now),
    )


@stats_router.get("/tags")
def list_tags(session: ReadSession) -> list[TagOut]:
    """List the tags in use."""
    return [TagOut.model_validate(tag) for tag in tags.list_tags(session)]


@stats_router.get("/stats")
def transaction_stats(session: ReadSession) -> StatsOut:
    """Count transactions by where they stand."""
    return StatsOut.model_validate(totals.transaction_stats(session))
