"""What left this computer: the list, what may leave, and the list as a file."""

import datetime as dt
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from backend.context import AppContext, Profile
from backend.integrations.outbound import Purpose
from backend.models import OutboundOutcome
from backend.routers.deps import (
    LARGEST_ID,
    ActiveProfile,
    Context,
    Now,
    ReadSession,
    RowId,
    Today,
    WriteSession,
)
from backend.routers.problems import problems
from backend.schemas.outbound import (
    OutboundBody,
    OutboundList,
    OutboundOut,
    OutboundSummary,
    PurposeOut,
    SwitchesIn,
)
from backend.services.outbound import ledger
from backend.services.outbound.switches import SampleHasNoSwitchesError, switches_now, turn

router = APIRouter(prefix="/api/outbound", tags=["outbound"])


Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2200, 12, 31))]


class OutboundQuery(BaseModel):
    """Which requests are wanted; days are the owner's, `to` is the last one."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    purpose: Purpose | None = None
    host: Annotated[str | None, Field(max_length=255)] = None
    outcome: OutboundOutcome | None = None
    since: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None

    def wanted(self, zone: ZoneInfo | None) -> ledger.Wanted:
        """Return it in moments."""
        day = dt.timedelta(days=1)
        return ledger.Wanted(
            purpose=self.purpose,
            host=self.host,
            outcome=self.outcome,
            since=None if self.since is None else _midnight(self.since, zone),
            until=None if self.last is None else _midnight(self.last + day, zone),
        )


class OutboundPage(OutboundQuery):
    """Which requests are wanted, page by page."""

    before: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@router.get("", responses=problems(422))
def list_outbound(
    session: ReadSession, context: Context, wish: Annotated[OutboundPage, Query()]
) -> OutboundList:
    """List what left this computer and what was kept from leaving, newest first."""
    zone = _zone(context)
    found = ledger.list_requests(
        session, wish.wanted(zone), before=wish.before, limit=wish.limit + 1
    )
    items = [OutboundOut.of(row, zone) for row in found[: wish.limit]]
    return OutboundList(items=items, next_before=items[-1].id if len(found) > wish.limit else None)


@router.get("/summary")
def get_summary(
    session: ReadSession, profile: ActiveProfile, context: Context, today: Today
) -> OutboundSummary:
    """Say what may leave this computer, and what did this month, purpose by purpose."""
    return _summary(session, profile, context, today)


@router.post("/switches", responses=problems(409, 422))
def turn_switches(
    session: WriteSession,
    profile: ActiveProfile,
    context: Context,
    wish: SwitchesIn,
    now: Now,
    today: Today,
) -> OutboundSummary:
    """Say what may leave from now on; requests that are under way come to their end."""
    if profile.is_demo:
        raise SampleHasNoSwitchesError
    turn(session, profile.settings, nothing_leaves=wish.nothing_leaves, on=wish.on, at=now)
    return _summary(session, profile, context, today)


@router.get("/export", response_class=Response, responses=problems(422))
def export_outbound(
    session: ReadSession, context: Context, wish: Annotated[OutboundQuery, Query()], today: Today
) -> Response:
    """Download the list as CSV, with what each request said."""
    text = "".join(ledger.requests_csv(session, wish.wanted(_zone(context))))
    name = f"what-left-this-computer-{today}.csv"
    return Response(
        text.encode(),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@router.get("/{request_id}/body", responses=problems(404))
def get_body(session: ReadSession, request_id: RowId) -> OutboundBody:
    """Return what a request said, word for word but for the secrets in it."""
    row = ledger.get_request(session, request_id)
    return OutboundBody(body=row.body, is_cut=row.is_cut)


def _summary(
    session: Session, profile: Profile, context: AppContext, today: dt.date
) -> OutboundSummary:
    first = today.replace(day=1)
    switches = switches_now(session, profile.settings)
    sums = ledger.traffic(session, since=_midnight(first, _zone(context)))
    return OutboundSummary(
        nothing_leaves=switches.nothing_leaves or profile.is_demo,
        is_sample=profile.is_demo,
        since=first,
        purposes=[PurposeOut.of(purpose, sums[purpose], switches) for purpose in Purpose],
        hosts=ledger.hosts(session),
    )


def _zone(context: AppContext) -> ZoneInfo | None:
    return context.in_force.now().time_zone


def _midnight(day: dt.date, zone: ZoneInfo | None) -> dt.datetime:
    """Return the moment in which a day of the owner begins; without a zone, the computer's."""
    start = dt.datetime.combine(day, dt.time(), zone)
    return start.astimezone(dt.UTC)
