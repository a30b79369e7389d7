"""Transfers as JSON: pairs of transactions that are one movement between own accounts."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from backend.models import TransferStatus
from backend.schemas.transactions import Id, TransactionOut


class TransferPairOut(BaseModel):
    """A pair: `out` left one account, `in` arrived in another."""

    model_config = ConfigDict(populate_by_name=True)

    id: int
    status: TransferStatus
    out: TransactionOut
    into: TransactionOut = Field(alias="in")
    days_apart: int


class TransferList(BaseModel):
    """A page of pairs."""

    items: list[TransferPairOut]
    total: int
    next_cursor: str | None = None


class TransferIn(BaseModel):
    """The two transactions that are one transfer, in any order."""

    model_config = ConfigDict(extra="forbid")

    transaction_ids: Annotated[list[Id], Field(min_length=2, max_length=2)]
