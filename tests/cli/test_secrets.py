"""The keys of stored secrets from the command line; killed at any step, nothing is lost."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from backend.core.secrets import SecretBox
from backend.database.database import connect
from tests.cli.conftest import Run

SECRET = "sk-owner-0123456789"
STEPS = ("add the key", "seal anew", "commit", "let go of older keys", "the end")

# Rotates and is killed before a step, as by a power cut.
KILLED = """
import os, signal, sys
from pathlib import Path
from backend.core.secrets import SecretBox
from backend.services.secrets import rotate

def stop(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
box = SecretBox(folder / ".encryption_key")
rotate(folder / "budget.db", box, forget_older=True, before_step=stop)
stop("the end")
"""


@pytest.fixture(autouse=True)
def own_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_APP_KEYCHAIN", "0")


def store(home: Path, box: SecretBox, key: str = "plaid_secret") -> None:
    with closing(connect(home / "budget.db")) as connection:
        connection.execute(
            "INSERT INTO app_settings (key, value) VALUES (?, ?)", (key, box.seal(SECRET))
        )


def stored(home: Path) -> str:
    with closing(connect(home / "budget.db")) as connection:
        query = "SELECT value FROM app_settings WHERE key = 'plaid_secret'"
        return str(connection.execute(query).fetchone()[0])


def test_where_names_places_and_shows_no_key(run: Run, home: Path) -> None:
    assert "no key yet" in run("secrets", "where").words
    store(home, SecretBox(home / ".encryption_key"))

    told = run("secrets", "where")

    assert "seals and opens: the key in" in told.words
    assert "1 stored secrets, 0 of which" in told.words
    assert (home / ".encryption_key").read_text().strip() not in told.out
    (home / ".encryption_key").unlink()
    lost = run("secrets", "where", "--json")
    assert (lost.code, lost.json) == (1, {"keys": [], "stored": 1, "lost": 1})


def test_rotate_seals_anew_and_older_keys_open_backups_until_they_are_let_go(
    run: Run, home: Path
) -> None:
    run("secrets", "where")
    box = SecretBox(home / ".encryption_key")
    store(home, box)
    before = stored(home)

    told = run("secrets", "rotate", "--json").json

    assert told["resealed"] == 1
    assert stored(home) != before
    assert [box.open(stored(home)), box.open(before)] == [SECRET, SECRET]
    assert len(box.ring.keys()) == 2
    assert run("secrets", "rotate", "--forget-older", "--json").json["forgotten"] == 2
    assert len(box.ring.keys()) == 1
    assert box.open(stored(home)) == SECRET


def test_the_environments_keys_are_its_owners_to_make(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("secrets", "where")
    store(home, SecretBox(home / ".encryption_key"))
    key = Fernet.generate_key().decode()
    monkeypatch.setenv("BUDGET_APP_ENCRYPTION_KEY", key)

    told = run("secrets", "rotate", "--forget-older")

    assert "BUDGET_APP_ENCRYPTION_KEY" in told.words
    assert key not in told.words
    assert SecretBox(home / "none", given=(key,)).open(stored(home)) == SECRET


def test_what_can_not_be_opened_stays_and_is_told(run: Run, home: Path, tmp_path: Path) -> None:
    run("secrets", "where")
    store(home, SecretBox(home / ".encryption_key"))
    store(home, SecretBox(tmp_path / "another"), key="anthropic_api_key")

    told = run("secrets", "rotate", "--forget-older")

    assert told.code == 1
    assert "1 secrets are sealed with it. 1 could not be opened" in told.words
    assert SecretBox(home / ".encryption_key").open(stored(home)) == SECRET


@pytest.mark.parametrize("step", STEPS)
def test_a_rotation_that_is_killed_loses_nothing(run: Run, home: Path, step: str) -> None:
    run("secrets", "where")
    box = SecretBox(home / ".encryption_key")
    store(home, box)

    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(home), step],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL
    assert box.open(stored(home)) == SECRET
    assert run("secrets", "rotate", "--forget-older").code == 0
    assert box.open(stored(home)) == SECRET
    assert len(box.ring.keys()) == 1
