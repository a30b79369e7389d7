"""The owner's rules: what transactions are like, and what is done with them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.routers.deps import (
    LARGEST_ID,
    ActiveProfile,
    Now,
    ReadSession,
    RowId,
    Today,
    WriteSession,
)
from backend.routers.problems import problems
from backend.routers.wire import answers, model_answer
from backend.schemas.own_rules import (
    AppliedOut,
    ApplyIn,
    BacktestIn,
    BacktestOut,
    FilerList,
    RuleEdit,
    RuleIn,
    RuleList,
    RuleOrderIn,
    RuleOut,
    UntidyList,
)
from backend.services.rules import applying, backtesting, hygiene, listing, overview, own_rules

router = APIRouter(prefix="/api/rules", tags=["rules"])


@router.get("")
def list_rules(session: ReadSession) -> RuleList:
    """List the owner's rules in the order in which they are asked."""
    return RuleList(items=[RuleOut.of(each) for each in listing.list_rules(session)])


@router.post("", status_code=201, responses=problems(422))
def add_rule(session: WriteSession, profile: ActiveProfile, wish: RuleIn, now: Now) -> RuleOut:
    """Add a rule after the others; what waits for review is predicted anew."""
    threshold = profile.settings.auto_confirm_threshold(session)
    made = own_rules.add_rule(session, wish.draft(), threshold=threshold, at=now)
    return RuleOut.of(listing.listed_rule(session, made.id))


@router.get("/everything", responses=answers(FilerList) | problems(422))
def list_everything(
    session: ReadSession,
    search: Annotated[str | None, Query(max_length=200)] = None,
    is_used: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
) -> Response:
    """List rules, amount rules and merchants in the order in which they are asked."""
    page = overview.everything_that_files(
        session, search=search, is_used=is_used, limit=limit, offset=offset
    )
    return model_answer(FilerList.model_validate(asdict(page)))


@router.get("/hygiene", responses=problems(422))
def list_untidy(
    session: ReadSession,
    today: Today,
    months: Annotated[int, Query(ge=1, le=120, description="without a row until one is dead")] = 12,
) -> UntidyList:
    """List rules, amount rules and mappings that are dead, shadowed or contradicting."""
    found = hygiene.untidy_rules(session, today=today, months=months)
    return UntidyList.model_validate({"items": [asdict(one) for one in found]})


@router.post("/backtest", responses=answers(BacktestOut) | problems(422))
def backtest_rule(session: ReadSession, wish: BacktestIn) -> Response:
    """Say what a rule would have done to the whole history; nothing is written."""
    result = backtesting.backtest(
        session,
        wish.rule.draft(),
        replaces=wish.replaces,
        limit=wish.limit,
        offset=wish.offset,
    )
    return model_answer(BacktestOut.model_validate(asdict(result)))


@router.put("/order", responses=problems(422))
def order_rules(
    session: WriteSession, profile: ActiveProfile, wish: RuleOrderIn, now: Now
) -> RuleList:
    """Let the rules be asked in another order."""
    threshold = profile.settings.auto_confirm_threshold(session)
    ordered = own_rules.order_rules(session, wish.ids, threshold=threshold, at=now)
    return RuleList(items=[RuleOut.of(each) for each in ordered])


@router.get("/{rule_id:int}", responses=problems(404))
def get_rule(session: ReadSession, rule_id: RowId) -> RuleOut:
    """Return one rule."""
    return RuleOut.of(listing.listed_rule(session, rule_id))


@router.patch("/{rule_id:int}", responses=problems(404, 422))
def edit_rule(
    session: WriteSession, profile: ActiveProfile, rule_id: RowId, wish: RuleEdit, now: Now
) -> RuleOut:
    """Change a rule; what it did stays done, what waits is predicted anew."""
    threshold = profile.settings.auto_confirm_threshold(session)
    draft = wish.draft(listing.draft_of(session, rule_id))
    own_rules.edit_rule(session, rule_id, draft, threshold=threshold, at=now)
    return RuleOut.of(listing.listed_rule(session, rule_id))


@router.delete("/{rule_id:int}", status_code=204, responses=problems(404))
def delete_rule(
    session: WriteSession, profile: ActiveProfile, rule_id: RowId, now: Now
) -> Response:
    """Delete a rule; what it did stays done."""
    threshold = profile.settings.auto_confirm_threshold(session)
    own_rules.delete_rule(session, rule_id, threshold=threshold, at=now)
    return Response(status_code=204)


@router.post("/{rule_id:int}/apply", responses=problems(404, 422))
def apply_rule(session: WriteSession, rule_id: RowId, wish: ApplyIn, now: Now) -> AppliedOut:
    """Apply a rule to the past, as one operation; what the owner confirmed keeps its category."""
    applied = applying.apply_rule(session, rule_id, wish.what, dry_run=wish.dry_run, at=now)
    return AppliedOut.of(applied)
