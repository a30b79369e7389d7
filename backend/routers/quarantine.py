"""What of an earlier version's files could not be kept as it was."""

import datetime as dt
import json
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import select

from backend.models import QuarantinedInvestmentRow, QuarantinedRow
from backend.routers.deps import ActiveProfile

router = APIRouter(prefix="/api/quarantine", tags=["status"])


class QuarantinedOut(BaseModel):
    """A row kept aside, or a note about one that was changed to fit; nothing of it is lost."""

    table: str
    original_id: int | None
    reason: str
    data: dict[str, Any]
    created_at: dt.datetime


@router.get("")
def list_quarantined(profile: ActiveProfile) -> list[QuarantinedOut]:
    """List them, of both files."""
    with profile.budget.read() as session:
        rows: list[QuarantinedRow | QuarantinedInvestmentRow] = list(
            session.scalars(select(QuarantinedRow).order_by(QuarantinedRow.id))
        )
    with profile.investments.read() as session:
        rows += session.scalars(
            select(QuarantinedInvestmentRow).order_by(QuarantinedInvestmentRow.id)
        )
    return [
        QuarantinedOut(
            table=row.table_name,
            original_id=row.original_id,
            reason=row.reason,
            data=json.loads(row.data),
            created_at=row.created_at,
        )
        for row in rows
    ]
