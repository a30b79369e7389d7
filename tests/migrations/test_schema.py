"""What the migrations make is what the models describe."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backend import migrations
from backend.migrations.runner import HISTORY, Schema, upgrade
from tests.migrations.print_schema import METADATA, statements

SCHEMAS: tuple[Schema, ...] = ("budget", "investments")

# Made by migrations and used by SQL alone, so that no model speaks of them.
BESIDES = {"alembic_version", "log_changed_prediction", "prediction_log"}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_migrated_schema_is_the_models(tmp_path: Path, schema: Schema) -> None:
    upgrade(tmp_path / "migrated.db", schema)
    with closing(sqlite3.connect(tmp_path / "described.db")) as connection:
        connection.executescript(";".join(statements(METADATA[schema])))

    migrated = _shape(tmp_path / "migrated.db")
    described = _shape(tmp_path / "described.db")

    assert sorted(migrated) == sorted(described)
    for name, parts in described.items():
        assert migrated[name] == parts, name


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_history_names_every_migration_in_its_order(schema: Schema) -> None:
    folder = Path(migrations.__path__[0]) / schema / "versions"
    files = sorted(file.name[:4] for file in folder.glob("[0-9]*.py"))

    assert list(HISTORY[schema]) == files
    chain = [re.findall(r"^(?:down_)?revision = (.*)$", file.read_text("utf-8"), re.MULTILINE)
             for file in sorted(folder.glob("[0-9]*.py"))]  # fmt: skip
    expected = [None, *files]
    assert chain == [
        [f'"{files[place]}"', "None" if place == 0 else f'"{expected[place]}"']
        for place in range(len(files))
    ]


def _shape(path: Path) -> dict[str, frozenset[str]]:
    """Return each table's columns and constraints, and each index, in any order."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    return {name: frozenset(_parts(sql)) for name, sql in found if name not in BESIDES}


def _parts(sql: str) -> Iterator[str]:
    """Yield what stands between the outermost commas, blanks and quotes aside."""
    flat = " ".join(sql.replace('"', "").split())
    head, _, body = flat.partition("(")
    yield head.strip()
    if not head.startswith("CREATE TABLE"):
        yield body
        return
    depth, part = 0, ""
    for sign in body.rstrip()[:-1]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield part.strip()
            part = ""
        else:
            part += sign
    yield part.strip()
