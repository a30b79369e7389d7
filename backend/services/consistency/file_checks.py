"""The file itself: intact, nothing refers to what is not there, values are of their kind."""

from collections.abc import Iterator

from sqlalchemy import Column, Date, text
from sqlalchemy.orm import Session

from backend.database import Base
from backend.database.types import Money
from backend.services.consistency.findings import Check, Finding, Repair, finding

# How a table's rows are called; others go by their table's name.
_KINDS = {
    "transactions": "transaction",
    "transaction_splits": "split part",
    "transaction_tags": "tag of a transaction",
    "accounts": "account",
    "budgets": "budget",
    "categories": "category",
    "deleted_transactions": "deleted transaction",
    "goal_contributions": "contribution",
    "operations": "operation",
    "recurring_series": "series",
    "savings_goals": "goal",
    "stated_balances": "stated balance",
}
_MOST_MESSAGES = 100


def kind_of(table: str) -> str:
    """Return what a row of `table` is called."""
    return _KINDS.get(table, f"{table} row")


def _damaged(session: Session, pragma: str) -> Iterator[Finding]:
    for (message,) in session.execute(text(f"PRAGMA {pragma}({_MOST_MESSAGES})")):
        if message != "ok":
            yield Finding("the file", str(message))


def _pages(session: Session) -> Iterator[Finding]:
    return _damaged(session, "quick_check")


def _pages_and_indexes(session: Session) -> Iterator[Finding]:
    return _damaged(session, "integrity_check")


def _orphans(session: Session) -> Iterator[Finding]:
    for table, row_id, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield finding(
            kind_of(table), row_id, f"refers to a {kind_of(parent)} that is not there ({parent})"
        )


def _let_go(session: Session) -> int:
    """Do to orphans what deleting their parent would have done, where the schema says so."""
    mended = 0
    broken = session.execute(text("PRAGMA foreign_key_check")).all()
    for table, row_id, _, key in broken:
        column, on_delete = session.execute(
            text('SELECT "from", on_delete FROM pragma_foreign_key_list(:table) WHERE id = :key'),
            {"table": table, "key": key},
        ).one()
        if on_delete == "CASCADE":
            statement = f"DELETE FROM {table} WHERE rowid = :id"
        elif on_delete == "SET NULL":
            statement = f'UPDATE {table} SET "{column}" = NULL WHERE rowid = :id'
        else:
            continue
        mended += session.connection().execute(text(statement), {"id": row_id}).rowcount
    return mended


def _columns(kind: type) -> Iterator[tuple[str, str, Column[object]]]:
    """Yield table, the expression that names its rows, and column of every column of a type."""
    for table in Base.metadata.sorted_tables:
        keys = [column.name for column in table.primary_key]
        name = " || ' ' || ".join(f'"{key}"' for key in keys)
        for column in table.columns:
            if isinstance(column.type, kind):
                yield table.name, name, column


def _inexact(session: Session) -> Iterator[Finding]:
    for table, name, column in _columns(Money):
        rows = session.execute(
            text(
                f'SELECT {name}, "{column.name}" FROM {table}'
                f" WHERE typeof(\"{column.name}\") NOT IN ('integer', 'null')"
            )
        )
        for row_id, value in rows:
            yield finding(kind_of(table), row_id, f"its {_words(column)} is {value!r} cents")


def _no_days(session: Session) -> Iterator[Finding]:
    for table, name, column in _columns(Date):
        # "+0 days" makes SQLite reckon: without it, 30 February is a day to it.
        rows = session.execute(
            text(
                f'SELECT {name}, "{column.name}" FROM {table}'
                f' WHERE "{column.name}" IS NOT NULL'
                f' AND date("{column.name}", \'+0 days\') IS NOT "{column.name}"'
            )
        )
        for row_id, value in rows:
            yield finding(kind_of(table), row_id, f"its {_words(column)} is “{value}”, no day")


def _words(column: Column[object]) -> str:
    return column.name.replace("_", " ")


FILE_CHECKS = (
    Check(
        "file",
        "The file is intact",
        "SQLite reads every page and finds them whole. If not, go back to a backup with "
        "`budgetapp restore`.",
        _pages,
        thorough=_pages_and_indexes,
    ),
    Check(
        "orphans",
        "No row is orphaned",
        "Whatever a row refers to (its account, its category, its transaction) is there.",
        _orphans,
        Repair(
            "Remove what belongs to nothing", "Removed what belonged to rows that are gone", _let_go
        ),
    ),
    Check(
        "exact_money",
        "Amounts are whole cents",
        "No amount anywhere has a fraction of a cent, so that sums are exact.",
        _inexact,
    ),
    Check(
        "dates",
        "Dates are days",
        "Every date is a day of the calendar, so that each row lies in one month.",
        _no_days,
    ),
)
