"""The rules that choose categories: merchant mappings, amount rules, and what they would match."""

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.models import RuleOrigin
from backend.routers.deps import LARGEST_ID, ActiveProfile, Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.money import DollarsIn
from backend.schemas.rules import (
    AmountRuleEdit,
    AmountRuleIn,
    AmountRuleList,
    AmountRuleOut,
    MappingEdit,
    MappingIn,
    MappingList,
    MappingOut,
    RulePreviewOut,
    Tolerance,
)
from backend.services.rules import amount_rules, mappings, previewing

router = APIRouter(prefix="/api/rules", tags=["rules"])

Search = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=LARGEST_ID)]


@router.get("/mappings", responses=problems(422))
def list_mappings(
    session: ReadSession,
    search: Search = None,
    origin: RuleOrigin | None = None,
    category: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> MappingList:
    """List merchant mappings by pattern."""
    page = mappings.list_mappings(
        session, search=search, origin=origin, category=category, limit=limit, offset=offset
    )
    return MappingList(items=[MappingOut.of(item) for item in page.items], total=page.total)


@router.post("/mappings", status_code=201, responses=problems(404, 409, 422))
def create_mapping(
    session: WriteSession, profile: ActiveProfile, wish: MappingIn, now: Now
) -> MappingOut:
    """Add a rule that beats everything learned or shipped."""
    threshold = profile.settings.auto_confirm_threshold(session)
    made = mappings.create_mapping(session, **wish.model_dump(), threshold=threshold, at=now)
    return MappingOut.of(mappings.listed_mapping(session, made))


@router.get("/mappings/{mapping_id:int}", responses=problems(404))
def get_mapping(session: ReadSession, mapping_id: RowId) -> MappingOut:
    """Return one merchant mapping."""
    found = mappings.get_mapping(session, mapping_id)
    return MappingOut.of(mappings.listed_mapping(session, found))


@router.patch("/mappings/{mapping_id:int}", responses=problems(404, 409, 422))
def edit_mapping(
    session: WriteSession, profile: ActiveProfile, mapping_id: RowId, wish: MappingEdit, now: Now
) -> MappingOut:
    """Change a mapping; what it decided before stays decided."""
    threshold = profile.settings.auto_confirm_threshold(session)
    change = mappings.MappingChange(**wish.model_dump())
    edited = mappings.edit_mapping(session, mapping_id, change, threshold=threshold, at=now)
    return MappingOut.of(mappings.listed_mapping(session, edited))


@router.delete("/mappings/{mapping_id:int}", status_code=204, responses=problems(404))
def delete_mapping(
    session: WriteSession, profile: ActiveProfile, mapping_id: RowId, now: Now
) -> Response:
    """Forget a mapping and what it learned."""
    threshold = profile.settings.auto_confirm_threshold(session)
    mappings.delete_mapping(session, mapping_id, threshold=threshold, at=now)
    return Response(status_code=204)


@router.get("/amounts", responses=problems(422))
def list_amount_rules(
    session: ReadSession, search: Search = None, limit: Limit = 100, offset: Offset = 0
) -> AmountRuleList:
    """List amount rules by pattern, then amount."""
    page = amount_rules.list_amount_rules(session, search=search, limit=limit, offset=offset)
    return AmountRuleList(items=[AmountRuleOut.of(item) for item in page.items], total=page.total)


@router.post("/amounts", status_code=201, responses=problems(404, 409, 422))
def create_amount_rule(
    session: WriteSession, profile: ActiveProfile, wish: AmountRuleIn, now: Now
) -> AmountRuleOut:
    """Add a rule for a pattern at an amount."""
    threshold = profile.settings.auto_confirm_threshold(session)
    made = amount_rules.create_amount_rule(
        session, **wish.model_dump(), threshold=threshold, at=now
    )
    return AmountRuleOut.of(amount_rules.listed_amount_rule(session, made))


@router.get("/amounts/{rule_id:int}", responses=problems(404))
def get_amount_rule(session: ReadSession, rule_id: RowId) -> AmountRuleOut:
    """Return one amount rule."""
    found = amount_rules.get_amount_rule(session, rule_id)
    return AmountRuleOut.of(amount_rules.listed_amount_rule(session, found))


@router.patch("/amounts/{rule_id:int}", responses=problems(404, 409, 422))
def edit_amount_rule(
    session: WriteSession, profile: ActiveProfile, rule_id: RowId, wish: AmountRuleEdit, now: Now
) -> AmountRuleOut:
    """Change an amount rule; what it decided before stays decided."""
    threshold = profile.settings.auto_confirm_threshold(session)
    values = wish.model_dump()
    if "notes" in wish.model_fields_set:
        values["notes"] = wish.notes or ""
    change = amount_rules.AmountRuleChange(**values)
    edited = amount_rules.edit_amount_rule(session, rule_id, change, threshold=threshold, at=now)
    return AmountRuleOut.of(amount_rules.listed_amount_rule(session, edited))


@router.delete("/amounts/{rule_id:int}", status_code=204, responses=problems(404))
def delete_amount_rule(
    session: WriteSession, profile: ActiveProfile, rule_id: RowId, now: Now
) -> Response:
    """Delete an amount rule."""
    threshold = profile.settings.auto_confirm_threshold(session)
    amount_rules.delete_amount_rule(session, rule_id, threshold=threshold, at=now)
    return Response(status_code=204)


@router.get("/preview", responses=answers(RulePreviewOut) | problems(422))
def preview_rule(
    session: ReadSession,
    pattern: Annotated[str, Query(min_length=1, max_length=500)],
    is_regex: bool = False,
    amount: DollarsIn | None = None,
    tolerance: Tolerance = Decimal(0),
) -> Response:
    """Find the transactions that such a rule would match, whatever other rules say."""
    found = previewing.preview_rule(
        session, pattern=pattern, is_regex=is_regex, amount=amount, tolerance=tolerance
    )
    return json_answer(asdict(found))
