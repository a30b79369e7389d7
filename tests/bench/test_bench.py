"""The benchmark runs from end to end on a small household, so that it does not rot."""

import json
from pathlib import Path

import pytest

from bench.__main__ import main


def test_every_job_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(
        ["--rows", "100", "--times", "1", "--starts", "1", "--json", str(tmp_path / "figures.json")]
    )

    figures = json.loads((tmp_path / "figures.json").read_text())
    unmeasured = [figure["job"] for figure in figures if figure["value"] is None]
    assert unmeasured == ["category × month"]
    assert len({figure["job"] for figure in figures}) == len(figures) > 20
    assert "import, six accounts" in capsys.readouterr().out
