"""Everything out, as JSON or as a zip of CSV files."""

import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from backend.routers.deps import ActiveProfile, Today
from backend.routers.problems import problems
from backend.schemas.transactions import FilterQuery
from backend.services.exporting import export_csv, export_json
from backend.services.transactions.sheet import transactions_csv

router = APIRouter(prefix="/api/export", tags=["export"])

_IN_MEMORY_BYTES = 8 * 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_KINDS: dict[str, tuple[str, str, Callable[[Session, IO[bytes]], int]]] = {
    "json": ("application/json", "budget-app.json", export_json),
    "csv": ("application/zip", "budget-app-csv.zip", export_csv),
}


@router.get("", response_class=StreamingResponse)
def export(
    profile: ActiveProfile,
    format: Literal["json", "csv"] = "json",  # noqa: A002
) -> StreamingResponse:
    """Download every table, secrets left out."""
    media_type, name, write = _KINDS[format]
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
    with profile.budget.read() as session:
        write(session, file)
    return StreamingResponse(
        _chunks(file),
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@router.get("/transactions", response_class=StreamingResponse, responses=problems(422))
def export_transactions(
    profile: ActiveProfile, wanted: Annotated[FilterQuery, Query()], today: Today
) -> StreamingResponse:
    """Download the transactions that a filter finds, as CSV; parts of splits have their own lines."""
    with profile.budget.read() as session:
        pieces = transactions_csv(session, wanted.to_filter(session, today))
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
        for piece in pieces:
            file.write(piece.encode())
    return StreamingResponse(
        _chunks(file),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="transactions-{today}.csv"'},
    )


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk
