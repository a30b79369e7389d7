"""Print the DDL that the models stand for: `python -m tests.migrations.print_schema budget`.

What it prints is the source for the next migration's statements.
"""

import argparse
import sys

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import backend.models  # noqa: F401 - makes the tables known
from backend.database.base import Base, InvestmentsBase

METADATA: dict[str, MetaData] = {
    "budget": Base.metadata,
    "investments": InvestmentsBase.metadata,
}


def statements(metadata: MetaData) -> list[str]:
    """Return the statements that make every table, in their order of need, then every index."""
    tables = metadata.sorted_tables
    indexes = sorted(
        (index for table in tables for index in table.indexes), key=lambda index: str(index.name)
    )
    parts = [*map(CreateTable, tables), *map(CreateIndex, indexes)]
    return [_tidy(str(part.compile(dialect=sqlite.dialect()))) for part in parts]


def _tidy(sql: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in sql.strip().splitlines())
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("schema", choices=METADATA)
    arguments = parser.parse_args()
    sys.stdout.write(";\n\n".join(statements(METADATA[arguments.schema])) + ";\n")
