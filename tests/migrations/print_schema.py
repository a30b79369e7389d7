"""Print the DDL that the models stand for: `python -m tests.migrations.print_schema budget`.

What it prints is the source for the next migration's statements. `--rewrite` puts it into the
first migration, which is only right while no version with that migration has been released.
"""

import argparse
import re
import sys
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import backend.models  # noqa: F401 - makes the tables known
from backend import migrations
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


def rewrite(schema: str) -> None:
    """Put the DDL into the first migration of `schema`."""
    file = Path(migrations.__path__[0]) / schema / "versions" / "0001_first_schema.py"
    ddl = ";\n\n".join(statements(METADATA[schema]))
    source = file.read_text("utf-8")
    changed = re.sub(
        r'(?<=SCHEMA = """\n).*?(?="""\n)', lambda _: ddl + ";\n", source, flags=re.DOTALL
    )
    file.write_text(changed, "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("schema", choices=METADATA)
    parser.add_argument("--rewrite", action="store_true")
    arguments = parser.parse_args()
    if arguments.rewrite:
        rewrite(arguments.schema)
    else:
        sys.stdout.write(";\n\n".join(statements(METADATA[arguments.schema])) + ";\n")
