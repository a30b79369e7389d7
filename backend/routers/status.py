"""Whether the app is well, and what it is looking at."""

from fastapi import APIRouter
from pydantic import BaseModel

from backend import __version__

router = APIRouter(tags=["status"])


class Health(BaseModel):
    """A sign of life."""

    status: str
    version: str


@router.get("/health")
def health() -> Health:
    """Say that the app answers."""
    return Health(status="ok", version=__version__)
