"""The benchmark runs from end to end on a small household, so that it does not rot."""

import json
from pathlib import Path

import pytest

from bench import reports
from bench.__main__ import main
from bench.goals import Goal, goal_of


def test_every_job_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(
        ["--rows", "100", "--times", "1", "--starts", "1", "--json", str(tmp_path / "figures.json")]
    )

    figures = json.loads((tmp_path / "figures.json").read_text())
    unmeasured = [figure["job"] for figure in figures if figure["value"] is None]
    assert unmeasured == []
    assert len({figure["job"] for figure in figures}) == len(figures) > 20
    assert "import, six accounts" in capsys.readouterr().out


def test_every_report_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figures.json"
    reports.main(["--rows", "1000", "--times", "1", "--json", str(file)])

    figures = json.loads(file.read_text())
    assert len({figure["job"] for figure in figures}) == len(figures) > 15
    assert all(figure["ms"] > 0 for figure in figures)
    assert "net worth, 10 years" in capsys.readouterr().out


def test_a_goal_is_that_of_the_size_that_is_reached() -> None:
    assert goal_of("spending, one month", 999_999) == Goal(4, 5)
    assert goal_of("budgets, one month", 1_000_000) == Goal(50)
    assert goal_of("spending, one month", 100) is None
    assert Goal(30, 1).is_reached(29, None)
    assert not Goal(30, 1).is_reached(29, 1.5)
    assert not Goal(30).is_reached(31, 0.1)
