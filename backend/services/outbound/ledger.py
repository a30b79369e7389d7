"""Reading what left this computer: a page of it, what it adds up to, all of it as a table."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, load_only

from backend.core.errors import NotFoundError
from backend.integrations.outbound import Purpose
from backend.models import OutboundOutcome, OutboundRequest
from backend.services.exporting import spreadsheet_cell

S = TypeVar("S", bound=Select[*tuple[Any, ...]])
_BATCH = 500
_COLUMNS = (
    "started_at",
    "purpose",
    "method",
    "host",
    "port",
    "path",
    "outcome",
    "status",
    "sent_bytes",
    "received_bytes",
    "duration_seconds",
    "detail",
    "body",
)


class OutboundNotFoundError(NotFoundError):
    """There is no such entry."""

    def __init__(self, request_id: int) -> None:
        super().__init__(f"There is no request {request_id} in the list; old ones are forgotten.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; what is None is not asked for. `since` counts, `until` not."""

    purpose: Purpose | None = None
    host: str | None = None
    outcome: OutboundOutcome | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Traffic:
    """What requests add up to, in bytes; those that were refused sent nothing."""

    requests: int = 0
    failed: int = 0
    refused: int = 0
    sent_bytes: int = 0
    received_bytes: int = 0
    last_at: dt.datetime | None = None


def list_requests(
    session: Session, wanted: Wanted, *, before: int | None = None, limit: int = 50
) -> Sequence[OutboundRequest]:
    """Return entries newest first, without their bodies; those with a smaller id than `before`."""
    columns = [c for c in OutboundRequest.__mapper__.column_attrs if c.key != "body"]
    statement = (
        _matching(select(OutboundRequest), wanted)
        .options(load_only(*(getattr(OutboundRequest, column.key) for column in columns)))
        .order_by(OutboundRequest.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(OutboundRequest.id < before)
    return session.scalars(statement).all()


def get_request(session: Session, request_id: int) -> OutboundRequest:
    """Return one entry with its body.

    Raises:
        OutboundNotFoundError: there is none with that id.
    """
    found = session.get(OutboundRequest, request_id)
    if found is None:
        raise OutboundNotFoundError(request_id)
    return found


def traffic(session: Session, *, since: dt.datetime) -> Mapping[Purpose, Traffic]:
    """Return what each purpose's requests add up to since a moment; all purposes are there."""
    table = OutboundRequest
    found = session.execute(
        select(
            table.purpose,
            func.count(case((table.outcome != OutboundOutcome.REFUSED, 1))),
            func.count(case((table.outcome == OutboundOutcome.FAILED, 1))),
            func.count(case((table.outcome == OutboundOutcome.REFUSED, 1))),
            func.sum(table.sent_bytes),
            func.sum(table.received_bytes),
            func.max(table.started_at),
        )
        .where(table.started_at >= since)
        .group_by(table.purpose)
    )
    known = {row[0]: Traffic(*row[1:]) for row in found}
    return {purpose: known.get(purpose.value, Traffic()) for purpose in Purpose}


def hosts(session: Session) -> list[str]:
    """Return every host in the list, in alphabetical order."""
    column = OutboundRequest.host
    return list(session.scalars(select(column).where(column != "").distinct().order_by(column)))


def requests_csv(session: Session, wanted: Wanted) -> Iterator[str]:
    """Yield the text of a CSV file, newest first, in pieces; bodies are in it."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(_COLUMNS)
    columns = [getattr(OutboundRequest, name) for name in _COLUMNS]
    statement = _matching(select(*columns), wanted).order_by(OutboundRequest.id.desc())
    rows = session.execute(statement.execution_options(yield_per=_BATCH))
    for batch in rows.partitions(_BATCH):
        writer.writerows([spreadsheet_cell(value) for value in row] for row in batch)
        yield page.getvalue()
        page.seek(0)
        page.truncate()
    yield page.getvalue()


def _matching(statement: S, wanted: Wanted) -> S:
    table = OutboundRequest
    conditions = [
        column == value
        for column, value in (
            (table.purpose, wanted.purpose),
            (table.host, wanted.host),
            (table.outcome, wanted.outcome),
        )
        if value is not None
    ]
    if wanted.since is not None:
        conditions.append(table.started_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(table.started_at < wanted.until)
    return statement.where(*conditions)
