"""Pairing the two legs of a transfer between own accounts: by hand, confirmed, refused, parted."""

import datetime as dt

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError, NotFoundError
from backend.models import (
    Account,
    AccountType,
    Category,
    LearningEvent,
    Transaction,
    TransactionStatus,
    Transfer,
    TransferStatus,
)
from backend.services import operations
from backend.services.transactions.review import get_transactions

TRANSFER_KEY = "transfer"
CARD_PAYMENT_KEY = "credit_card_payment"


class TransferNotFoundError(NotFoundError):
    """There is no such pair."""

    def __init__(self, transfer_id: int) -> None:
        super().__init__(f"There is no transfer {transfer_id}. It may have been taken apart.")


class NotATransferError(ConflictError):
    """Two transactions can't be one transfer; the message says why."""


class SameTransactionError(InvalidInputError):
    """A transaction can't be paired with itself."""

    def __init__(self) -> None:
        super().__init__("A transfer has two different transactions.")


def get_transfer(session: Session, transfer_id: int) -> Transfer:
    """Return the pair.

    Raises:
        TransferNotFoundError: there is none with that id.
    """
    transfer = session.get(Transfer, transfer_id)
    if transfer is None:
        raise TransferNotFoundError(transfer_id)
    return transfer


def pair(session: Session, first_id: int, second_id: int, *, at: dt.datetime) -> Transfer:
    """Make two transactions one confirmed transfer, whatever was suggested or refused before.

    Raises:
        TransactionNotFoundError: one of them is not there.
        SameTransactionError: both are the same.
        NotATransferError: they can't be one transfer.
    """
    if first_id == second_id:
        raise SameTransactionError
    legs = get_transactions(session, [first_id, second_id])
    out, into = sorted(legs, key=lambda leg: leg.amount, reverse=True)
    _check_legs(out, into)
    operations.begin(session, "transfer_pair", f"Paired {_name(session, out, into)}", at=at)
    transfer = _present_pair(session, out, into)
    _forget_suggestions(session, out, into, but=transfer)
    if transfer is None:
        transfer = Transfer(
            out_transaction_id=out.id,
            in_transaction_id=into.id,
            status=TransferStatus.SUGGESTED,
            created_at=at,
        )
        session.add(transfer)
        session.flush()
    _settle(session, transfer, out, into)
    return transfer


def confirm_transfer(session: Session, transfer_id: int, *, at: dt.datetime) -> Transfer:
    """Say that a suggested pair is a transfer; its legs are confirmed with it.

    A leg without a category gets Transfer, or Credit Card Payment where a card is involved; a
    category that is there stays. Confirming twice changes nothing.

    Raises:
        TransferNotFoundError: there is no such pair.
        NotATransferError: it was refused, or its legs have changed and don't cancel any more.
    """
    transfer = get_transfer(session, transfer_id)
    if transfer.status == TransferStatus.CONFIRMED:
        return transfer
    if transfer.status == TransferStatus.REFUSED:
        raise NotATransferError("You said that these two are no transfer. Pair them by hand.")
    out, into = _legs(session, transfer)
    _check_legs(out, into)
    name = _name(session, out, into)
    operations.begin(session, "transfer_confirm", f"Confirmed {name} as a transfer", at=at)
    _settle(session, transfer, out, into)
    return transfer


def refuse_transfer(session: Session, transfer_id: int, *, at: dt.datetime) -> Transfer:
    """Say that a pair is no transfer: it is taken apart and never suggested again.

    Raises:
        TransferNotFoundError: there is no such pair.
    """
    transfer = get_transfer(session, transfer_id)
    if transfer.status == TransferStatus.REFUSED:
        return transfer
    out, into = _legs(session, transfer)
    name = _name(session, out, into)
    operations.begin(session, "transfer_refuse", f"Refused {name} as a transfer", at=at)
    _part(session, transfer, out, into)
    transfer.status = TransferStatus.REFUSED
    session.flush()
    return transfer


