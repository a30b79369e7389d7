"""Past imports, and taking one back."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session, aliased

from backend.core.errors import ConflictError, NotFoundError
from backend.models import Account, Import, Operation, OperationChange
from backend.services import operations

_REVIEWED = """
SELECT t.import_id, count(*) FROM transactions t
WHERE t.import_id IS NOT NULL AND (:import_id IS NULL OR t.import_id = :import_id) AND (
    t.status IN ('confirmed', 'pending_save') OR t.owner_edits IS NOT NULL
    OR t.notes IS NOT NULL OR t.has_splits OR t.transfer_id IS NOT NULL
    OR EXISTS (SELECT 1 FROM transaction_tags g WHERE g.transaction_id = t.id))
GROUP BY t.import_id
"""
_ROWS = "(SELECT id FROM transactions WHERE import_id = :import_id)"
# What the bank's feed has brought as well stays: it is a row of the feed's from now on.
_BY_FEED_TOO = """
UPDATE transactions SET import_id = NULL WHERE import_id = :import_id AND EXISTS (
    SELECT 1 FROM feed_transactions f
    WHERE f.transaction_id = transactions.id AND f.standing = 'current')
"""
_PAIRS = f"""(SELECT id FROM transfers WHERE out_transaction_id IN {_ROWS}
    UNION SELECT id FROM transfers WHERE in_transaction_id IN {_ROWS})"""
# In this order: what refers to a row goes before the row.
_REMOVALS = (
    f"""UPDATE transactions SET transfer_id = NULL
        WHERE transfer_id IN {_PAIRS} AND import_id IS NOT :import_id""",
    f"DELETE FROM transfers WHERE id IN {_PAIRS}",
    f"""UPDATE transactions SET possible_duplicate_of_id = NULL
        WHERE possible_duplicate_of_id IN {_ROWS} AND import_id IS NOT :import_id""",
    f"DELETE FROM transaction_splits WHERE transaction_id IN {_ROWS}",
    f"DELETE FROM transaction_tags WHERE transaction_id IN {_ROWS}",
    "DELETE FROM stated_balances WHERE import_id = :import_id",
)
_DIALECT = sqlite.dialect()
# What an import tells an account besides its stated balances; each group goes back together.
_BALANCE_COLUMNS = (
    ("opening_balance", "opening_balance_on"),
    ("file_account_number",),
)


class ImportNotFoundError(NotFoundError):
    """There is no such import."""

    def __init__(self, import_id: int) -> None:
        super().__init__(f"There is no import {import_id}.")


class ImportUndoneError(ConflictError):
    """The import was taken back before."""

    def __init__(self, file_name: str) -> None:
        super().__init__(f"The import of {file_name} is undone already.")


class ImportReviewedError(ConflictError):
    """Rows of the import were reviewed or edited, so taking it back needs a yes."""

    def __init__(self, file_name: str, *, transactions: int, reviewed: int) -> None:
        some = "1 of them was" if reviewed == 1 else f"{reviewed:,} of them were"
        super().__init__(
            f"The import of {file_name} brought {transactions:,} transactions, and {some} "
            "reviewed or edited since. Undoing it removes all of them. Confirm to go on.",
            transactions=transactions,
            reviewed=reviewed,
        )


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import as history shows it.

    `reviewed_since` counts its rows that the owner confirmed or edited; `undone_at` is set
    however it was undone.
    """

    record: Import
    account_name: str | None
    error_count: int
    reviewed_since: int
    undone_at: dt.datetime | None


def list_imports(session: Session) -> list[PastImport]:
    """Return all imports, newest first, those that were undone included."""
    names: dict[int, str] = dict(session.execute(select(Account.id, Account.name)).all())
    reviewed = _reviewed(session)
    standing = [(record, record.undone_at) for record in session.scalars(select(Import))]
    every = sorted(
        [*standing, *_undone_by_operation(session)], key=lambda item: item[0].id, reverse=True
    )
    return [
        PastImport(
            record=record,
            account_name=names.get(record.account_id),
            error_count=len(json.loads(record.errors)),
            reviewed_since=reviewed.get(record.id, 0),
            undone_at=undone_at,
        )
        for record, undone_at in every
    ]


