"""The benchmark of bank sync runs from end to end on a small login, so that it does not rot."""

import json
from pathlib import Path

import pytest

from bench import sync


def test_every_job_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figures.json"
    sync.main(["--rows", "600", "--present", "0", "--wait", "0.5", "--json", str(file)])

    figures = {figure["job"]: figure["value"] for figure in json.loads(file.read_text())}
    assert figures["write locks, number"] >= 2
    assert all(value is not None and value > 0 for value in figures.values())
    assert "longest write lock" in capsys.readouterr().out
