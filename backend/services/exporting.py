"""Everything out: one JSON document, or a zip of one CSV per table.

Secrets stay in: bank tokens and saved keys are left out of every export.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from backend.core.secrets import SEALED
from backend.database import Base
from backend.services.in_force import PASSWORD_KEY
from backend.services.settings import KINDS

FORMAT_VERSION = 1
_BATCH = 2_000
# The log of operations is about the past of this file, not the owner's money.
_LEFT_OUT_TABLES = {"operations", "operation_changes"}
_SECRET_COLUMNS = {
    "accounts": {"plaid_access_token", "plaid_cursor"},
    "connections": {"secret", "state"},
}
_SECRET_SETTINGS = {kind.key for kind in KINDS.values() if kind.is_secret} | {PASSWORD_KEY}


def export_json(session: Session, out: IO[bytes]) -> int:
    """Write every table as JSON, amounts as decimal text; return how many rows were written."""
    count = 0
    out.write(f'{{"format": "budget-app", "version": {FORMAT_VERSION}, "tables": {{'.encode())
    for number, table in enumerate(_tables()):
        comma = ", " if number else ""
        out.write(f"{comma}\n{json.dumps(table.name)}: [".encode())
        for index, row in enumerate(_rows(session, table)):
            line = json.dumps(row, ensure_ascii=False, default=str)
            out.write(f"{',' if index else ''}\n{line}".encode())
            count += 1
        out.write(b"]")
    out.write(b"\n}}\n")
    return count


def export_csv(session: Session, out: IO[bytes]) -> int:
    """Write a zip with one CSV per table; return how many rows were written."""
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in _tables():
            with (
                archive.open(f"{table.name}.csv", "w") as raw,
                io.TextIOWrapper(raw, "utf-8", newline="") as text,
            ):
                writer = csv.DictWriter(text, fieldnames=_columns(table))
                writer.writeheader()
                for row in _rows(session, table):
                    writer.writerow({name: spreadsheet_cell(value) for name, value in row.items()})
                    count += 1
    return count


def _tables() -> list[Table]:
    tables = Base.metadata.sorted_tables
    return [table for table in tables if table.name not in _LEFT_OUT_TABLES]


def _columns(table: Table) -> list[str]:
    hidden = _SECRET_COLUMNS.get(table.name, set())
    return [column.name for column in table.columns if column.name not in hidden]


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    names = _columns(table)
    statement = select(*(table.c[name] for name in names)).order_by(*table.primary_key)
    rows = session.execute(statement.execution_options(yield_per=_BATCH))
    for row in rows.mappings():
        if table.name == "app_settings" and row["key"] in _SECRET_SETTINGS:
            continue
        if table.name == "quarantined_rows":  # rows of earlier versions, with what was in them
            yield {**row, "data": SEALED.sub("left out", row["data"])}
            continue
        yield dict(row)


def spreadsheet_cell(value: Any) -> Any:
    """Return a value as a spreadsheet takes it: text never starts a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return value
