"""The data folder over HTTP."""

import sqlite3
from contextlib import closing

from fastapi.testclient import TestClient

from backend.core.config import Config


def test_the_folder_is_told_with_sizes(client: TestClient, config: Config) -> None:
    told = client.get("/api/storage").json()

    assert told["folder"] == str(config.data_folder)
    assert told["budget_bytes"] >= config.budget_file.stat().st_size > 0
    assert told["backups"] == []
    assert told["backups_bytes"] == 0
    assert told["key_place"] is None
    client.post("/api/settings", json={"plaid_secret": "a secret of some length"})
    assert client.get("/api/storage").json()["key_place"] in ("file", "keychain")


def test_a_backup_on_request_is_whole(client: TestClient, config: Config) -> None:
    answer = client.post("/api/storage/backups")

    assert answer.status_code == 201
    made = answer.json()["backups"]
    assert {backup["file"] for backup in made} == {"budget", "investments"}
    assert {backup["before"] for backup in made} == {None}
    assert sum(backup["size_bytes"] for backup in made) == answer.json()["backups_bytes"]
    for backup in made:
        with closing(sqlite3.connect(config.backups / backup["name"])) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
