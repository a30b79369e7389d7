"""Transfers between own accounts: suggested, confirmed, refused, paired by hand."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.models import TransferStatus
from backend.routers.deps import LARGEST_ID, Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.transfers import TransferIn, TransferList, TransferPairOut
from backend.services.transfers import listing, pairing

router = APIRouter(prefix="/api/transfers", tags=["transfers"])


@router.get("", responses=answers(TransferList) | problems(422))
def list_transfers(
    session: ReadSession,
    status: TransferStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
) -> Response:
    """List pairs, newest first."""
    page = listing.list_transfers(session, status=status, limit=limit, offset=offset)
    return json_answer({"items": page.items, "total": page.total, "next_cursor": None})


@router.post(
    "", status_code=201, responses=answers(TransferPairOut, status=201) | problems(404, 409, 422)
)
def pair(session: WriteSession, wish: TransferIn, now: Now) -> Response:
    """Make two transactions of different accounts one transfer; their amounts must cancel."""
    first, second = wish.transaction_ids
    made = pairing.pair(session, first, second, at=now)
    return json_answer(listing.view_transfer(session, made), status=201)


@router.post("/{transfer_id:int}/confirm", responses=answers(TransferPairOut) | problems(404, 409))
def confirm_transfer(session: WriteSession, transfer_id: RowId, now: Now) -> Response:
    """Confirm a suggested pair, and both of its legs."""
    transfer = pairing.confirm_transfer(session, transfer_id, at=now)
    return json_answer(listing.view_transfer(session, transfer))


@router.post("/{transfer_id:int}/refuse", responses=answers(TransferPairOut) | problems(404))
def refuse_transfer(session: WriteSession, transfer_id: RowId, now: Now) -> Response:
    """Refuse a pair for ever."""
    transfer = pairing.refuse_transfer(session, transfer_id, at=now)
    return json_answer(listing.view_transfer(session, transfer))


@router.delete("/{transfer_id:int}", status_code=204, responses=problems(404))
def unpair(session: WriteSession, transfer_id: RowId, now: Now) -> Response:
    """Take a pair apart."""
    pairing.unpair(session, transfer_id, at=now)
    return Response(status_code=204)
