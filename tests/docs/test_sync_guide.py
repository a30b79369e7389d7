"""The examples of the guide on syncing without the app can be used as they stand."""

import configparser
import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import typer.main

from backend.cli.commands import app

GUIDE = (Path(__file__).resolve().parents[2] / "docs/guides/sync-without-the-app.md").read_text(
    encoding="utf-8"
)
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", GUIDE, re.DOTALL)
UNITS = re.findall(r"`~/\.config/systemd/user/(\S+)`:\n\n```ini\n(.*?)```", GUIDE, re.DOTALL)
PLIST, TASK = (text for kind, text in BLOCKS if kind == "xml")
TASKS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def takes(arguments: list[str]) -> bool:
    """Whether `budgetapp` understands these arguments."""
    command = typer.main.get_command(app)
    sync = command.commands["sync"]  # type: ignore[attr-defined]
    sync.make_context("sync", arguments)
    return True


def test_the_units_are_there_under_their_names() -> None:
    assert [name for name, _ in UNITS] == [
        "budgetapp-sync.service",
        "budgetapp-sync-due.service",
        "budgetapp-sync-due.timer",
    ]


@pytest.mark.parametrize("name", ["budgetapp-sync.service", "budgetapp-sync-due.service"])
def test_a_service_runs_a_command_that_there_is(name: str) -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(dict(UNITS)[name])

    program, command, *arguments = unit["Service"]["ExecStart"].split()

    assert (program, command) == ("%h/.local/bin/budgetapp", "sync")
    assert takes(arguments)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="a system without systemd")
def test_systemd_takes_the_units_as_they_are(tmp_path: Path) -> None:
    for name, text in UNITS:
        (tmp_path / name).write_text(
            text.replace("%h/.local/bin/budgetapp", shutil.which("true") or "")
        )

    checked = subprocess.run(
        ["systemd-analyze", "verify", "--user", *(str(tmp_path / name) for name, _ in UNITS)],
        env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    named = [line for line in checked.stderr.splitlines() if "budgetapp" in line]

    assert named == []
    calendar = re.search(r"OnCalendar=(.*)", dict(UNITS)["budgetapp-sync-due.timer"])
    assert calendar is not None
    subprocess.run(["systemd-analyze", "calendar", calendar[1]], check=True, capture_output=True)


def test_launchd_s_list_is_one() -> None:
    agent = plistlib.loads(PLIST.encode())

    program, command, *arguments = agent["ProgramArguments"]
    assert program.endswith("/budgetapp")
    assert command == "sync"
    assert takes(arguments)
    assert agent["StartInterval"] == 1800
    assert agent["Label"] in GUIDE.split("launchctl bootout")[1]


def test_the_task_of_windows_is_well_formed_and_runs_a_command_that_there_is() -> None:
    task = ET.fromstring(TASK)  # noqa: S314 - our own page

    assert task.tag == f"{TASKS}Task"
    assert {part.tag.removeprefix(TASKS) for part in task} == {
        "RegistrationInfo",
        "Triggers",
        "Settings",
        "Actions",
    }
    arguments = task.findtext(f"{TASKS}Actions/{TASKS}Exec/{TASKS}Arguments")
    assert arguments is not None
    command, *options = arguments.split()
    assert command == "sync"
    assert takes(options)


def test_every_way_to_call_it_that_is_shown_works() -> None:
    shown = re.findall(r"^budgetapp sync(.*?)  ", BLOCKS[0][1], re.MULTILINE)

    assert len(shown) == 4
    assert all(takes(arguments.split()) for arguments in shown)