def undo_import(session: Session, import_id: int, *, confirmed: bool, at: dt.datetime) -> int:
    """Remove the rows that an import brought, and return how many; this can be undone itself.

    What the owner deleted of it before stays in the deleted log.

    Raises:
        ImportNotFoundError: there is none with that id.
        ImportUndoneError: it is undone already.
        ImportReviewedError: rows of it were reviewed, and `confirmed` is false.
    """
    record = _standing(session, import_id)
    bound = {"import_id": import_id}
    count = session.execute(
        text("SELECT count(*) FROM transactions WHERE import_id = :import_id"), bound
    ).scalar_one()
    reviewed = _reviewed(session, import_id).get(import_id, 0)
    if reviewed and not confirmed:
        raise ImportReviewedError(record.file_name, transactions=count, reviewed=reviewed)
    operations.begin(session, "import_undo", f"Undid the import of {record.file_name}", at=at)
    count -= session.connection().exec_driver_sql(_BY_FEED_TOO, bound).rowcount
    for statement in _REMOVALS:
        session.execute(text(statement), bound)
    session.execute(text("DELETE FROM transactions WHERE import_id = :import_id"), bound)
    _put_balance_back(session, record)
    record.undone_at = at
    session.flush()
    session.expire_all()
    return int(count)


def _standing(session: Session, import_id: int) -> Import:
    record = session.get(Import, import_id)
    if record is None:
        undone = [past for past, _ in _undone_by_operation(session) if past.id == import_id]
        if undone:
            raise ImportUndoneError(undone[0].file_name)
        raise ImportNotFoundError(import_id)
    if record.undone_at is not None:
        raise ImportUndoneError(record.file_name)
    return record


def _reviewed(session: Session, import_id: int | None = None) -> dict[int, int]:
    rows = session.execute(text(_REVIEWED), {"import_id": import_id})
    return dict(rows.all())


def _undone_by_operation(session: Session) -> list[tuple[Import, dt.datetime]]:
    """Return the imports that an undo of their operation removed, from the log of operations.

    The undo took a record back to what it was when it began; what the import then made of it
    stands in the log of the import itself.
    """
    undoing, undone = aliased(Operation), aliased(Operation)
    made = aliased(OperationChange)
    rows = session.execute(
        select(OperationChange.before, made.after, undoing.created_at)
        .join(undoing, undoing.id == OperationChange.operation_id)
        .join(undone, undone.id == undoing.undoes_id)
        .outerjoin(
            made,
            and_(
                made.operation_id == undone.id,
                made.table_name == "imports",
                made.action == "update",
                made.row_id == OperationChange.row_id,
            ),
        )
        .where(
            OperationChange.table_name == "imports",
            OperationChange.action == "delete",
            undone.kind == "import",
            undone.undone_by_id == undoing.id,
        )
        .order_by(made.id)
    )
    images: dict[int, tuple[dict[str, Any], dt.datetime]] = {}
    for before, after, moment in rows:
        image = json.loads(before or "{}")
        kept, _ = images.get(image["id"], (image, moment))
        images[image["id"]] = ({**kept, **json.loads(after or "{}")}, moment)
    return [(_from_image(image), moment) for image, moment in images.values()]


def _from_image(image: dict[str, Any]) -> Import:
    """Return the record that a recorded row describes; it is part of no session."""
    values: dict[str, Any] = {}
    for column in Import.__table__.columns:
        convert = column.type.result_processor(_DIALECT, None)
        value = image.get(column.name)
        values[column.name] = convert(value) if convert else value
    return Import(**values)


def _put_balance_back(session: Session, record: Import) -> None:
    """Give the account the balances that it had before, unless something newer set them."""
    change = session.scalar(
        select(OperationChange).where(
            OperationChange.operation_id == record.operation_id,
            OperationChange.table_name == "accounts",
            OperationChange.row_id == record.account_id,
            OperationChange.action == "update",
        )
    )
    if change is None:
        return
    before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
    for group in _BALANCE_COLUMNS:
        names = [name for name in group if name in before]
        if names:
            _put_back(session, record.account_id, {n: (before[n], after[n]) for n in names})


def _put_back(session: Session, account_id: int, values: dict[str, tuple[Any, Any]]) -> None:
    """Set columns from what they became to what they were, if all of them still are that."""
    unchanged = " AND ".join(f"{name} IS :new_{name}" for name in values)
    sets = ", ".join(f"{name} = :old_{name}" for name in values)
    bound = {f"old_{name}": old for name, (old, _) in values.items()}
    bound |= {f"new_{name}": new for name, (_, new) in values.items()}
    session.execute(
        text(f"UPDATE accounts SET {sets} WHERE id = :id AND {unchanged}"),
        {**bound, "id": account_id},
    )
