"""A disk without room is said, and nothing is half saved."""

import errno
import logging
import os
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.context import AppContext, make_profile
from backend.core.config import Config
from backend.core.log import close_logging, configure_logging


def test_a_write_without_room_is_refused_and_reads_go_on(
    client: TestClient, context: AppContext
) -> None:
    with context.home.budget.write() as session:  # the one connection that writes
        session.execute(text("PRAGMA max_page_count=1"))  # which means: as large as it is
    before = client.get("/api/accounts").json()
    wish = {"name": "A", "institution": "b" * 60, "account_type": "cash"}
    for number in range(200):
        answer = client.post("/api/accounts", json={**wish, "name": f"Account {number}"})
        if answer.status_code != 201:
            break

    assert answer.status_code == 507
    assert "disk is full" in answer.json()["detail"]
    assert len(client.get("/api/accounts").json()) == len(before) + number


def test_a_key_without_room_is_refused_and_leaves_nothing(
    client: TestClient, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_room)
    answer = client.post("/api/settings", json={"plaid_secret": "secret-of-the-tests"})

    assert answer.status_code == 507
    assert not client.get("/api/settings").json()["plaid_secret"]["is_set"]
    assert not list(config.data_folder.glob(".encryption_key*"))


def test_a_file_that_can_not_be_tidied_up_is_closed_as_it_is(
    config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    profile = make_profile(config)
    config.budget_file.write_bytes(b"no database" * 100)

    profile.close()

    assert "budget.db was closed as it is" in caplog.text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_log_without_room_keeps_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    configure_logging(tmp_path)
    try:
        [handler] = logging.getLogger("backend").handlers
        assert isinstance(handler, logging.FileHandler)
        handler.stream.close()
        handler.stream = open("/dev/full", "w")  # noqa: PTH123, SIM115
        logging.getLogger("backend.test").warning("a line")
    finally:
        close_logging()
    assert "Traceback" not in capfd.readouterr().err
