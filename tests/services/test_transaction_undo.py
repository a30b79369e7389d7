"""Whatever is done to transactions, undoing it leaves everything as it was."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.core.errors import BudgetAppError
from backend.database import Database, recorder
from backend.database.recorder import TRACKED_TABLES
from backend.models import Transaction, Transfer
from backend.services import operations
from backend.services.transactions.bulk_editing import BulkChanges, edit_many
from backend.services.transactions.deleted_log import purge
from backend.services.transactions.deletion import delete_transactions
from backend.services.transactions.editing import TransactionChanges, edit_transaction
from backend.services.transactions.restoring import restore_many
from backend.services.transactions.splitting import Part, split_transaction
from backend.services.transactions.twins import delete_duplicates, find_duplicates
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

Act = Callable[[Session], object]

# A new tag is a word, no change: it stays when its first use is undone.
DUMPED = sorted(set(TRACKED_TABLES) - {"tags"})


def dump(database: Database) -> dict[str, Any]:
    with database.read() as session:
        return {
            table: session.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()
            for table in DUMPED
        }


def prepare(database: Database) -> list[int]:
    """A few rows of every kind: split, paired, waiting, typed in, deleted."""
    with database.write() as session:
        recorder.open_operation(session, None)
        for table in ("transfers", "transactions", "deleted_transactions", "accounts"):
            session.execute(text(f"DELETE FROM {table}"))
        one, two = make_account(session, "One"), make_account(session, "Two")
        rows = [
            make_transaction(session, account=one, amount="5.00", category="coffee"),
            make_transaction(session, account=one, amount="5.00", description="OUT"),
            make_transaction(session, account=two, amount="-5.00", description="IN"),
            make_transaction(session, account=one, status="pending_review", description="NEW"),
            make_transaction(session, account=two, amount="10.00", description="WHOLE"),
            make_transaction(
                session, account=one, amount="5.00", source="manual", fingerprint=None
            ),
        ]
        pair = Transfer(
            out_transaction_id=rows[1].id,
            in_transaction_id=rows[2].id,
            status="confirmed",
            created_at=NOW,
        )
        session.add(pair)
        session.flush()
        rows[1].transfer_id = rows[2].transfer_id = pair.id
        split_transaction(session, rows[4].id, [Part(Decimal(4), "rent"), Part(Decimal(6))], at=NOW)
        gone = make_transaction(session, account=one, description="GONE")
        delete_transactions(session, [gone.id], at=NOW)
        return [row.id for row in rows]


@st.composite
def acts(draw: st.DrawFn, ids: list[int]) -> Act:
    chosen = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    keys = st.sampled_from(["coffee", "gift", None])
    tags = st.lists(st.sampled_from(["a", "B", "b"]), max_size=2)
    kind = draw(st.sampled_from(["delete", "restore", "purge", "edit", "bulk", "split", "twins"]))
    if kind == "edit":
        optional = {
            "date": st.dates(dt.date(2025, 1, 1), dt.date(2025, 2, 1)),
            "amount": st.sampled_from([Decimal(5), Decimal("7.77")]),
            "notes": st.sampled_from(["n", None]),
            "category": keys,
            "tags": tags,
            "status": st.sampled_from(["confirmed", "pending_review"]),
            "is_left_out": st.booleans(),
        }
        changes = TransactionChanges(**draw(st.fixed_dictionaries({}, optional=optional)))
        return lambda s: edit_transaction(s, chosen[0], changes, threshold=3, at=NOW)
    if kind == "bulk":
        wish = BulkChanges(
            category=draw(keys),
            notes=draw(st.sampled_from(["", "m", None])),
            add_tags=draw(tags),
            remove_tags=draw(tags),
            is_left_out=draw(st.sampled_from([True, False, None])),
        )
        return lambda s: edit_many(s, chosen, wish, threshold=3, at=NOW)
    if kind == "split":
        parts = draw(
            st.sampled_from([[], [Part(Decimal(5), "gift")], [Part(Decimal(1)), Part(Decimal(4))]])
        )
        return lambda s: split_transaction(s, chosen[0], parts, at=NOW)
    simple: dict[str, Act] = {
        "delete": lambda s: delete_transactions(s, chosen, at=NOW),
        "restore": lambda s: restore_many(s, deleted(s), at=NOW),
        "purge": lambda s: purge(s, deleted(s), at=NOW),
        "twins": lambda s: delete_duplicates(s, find_duplicates(s), at=NOW),
    }
    return simple[kind]


def deleted(session: Session) -> list[int]:
    return list(session.scalars(text("SELECT id FROM deleted_transactions")))


def run(database: Database, act: Act) -> int | None:
    """Do something in one request; return its operation, if anything changed."""
    try:
        with database.write() as session:
            act(session)
        return session.info.get("operation_id")
    except BudgetAppError:
        return None  # refused, and rolled back


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_undo_leaves_everything_as_it_was_and_redo_does_it_again(
    database: Database, data: st.DataObject
) -> None:
    ids = prepare(database)
    states = [dump(database)]
    done: list[int] = []
    for _ in range(data.draw(st.integers(1, 4))):
        operation = run(database, data.draw(acts(ids)))
        if operation is None:
            assert dump(database) == states[-1]
        else:
            done.append(operation)
            states.append(dump(database))

    for operation in reversed(done):
        after = states.pop()
        undoing = run(database, lambda s, o=operation: operations.undo(s, o, at=NOW))
        assert dump(database) == states[-1]
        redoing = run(database, lambda s, o=undoing: operations.undo(s, o, at=NOW))
        assert dump(database) == after
        run(database, lambda s, o=redoing: operations.undo(s, o, at=NOW))
        assert dump(database) == states[-1]


def test_the_oracle_sees_a_change(database: Database) -> None:
    ids = prepare(database)
    before = dump(database)
    run(database, lambda s: delete_transactions(s, ids[:1], at=NOW))
    assert dump(database) != before
    with database.read() as session:
        assert session.get(Transaction, ids[0]) is None
