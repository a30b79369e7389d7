"""`budgetapp lock`, and `serve` where others could reach it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PASSWORD = "four plain words here"


def kept(home: Path) -> str | None:
    with closing(sqlite3.connect(home / "budget.db")) as connection:
        statement = "SELECT value FROM app_settings WHERE key = 'app_lock_password'"
        row = connection.execute(statement).fetchone()
    return row[0] if row else None


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What the owner types where nothing is shown."""
    answers = iter(lines)
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: next(answers))


def test_a_password_is_set_and_removed(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, PASSWORD, PASSWORD)
    answer = run("lock", "set")

    assert answer.code == 0, answer.err
    assert "The password is set." in answer.out
    assert PASSWORD not in answer.words
    assert (kept(home) or "").startswith("$argon2id$")

    assert run("lock", "clear", "--json").json == {"is_set": False}
    assert kept(home) is None


def test_a_password_that_can_not_be_is_refused(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "short", "short")
    answer = run("lock", "set")

    assert answer.code == 1
    assert "8 to 200" in answer.err
    assert kept(home) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20"])  # noqa: S104
def test_serving_others_needs_a_password(run: Run, home: Path, host: str, free_port: int) -> None:
    answer = run("serve", "--host", host, "--port", str(free_port))

    assert answer.code == 1
    assert "set a password first" in answer.err or "is in use" in answer.err
    if host != "192.168.1.20":  # an address that this machine hasn't can't be listened on
        assert "budgetapp lock set" in answer.err
