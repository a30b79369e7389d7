"""Whether the app is well, and what it is looking at."""

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import func, select

from backend import __version__
from backend.models import QuarantinedRow, Transaction
from backend.routers.deps import ActiveProfile, Context, ReadSession

router = APIRouter(tags=["status"])


class Health(BaseModel):
    """A sign of life."""

    status: str
    version: str


class Status(BaseModel):
    """What the app looks at. `first_run` is true until the first transaction is there."""

    version: str
    is_demo: bool
    data_folder: str
    first_run: bool
    has_transactions: bool
    quarantined: int
    upload_limit_bytes: int


@router.get("/health")
async def health() -> Health:
    """Say that the app answers."""
    return Health(status="ok", version=__version__)


@router.get("/api/status")
def get_status(session: ReadSession, profile: ActiveProfile, context: Context) -> Status:
    """Say which household is shown, and whether there is anything in it yet."""
    filled = session.scalar(select(Transaction.id).limit(1)) is not None
    quarantined = session.scalar(select(func.count()).select_from(QuarantinedRow)) or 0
    return Status(
        version=__version__,
        is_demo=profile.is_demo,
        data_folder=str(profile.config.data_folder),
        first_run=not filled,
        has_transactions=filled,
        quarantined=quarantined,
        upload_limit_bytes=context.config.upload_limit_bytes,
    )
