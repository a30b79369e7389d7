"""What fails is run once more by itself: only what fails again fails the check."""

from pathlib import Path

import pytest

from scripts.unsteady import MOST_BY_CHANCE, run_halves

SETTINGS = "[pytest]\naddopts = -q\nmarkers = browser: a journey\nfilterwarnings = error\n"
HEAD = """
from pathlib import Path
import pytest

def first_time(name):
    seen = Path(__file__).parent / name
    is_first = not seen.exists()
    seen.touch()
    return is_first
"""
FINE = """
def test_fine():
    with (Path(__file__).parent / "fine").open("a") as runs:
        runs.write("ran ")

@pytest.mark.browser
def test_journey():
    pass
"""
LATE = """
def test_late():
    assert not first_time("late"), "the machine was busy"

@pytest.mark.browser
@pytest.mark.parametrize("theme", ["dark blue"])
def test_late_journey(theme):
    assert not first_time("journey")
"""
BROKEN = """
@pytest.mark.browser
def test_broken():
    assert 1 == 2
"""
MANY = """
@pytest.mark.parametrize("number", range({count}))
def test_late_too(number):
    assert not first_time(f"many {{number}}")
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # it starts in half the time
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pytest.ini").write_text(SETTINGS)
    return folder


def run(root: Path, *parts: str) -> int:
    (root / "test_it.py").write_text(HEAD + FINE + "".join(parts))
    return run_halves(root.parent / "caches", root)


def unsteady(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("unsteady: ")]


def test_what_passes_is_run_once(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(root) == 0

    said = capfd.readouterr().out
    assert "once more" not in said
    assert (root / "fine").read_text() == "ran "


def test_what_fails_once_is_told_whole_and_named_and_fails_nothing(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, LATE) == 0

    said = capfd.readouterr().out
    assert "AssertionError: the machine was busy" in said
    assert unsteady(said) == [
        "unsteady: test_it.py::test_late",
        "unsteady: test_it.py::test_late_journey[dark blue]",
    ]
    assert (root / "fine").read_text() == "ran "


def test_what_fails_twice_fails_beside_what_is_unsteady(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, LATE, BROKEN) == 1

    said = capfd.readouterr().out
    assert len(unsteady(said)) == 2
    assert said.count("assert 1 == 2") >= 2


def test_many_failures_are_no_chance(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(root, MANY.format(count=MOST_BY_CHANCE + 1)) == 1

    assert "once more" not in capfd.readouterr().out


def test_as_many_as_chance_may_break_are_tried_again(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, MANY.format(count=MOST_BY_CHANCE)) == 0

    assert len(unsteady(capfd.readouterr().out)) == MOST_BY_CHANCE


def test_a_file_that_can_not_be_read_is_no_chance(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "import nowhere_to_be_found\n") == 2

    assert "once more" not in capfd.readouterr().out
