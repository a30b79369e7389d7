"""The deleted log as JSON."""

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from backend.schemas.money import DollarsOut
from backend.schemas.transactions import MOST_IDS, Id, TransactionOut


class DeletedTransactionOut(BaseModel):
    """A deleted transaction; it can be restored while its account is there."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    original_id: int
    account_name: str | None
    date: dt.date
    description: str
    merchant_name: str | None
    amount: DollarsOut
    category_name: str | None
    status: str | None
    source: str | None
    reason: str
    deleted_at: dt.datetime
    can_restore: bool


class DeletedList(BaseModel):
    """A page of the log, last deleted first."""

    items: list[DeletedTransactionOut]
    total: int
    next_cursor: str | None


class RestoredOut(TransactionOut):
    """A restored transaction; `notice` says what could not be as it was."""

    notice: str | None = None


class DeletedIds(BaseModel):
    """Entries of the log by id."""

    model_config = ConfigDict(extra="forbid")

    deleted_ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_IDS)]


class RestoreFailureOut(BaseModel):
    """An entry that could not be restored, and why."""

    id: int
    reason: str


class BulkRestored(BaseModel):
    """How many came back, what changed on the way, and what could not."""

    restored: int
    notices: list[str]
    failed: list[RestoreFailureOut]


class PurgedOut(BaseModel):
    """How many entries were removed for good."""

    purged: int
