"""Importing the app does nothing and loads nothing heavy: it answers in less than a second."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Each costs a tenth of a second or more, and is loaded where it is used.
HEAVY = {"alembic", "anthropic", "plaid", "python_calamine", "rich", "lark", "pandas", "hypothesis"}
# Our own: loaded at the first request of the API, and when there is a file to read.
LATER = {"backend.routers.api", "backend.services.importing.importer", "backend.services.reports"}
LOOK = """
import json, sys
from pathlib import Path
import backend.main
if sys.argv[1:]:
    from fastapi.testclient import TestClient
    with TestClient(backend.main.app, base_url="http://localhost") as client:
        for path in sys.argv[1:]:
            assert client.get(path).status_code == 200, path
print(json.dumps(sorted(sys.modules)))
"""


def modules_loaded(tmp_path: Path, *paths: str) -> set[str]:
    """Return what a new process has loaded once it has imported the app and answered `paths`."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "BUDGET_APP_HOME": str(tmp_path / "home"),
    }
    result = subprocess.run(
        [sys.executable, "-c", LOOK, *paths],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(result.stdout))


def test_importing_the_app_loads_nothing_heavy_and_makes_nothing(tmp_path: Path) -> None:
    loaded = modules_loaded(tmp_path)

    assert not HEAVY & {name.split(".")[0] for name in loaded}
    assert not LATER & loaded
    assert list(tmp_path.iterdir()) == []


def test_an_answer_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    modules_loaded(tmp_path, "/health")  # a first start migrates, which is heavier

    alive = modules_loaded(tmp_path, "/health", "/api/status")
    asked = modules_loaded(tmp_path, "/health", "/api/accounts")

    assert not LATER & alive
    assert "alembic" not in alive
    assert LATER & asked == {"backend.routers.api", "backend.services.reports"}
