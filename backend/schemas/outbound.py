"""What left this computer, as JSON."""

import datetime as dt
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from backend.integrations.outbound import Purpose
from backend.models import OutboundOutcome, OutboundRequest
from backend.services.outbound.ledger import Traffic
from backend.services.outbound.switches import SWITCHES, TITLES, Switches


class OutboundOut(BaseModel):
    """One request to another computer, or one that was refused; `day` is the owner's.

    `path` has the query in it. Sizes are in bytes, before encryption; a refused one sent none.
    """

    id: int
    started_at: dt.datetime
    day: dt.date
    purpose: str
    method: str | None
    host: str
    port: int | None
    path: str | None
    sent_bytes: int
    received_bytes: int
    status: int | None
    outcome: OutboundOutcome
    detail: str | None
    duration_seconds: float | None

    @classmethod
    def of(cls, row: OutboundRequest, zone: ZoneInfo | None) -> Self:
        """Return an entry as it is listed."""
        return cls(
            id=row.id,
            started_at=row.started_at,
            day=row.started_at.astimezone(zone).date(),
            purpose=row.purpose,
            method=row.method,
            host=row.host,
            port=row.port,
            path=row.path,
            sent_bytes=row.sent_bytes,
            received_bytes=row.received_bytes,
            status=row.status,
            outcome=OutboundOutcome(row.outcome),
            detail=row.detail,
            duration_seconds=row.duration_seconds,
        )


class OutboundList(BaseModel):
    """Requests, newest first; `next_before` asks for those that follow, null at the end."""

    items: list[OutboundOut]
    next_before: int | None


class OutboundBody(BaseModel):
    """What a request said, secrets masked; null where it said nothing, or is no longer kept.

    `is_cut` says that more was sent than is kept.
    """

    body: str | None
    is_cut: bool


class PurposeOut(BaseModel):
    """What one purpose sent this month, and whether it may send."""

    purpose: Purpose
    title: str
    switch: str
    is_on: bool
    requests: int
    failed: int
    refused: int
    sent_bytes: int
    received_bytes: int
    last_at: dt.datetime | None

    @classmethod
    def of(cls, purpose: Purpose, traffic: Traffic, switches: Switches) -> Self:
        """Return a purpose with what it sent."""
        return cls(
            purpose=purpose,
            title=TITLES[purpose],
            switch=SWITCHES[purpose],
            is_on=switches.on[purpose],
            requests=traffic.requests,
            failed=traffic.failed,
            refused=traffic.refused,
            sent_bytes=traffic.sent_bytes,
            received_bytes=traffic.received_bytes,
            last_at=traffic.last_at,
        )


class OutboundSummary(BaseModel):
    """What may leave, and what did since `since`, the first of the month; every known host."""

    nothing_leaves: bool
    is_sample: bool
    since: dt.date
    purposes: list[PurposeOut]
    hosts: list[str]


class SwitchesIn(BaseModel):
    """Switches to turn; what is left out stays. `on` is by purpose."""

    model_config = ConfigDict(extra="forbid")

    nothing_leaves: bool | None = None
    on: dict[Purpose, bool] = {}
