"""A new household's files, made once and copied: migrating anew for every test takes minutes."""

import atexit
import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

from fastapi.testclient import TestClient

from backend.context import demo_config
from backend.core.config import Config
from backend.main import create_app
from backend.migrations.runner import upgrade
from backend.services.keeping import budget_database
from backend.services.seeding import seed


def new_budget_file(path: Path, at: dt.datetime) -> None:
    """Put a migrated, seeded budget file at `path`."""
    shutil.copy(_seeded_at(at), path)


def new_household(config: Config, at: dt.datetime) -> None:
    """Put the files there that the app's first start leaves, where there are none."""
    _copy_files(_started_at(at), config)


def new_sample_household(config: Config, at: dt.datetime) -> None:
    """Put the sample household's files there, as they are when somebody first looks at it."""
    _copy_files(demo_config(_looked_at(at)), demo_config(config))


def _copy_files(made: Config, wanted: Config) -> None:
    wanted.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for source, path in (
        (made.budget_file, wanted.budget_file),
        (made.investments_file, wanted.investments_file),
    ):
        if not path.exists():
            shutil.copy(source, path)


@cache
def _seeded_at(at: dt.datetime) -> Path:
    path = _folder() / "budget.db"
    upgrade(path, "budget", at=at)
    database = budget_database(path)
    with database.write() as session:
        seed(session, at)
    database.close()
    _assert_whole(path)
    return path


@cache
def _started_at(at: dt.datetime) -> Config:
    return _left_by_the_app(at)


@cache
def _looked_at(at: dt.datetime) -> Config:
    return _left_by_the_app(at, "/api/demo")


def _left_by_the_app(at: dt.datetime, *posts: str) -> Config:
    config = Config(data_folder=_folder())
    with TestClient(create_app(config, now=lambda: at), base_url="http://localhost") as client:
        for path in posts:
            assert client.post(path).is_success
    for file in config.data_folder.rglob("*.db"):
        _assert_whole(file)
    return config


def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="budget-app-template-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _assert_whole(path: Path) -> None:
    """What stands in a file's log would be missing from its copies."""
    log = path.with_name(path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0, f"{path} is not closed"
