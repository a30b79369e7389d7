"""Importing the app does nothing and loads nothing heavy: it answers in less than a second."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Each costs a tenth of a second or more, and is loaded where it is used.
HEAVY = {"alembic", "anthropic", "plaid", "python_calamine", "rich", "pandas", "hypothesis"}
LOOK = "import backend.main, json, sys; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"


def test_importing_the_app_loads_nothing_heavy_and_makes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "BUDGET_APP_HOME": str(home),
    }
    result = subprocess.run(
        [sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True
    )

    assert not HEAVY & set(json.loads(result.stdout))
    assert list(tmp_path.iterdir()) == []
