"""The review queue, decisions about its rows, and staging."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session

from backend.models import TransactionStatus
from backend.routers.deps import ActiveProfile, Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.review import (
    BulkReviewIn,
    BulkStageIn,
    CategorizedOut,
    ClearedOut,
    CommitIn,
    ConfirmedOut,
    DoneOut,
    DuplicateIn,
    PendingCountOut,
    PossibleDuplicateList,
    RevertedOut,
    ReviewedOut,
    ReviewIn,
    ReviewQueueOut,
    StagedOut,
    StageIn,
    WhyOut,
)
from backend.schemas.transactions import TransactionList, TransactionOut
from backend.services.categories import get_category
from backend.services.categorization import explaining, predicting
from backend.services.categorization.cascade import Rules
from backend.services.transactions import queries, review, review_queue, staging
from backend.services.transactions.filters import TransactionFilter

router = APIRouter(prefix="/api/transactions", tags=["review"])

Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=2**63 - 1)]
Cursor = Annotated[str | None, Query(max_length=200)]


@router.get("/pending", responses=answers(TransactionList) | problems(422))
def list_pending(
    session: ReadSession, limit: Limit = 100, offset: Offset = 0, cursor: Cursor = None
) -> Response:
    """List what waits for review, newest first."""
    return _listed(session, TransactionStatus.PENDING_REVIEW, limit, offset, cursor)


@router.get("/staged", responses=answers(TransactionList) | problems(422))
def list_staged(
    session: ReadSession, limit: Limit = 100, offset: Offset = 0, cursor: Cursor = None
) -> Response:
    """List what is staged and not saved yet, newest first."""
    return _listed(session, TransactionStatus.PENDING_SAVE, limit, offset, cursor)


@router.get("/pending-count")
def pending_count(session: ReadSession) -> PendingCountOut:
    """Count what waits and what is staged."""
    counts = review_queue.review_counts(session)
    return PendingCountOut(count=counts.count, staged=counts.staged)


@router.get("/review-queue", responses=answers(ReviewQueueOut) | problems(422))
def get_review_queue(
    session: ReadSession, limit_groups: Annotated[int, Query(ge=1, le=1000)] = 50
) -> Response:
    """Return what waits by merchant and suggestion: suggestions first, then the largest groups."""
    queue = review_queue.review_queue(session, limit_groups=limit_groups)
    # Not by `asdict`, which would copy every row.
    names = ("total", "staged", "group_count", "groups")
    return json_answer({name: getattr(queue, name) for name in names})


@router.get("/possible-duplicates", responses=answers(PossibleDuplicateList) | problems(422))
def list_possible_duplicates(session: ReadSession, limit: Limit = 100) -> Response:
    """List what may be here twice, each with the transaction that it may repeat."""
    found = review_queue.possible_duplicates(session, limit=limit)
    items = [{"transaction": row, "other": other} for row, other in found.pairs]
    return json_answer({"items": items, "total": found.total})


@router.post("/bulk-review", responses=problems(404, 422))
def bulk_review(
    session: WriteSession, profile: ActiveProfile, wish: BulkReviewIn, now: Now
) -> ConfirmedOut:
    """Confirm several transactions, each under its category, as one operation."""
    choices = {item.transaction_id: item.category_short_desc for item in wish.items}
    learned = review.confirm_many(
        session,
        review.category_ids(session, choices),
        threshold=profile.settings.auto_confirm_threshold(session),
        choice=wish.learn,
        at=now,
    )
    return ConfirmedOut.model_validate(
        {"confirmed": len(choices), "learned": [asdict(item) for item in learned]}
    )


@router.post("/bulk-stage", responses=problems(404, 422))
def bulk_stage(session: WriteSession, wish: BulkStageIn, now: Now) -> StagedOut:
    """Stage several transactions: as suggested, or all under one category."""
    category_id = review.bulk_category_id(session, wish.action, wish.category_short_desc)
    staged = staging.bulk_stage(session, wish.transaction_ids, category_id=category_id, at=now)
    return StagedOut.model_validate(asdict(staged))


@router.post("/staged/commit", responses=problems(422))
def commit_staged(
    session: WriteSession, profile: ActiveProfile, now: Now, wish: CommitIn | None = None
) -> ConfirmedOut:
    """Confirm what is staged: all of it, or the transactions named."""
    wish = wish or CommitIn()
    confirmed, learned = staging.commit_staged(
        session,
        threshold=profile.settings.auto_confirm_threshold(session),
        ids=wish.transaction_ids,
        choice=wish.learn,
        at=now,
    )
    return ConfirmedOut.model_validate(
        {"confirmed": confirmed, "learned": [asdict(item) for item in learned]}
    )


@router.post("/staged/revert-all")
def revert_staged(session: WriteSession, now: Now) -> RevertedOut:
    """Put everything staged back into review; the choices stay as suggestions."""
    return RevertedOut(reverted=staging.revert_all(session, at=now))


def get_rules(session: ReadSession, profile: ActiveProfile) -> Rules:
    """Return what files the household's transactions."""
    return Rules(profile.rulebook, profile.settings.auto_confirm_threshold(session))


