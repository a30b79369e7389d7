"""The clock comes and goes with the app, where it is switched on."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from backend.core.config import Config, load_config
from backend.jobs.works import JOBS
from backend.main import create_app
from backend.services.scheduling import KINDS


@pytest.mark.parametrize("is_on", [True, False])
def test_the_app_says_whether_its_clock_runs_and_closes_at_once(
    config: Config,
    is_on: bool,
) -> None:
    app = create_app(replace(config, scheduler=is_on))
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get("/api/scheduler").json()["is_on"] is is_on
        before = time.monotonic()
    assert time.monotonic() - before < 10


@pytest.mark.parametrize(
    ("value", "expected"), [(None, True), ("1", True), ("0", False), ("", False)]
)
def test_the_environment_switches_it_off(
    tmp_path: Path,
    value: str | None,
    expected: bool,
) -> None:
    environment = {"BUDGET_APP_HOME": str(tmp_path)}
    if value is not None:
        environment["BUDGET_APP_SCHEDULER"] = value

    assert load_config(environment).scheduler is expected


def test_every_job_that_is_listed_has_something_to_do() -> None:
    assert JOBS.keys() == KINDS.keys()
