"""Bring a database file to today's schema, in one transaction, after a verified backup."""

from pathlib import Path

from backend.core.errors import ConflictError
from backend.database.database import connect

HEADS = {"budget": "0001", "investments": "0001"}


class NewerFileError(ConflictError):
    """The file was written by a newer version of the app."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(
            f"{path.name} was written by a newer version of Budget App (schema {revision}). "
            "It was left untouched. Install the newer version to open it."
        )


def upgrade(path: Path, schema: str) -> None:
    """Create or migrate the file at `path` to the head of `schema` (budget, investments).

    Raises:
        NewerFileError: the file's revision is unknown here; it was not touched.
    """
    if stored_revision(path) == HEADS[schema]:
        return
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event

    engine = create_engine("sqlite://", creator=lambda: connect(path))
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / schema))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def stored_revision(path: Path) -> str | None:
    """Return the revision that the file says it has, None for a new or an old file."""
    if not path.exists():
        return None
    connection = connect(path)
    try:
        known = connection.execute(
            "SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'"
        ).fetchone()
        row = known and connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return row[0] if row else None
    finally:
        connection.close()
