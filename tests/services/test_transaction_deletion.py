from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import DeletedTransaction, Transaction, Transfer
from backend.services.transactions.deletion import delete_transactions
from tests.builders import make_account, make_transaction
from tests.conftest import NOW


def test_a_deleted_transaction_leaves_a_readable_trace(session: Session) -> None:
    row = make_transaction(session, amount="12.50", description="BLUE BOTTLE", category="coffee")

    assert delete_transactions(session, [row.id, row.id, 999_999], at=NOW) == 1

    assert session.scalar(select(Transaction)) is None
    trace = session.scalars(select(DeletedTransaction)).one()
    assert (trace.description, str(trace.amount), trace.reason) == ("BLUE BOTTLE", "12.50", "owner")
    assert (trace.category_name, trace.status) == ("Coffee", "confirmed")


def test_deleting_a_leg_unpairs_its_partner(session: Session) -> None:
    out = make_transaction(session, amount="500.00", description="TO SAVINGS")
    savings = make_account(session, "Savings")
    arrived = make_transaction(session, amount="-500.00", description="IN", account=savings)
    pair = Transfer(
        out_transaction_id=out.id, in_transaction_id=arrived.id, status="confirmed", created_at=NOW
    )
    session.add(pair)
    session.flush()
    out.transfer_id = arrived.transfer_id = pair.id

    delete_transactions(session, [out.id], at=NOW)

    assert session.scalar(select(Transfer)) is None
    assert session.scalars(select(Transaction)).one().transfer_id is None
