"""The command line on an empty data folder: in this process, or in one of its own."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from backend.cli import main
from scripts import running

MAIN = "from backend.cli import main; main()"


@dataclass(frozen=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """Everything that it said, without the frames and line breaks that a terminal gets."""
        return " ".join((self.out + self.err).replace("│", " ").split())


Run = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that commands use; it is not there yet."""
    folder = tmp_path / "BudgetApp"
    monkeypatch.setenv("BUDGET_APP_HOME", str(folder))
    monkeypatch.chdir(tmp_path)  # no .env of this folder is read
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `budgetapp` with arguments; `typed` is what the owner answers to its questions."""

    def run(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["budgetapp", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Answer(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def free_port() -> int:
    return running.free_port()


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `budgetapp` in a process of its own, which ends with the test."""
    with contextlib.ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen[str]:
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", MAIN, *arguments],
                    env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            stack.callback(process.terminate)
            return process

        yield start