def unpair(session: Session, transfer_id: int, *, at: dt.datetime) -> None:
    """Take a pair apart; it may be suggested again.

    A leg that has its category only from the pairing goes back into review.

    Raises:
        TransferNotFoundError: there is no such pair.
    """
    transfer = get_transfer(session, transfer_id)
    out, into = _legs(session, transfer)
    operations.begin(session, "transfer_unpair", f"Took {_name(session, out, into)} apart", at=at)
    _part(session, transfer, out, into)
    session.delete(transfer)
    session.flush()


def _check_legs(out: Transaction, into: Transaction) -> None:
    if out.account_id == into.account_id:
        raise NotATransferError("Both are in one account; a transfer goes from one to another.")
    if out.amount + into.amount != 0 or out.amount == 0:
        raise NotATransferError(
            f"The amounts don't cancel: {out.amount:,.2f} and {into.amount:,.2f}. "
            "What leaves one account must arrive in the other, to the cent."
        )
    for leg in (out, into):
        if leg.transfer_id is not None:
            name = leg.merchant_name or leg.description
            raise NotATransferError(f"{name} is paired already. Take that pair apart first.")
        if leg.has_splits:
            name = leg.merchant_name or leg.description
            raise NotATransferError(f"{name} is split. Remove the split before pairing it.")


def _present_pair(session: Session, out: Transaction, into: Transaction) -> Transfer | None:
    """Return the pair of these legs that was suggested or refused before."""
    return session.scalar(
        select(Transfer)
        .where(Transfer.out_transaction_id == out.id, Transfer.in_transaction_id == into.id)
        .order_by(Transfer.status.desc(), Transfer.id)
        .limit(1)
    )


def _forget_suggestions(
    session: Session, out: Transaction, into: Transaction, *, but: Transfer | None
) -> None:
    """Drop the suggestions that one of the legs was part of: it has found its other half."""
    session.execute(
        delete(Transfer)
        .where(
            Transfer.status == TransferStatus.SUGGESTED,
            or_(
                Transfer.out_transaction_id.in_((out.id, into.id)),
                Transfer.in_transaction_id.in_((out.id, into.id)),
            ),
            Transfer.id != (but.id if but else 0),
        )
        .execution_options(synchronize_session="fetch")
    )


def _settle(session: Session, transfer: Transfer, out: Transaction, into: Transaction) -> None:
    category = _category(session, out, into)
    transfer.status = TransferStatus.CONFIRMED
    for leg in (out, into):
        leg.transfer_id = transfer.id
        leg.status = TransactionStatus.CONFIRMED
        if leg.category_id is None and category is not None:
            leg.category_id = category.id
    session.flush()


def _category(session: Session, out: Transaction, into: Transaction) -> Category | None:
    """Return what such legs are filed under, if the owner has kept these categories."""
    accounts = [session.get_one(Account, leg.account_id) for leg in (out, into)]
    by_card = any(account.account_type == AccountType.CREDIT for account in accounts)
    keys = (CARD_PAYMENT_KEY, TRANSFER_KEY) if by_card else (TRANSFER_KEY,)
    found = {
        category.short_desc: category
        for category in session.scalars(select(Category).where(Category.short_desc.in_(keys)))
    }
    return next((found[key] for key in keys if key in found), None)


def _part(session: Session, transfer: Transfer, out: Transaction, into: Transaction) -> None:
    if transfer.status != TransferStatus.CONFIRMED:
        return
    category = _category(session, out, into)
    for leg in (out, into):
        leg.transfer_id = None
        if category is None or leg.category_id != category.id:
            continue
        if not session.scalar(select(exists().where(LearningEvent.transaction_id == leg.id))):
            leg.category_id = None
            leg.status = TransactionStatus.PENDING_REVIEW
    session.flush()


def _legs(session: Session, transfer: Transfer) -> tuple[Transaction, Transaction]:
    out, into = get_transactions(session, [transfer.out_transaction_id, transfer.in_transaction_id])
    return out, into


def _name(session: Session, out: Transaction, into: Transaction) -> str:
    names = [session.get_one(Account, leg.account_id).name for leg in (out, into)]
    return f"{out.amount:,.2f} from {names[0]} to {names[1]}"