FilingRules = Annotated[Rules, Depends(get_rules, scope="function")]


def get_proposals(session: ReadSession, rules: FilingRules) -> predicting.Proposals:
    """Return what would be suggested; asked for first, it is worked out before anything waits."""
    return predicting.propose(session, rules)


Proposals = Annotated[predicting.Proposals, Depends(get_proposals, scope="function")]


@router.post("/batch-categorize")
def batch_categorize(
    proposals: Proposals, rules: FilingRules, session: WriteSession, now: Now
) -> CategorizedOut:
    """Look for a category for what waits without a suggestion; confirm what is sure."""
    found = predicting.batch_categorize(session, proposals, rules, at=now)
    return CategorizedOut.model_validate(asdict(found))


@router.post("/clear-predictions")
def clear_predictions(session: WriteSession, now: Now) -> ClearedOut:
    """Forget the suggestions of what waits for review."""
    return ClearedOut(cleared=predicting.clear_predictions(session, at=now))


@router.post("/{transaction_id:int}/review", responses=answers(ReviewedOut) | problems(404, 422))
def review_transaction(
    session: WriteSession,
    profile: ActiveProfile,
    transaction_id: RowId,
    wish: ReviewIn,
    now: Now,
) -> Response:
    """Confirm a transaction under a category now, and learn from it unless told otherwise."""
    learned = review.confirm(
        session,
        transaction_id,
        category_id=get_category(session, wish.category_short_desc).id,
        threshold=profile.settings.auto_confirm_threshold(session),
        choice=wish.learn,
        at=now,
    )
    return json_answer(
        {
            "transaction": queries.fetch_transaction(session, transaction_id),
            "learned": asdict(learned) if learned else None,
        }
    )


@router.post(
    "/{transaction_id:int}/stage", responses=answers(TransactionOut) | problems(404, 409, 422)
)
def stage_transaction(
    session: WriteSession, transaction_id: RowId, now: Now, wish: StageIn | None = None
) -> Response:
    """Note a category, to be saved with the others; none named accepts the suggestion."""
    key = wish.category_short_desc if wish else None
    category_id = get_category(session, key).id if key else None
    staging.stage(session, transaction_id, category_id=category_id, at=now)
    return json_answer(queries.fetch_transaction(session, transaction_id))


@router.post(
    "/{transaction_id:int}/kick-back", responses=answers(TransactionOut) | problems(404, 409)
)
def kick_back_transaction(session: WriteSession, transaction_id: RowId, now: Now) -> Response:
    """Put a staged transaction back into review; the choice stays as its suggestion."""
    staging.kick_back(session, transaction_id, at=now)
    return json_answer(queries.fetch_transaction(session, transaction_id))


@router.post("/{transaction_id:int}/duplicate", responses=problems(404, 409, 422))
def settle_duplicate(
    session: WriteSession, transaction_id: RowId, wish: DuplicateIn, now: Now
) -> DoneOut:
    """Say whether a possible duplicate is the same; if so it moves to the deleted log."""
    is_same = wish.decision == "same"
    review.settle_duplicate(session, transaction_id, is_same=is_same, at=now)
    return DoneOut()


@router.get("/{transaction_id:int}/why", responses=problems(404))
def why(session: ReadSession, profile: ActiveProfile, transaction_id: RowId) -> WhyOut:
    """Explain why a transaction has its category, from what was stored when it was decided."""
    threshold = profile.settings.auto_confirm_threshold(session)
    explained = explaining.explain(session, transaction_id, threshold=threshold)
    return WhyOut.model_validate(asdict(explained))


def _listed(
    session: Session, status: TransactionStatus, limit: int, offset: int, cursor: str | None
) -> Response:
    page = queries.list_transactions(
        session,
        TransactionFilter(statuses=(status,)),
        limit=limit,
        offset=offset,
        cursor=cursor,
    )
    return json_answer({"items": page.items, "total": page.total, "next_cursor": page.next_cursor})
