"""A real database file, the app over HTTP, and a fixed moment."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session

from backend.context import AppContext
from backend.core.config import Config
from backend.database import Database
from backend.integrations.outbound import guard_this_process
from backend.main import create_app
from backend.services import operations
from backend.services.keeping import budget_database
from tests.fakes.messages_server import MessagesServer, messages_server
from tests.fakes.openai_server import OpenAiServer, openai_server
from tests.observed import connections, is_local
from tests.templates import new_budget_file, new_household, new_sample_household

# A busy machine is no failure, also not while it makes up examples. Where changes are judged, the
# same examples are tried each time.
settings.register_profile(
    "ours",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ours")

NOW = dt.datetime(2025, 6, 15, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True, scope="session")
def nobody_outside() -> Iterator[None]:
    """No test reaches another computer, by the app's gate or around it."""
    guard_this_process()
    with connections() as observed:
        yield
    elsewhere = {host for host, _ in observed if not is_local(host)}
    assert not elsewhere, f"tests connected to {elsewhere}"


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def config(tmp_path: Path) -> Config:
    folder = tmp_path / "BudgetApp"
    folder.mkdir(mode=0o700)
    return Config(data_folder=folder)


@pytest.fixture
def database(config: Config) -> Iterator[Database]:
    """A migrated, seeded budget.db."""
    new_budget_file(config.budget_file, NOW)
    database = budget_database(config.budget_file)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A write session with an operation open, for tests of services."""
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        yield session


@pytest.fixture
def client(config: Config) -> Iterator[TestClient]:
    """The whole app over HTTP, on a new data folder."""
    new_household(config, NOW)
    with TestClient(
        create_app(config, now=lambda: NOW),
        base_url="http://localhost",
        raise_server_exceptions=False,
    ) as client:
        yield client


@pytest.fixture
def sample_files(config: Config) -> None:
    """The sample household's files, which take seconds to make: whoever looks at it finds them."""
    new_sample_household(config, NOW)


@pytest.fixture
def context(client: TestClient) -> AppContext:
    """What the running app holds, to prepare data behind the API."""
    return client.app.state.context  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def claude_server() -> Iterator[MessagesServer]:
    """A server that speaks the Messages API; it says what a test wants."""
    with messages_server() as fake:
        yield fake


@pytest.fixture
def openai_fake() -> Iterator[OpenAiServer]:
    """A server that speaks OpenAI's chat completions; it says what a test wants."""
    with openai_server() as fake:
        yield fake
