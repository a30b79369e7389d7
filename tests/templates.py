"""A new household's files, made once and copied: migrating anew for every test takes minutes."""

import atexit
import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app
from backend.migrations.runner import upgrade
from backend.services.keeping import budget_database
from backend.services.seeding import seed


def new_budget_file(path: Path, at: dt.datetime) -> None:
    """Put a migrated, seeded budget file at `path`."""
    shutil.copyfile(_seeded_at(at), path)


def new_household(config: Config, at: dt.datetime) -> None:
    """Put the files there that the app's first start leaves, where there are none."""
    made = _started_at(at)
    for path in (config.budget_file, config.investments_file):
        if not path.exists():
            shutil.copyfile(made / path.name, path)


@cache
def _seeded_at(at: dt.datetime) -> Path:
    path = _folder() / "budget.db"
    upgrade(path, "budget", at=at)
    database = budget_database(path)
    with database.write() as session:
        seed(session, at)
    database.close()
    return _whole(path)


@cache
def _started_at(at: dt.datetime) -> Path:
    config = Config(data_folder=_folder())
    with TestClient(create_app(config, now=lambda: at), base_url="http://localhost"):
        pass
    return _whole(config.budget_file).parent


def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="budget-app-template-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _whole(path: Path) -> Path:
    """Return a closed database file; what stood in its log would be missing from copies."""
    log = path.with_name(path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0, f"{path} is not closed"
    return path
