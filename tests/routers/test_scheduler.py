"""What runs by the clock, over HTTP."""

import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import scheduling
from backend.services.scheduling import BANK_SYNC, JobOutcome, JobResult
from tests.conftest import NOW


def jobs(client: TestClient) -> dict[str, Any]:
    return {job["name"]: job for job in client.get("/api/scheduler").json()["items"]}


def test_the_list_before_anything_ran(client: TestClient) -> None:
    answer = client.get("/api/scheduler").json()

    assert answer["is_on"] is False  # tests start the app without its clock
    assert [(job["name"], job["interval_seconds"]) for job in answer["items"]] == [
        ("bank_sync", 14_400),
        ("investments", 21_600),
        ("prices", 1_800),
        ("ai_suggestions", 14_400),
    ]
    assert all(
        job["last_started_at"] is None and not job["is_running"] and not job["paused"]
        for job in answer["items"]
    )


def test_how_a_run_went(client: TestClient, context: AppContext) -> None:
    with context.home.budget.write() as session:
        scheduling.start(session, BANK_SYNC, at=NOW)
        done = JobResult(JobOutcome.PARTIAL, "2 of 3 logins are up to date.")
        scheduling.finish(session, BANK_SYNC, done, at=NOW, jitter=0)

    job = jobs(client)["bank_sync"]

    assert (job["last_outcome"], job["last_sentence"]) == (
        "partial",
        "2 of 3 logins are up to date.",
    )
    assert job["last_finished_at"] == "2025-06-15T12:00:00Z"
    assert job["next_run_at"] == "2025-06-15T16:00:00Z"


def test_pause_and_resume(client: TestClient) -> None:
    assert client.post("/api/scheduler/prices/pause").json()["paused"]
    assert jobs(client)["prices"]["paused"]
    assert not client.post("/api/scheduler/prices/resume").json()["paused"]
    assert not jobs(client)["prices"]["paused"]


@pytest.mark.parametrize("name", ["bank_sync", "investments", "prices"])
def test_a_job_that_is_run_now_has_nothing_to_do_in_a_new_household(
    client: TestClient, name: str
) -> None:
    answer = client.post(f"/api/scheduler/{name}/run")

    assert answer.status_code == 202
    assert answer.json()["is_running"]
    until = time.monotonic() + 60
    while jobs(client)[name]["last_finished_at"] is None or jobs(client)[name]["is_running"]:
        assert time.monotonic() < until
    job = jobs(client)[name]
    assert job["last_outcome"] == "nothing", job["last_sentence"]
    assert client.get("/api/operations").json()["items"] == []


@pytest.mark.parametrize("act", ["run", "pause", "resume"])
def test_an_unknown_job_is_not_found(client: TestClient, act: str) -> None:
    answer = client.post(f"/api/scheduler/coffee/{act}")

    assert answer.status_code == 404
    assert "There is no job “coffee”" in answer.json()["detail"]


@pytest.mark.parametrize("act", ["run", "pause", "resume"])
def test_the_sample_household_has_nothing_to_run(
    client: TestClient, sample_files: None, act: str
) -> None:
    client.cookies.set("budgetapp_profile", "demo")

    answer = client.post(f"/api/scheduler/bank_sync/{act}")

    assert answer.status_code == 409
    assert "made up" in answer.json()["detail"]
    assert len(client.get("/api/scheduler").json()["items"]) == 4
