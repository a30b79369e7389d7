"""`budgetapp doctor`: are the file and the books sound?"""

import sqlite3
from typing import TYPE_CHECKING, Annotated, Any

import typer
from sqlalchemy.exc import DatabaseError

from backend.cli.household import Json, answer, household, now

if TYPE_CHECKING:
    from backend.context import Profile
    from backend.services.consistency import CheckResult

_SHOWN = 5
_WORDS = {"sound": "ok  ", "differs": "NOTE", "broken": "BAD "}


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended safely; it can be undone.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check that the file is intact and that what must always hold does."""
    try:
        with household() as profile:
            mended = _mended(profile) if repair else {}
            checks = [_described(result) for result in _examined(profile)]
    except (DatabaseError, sqlite3.DatabaseError) as error:
        mended, checks = {}, [_too_damaged(error)]
    sound = all(check["state"] != "broken" for check in checks)
    lines = [f"mended {count}: {name}" for name, count in mended.items()]
    lines += [_line(check) for check in checks]
    data = {"sound": sound, "mended": mended, "checks": checks}
    answer(data, "\n".join(lines), as_json=as_json)
    raise typer.Exit(0 if sound else 1)


def _examined(profile: "Profile") -> "list[CheckResult]":
    from backend.services.consistency import examine

    with profile.budget.read() as session:
        return examine(session)


def _mended(profile: "Profile") -> dict[str, int]:
    """Repair what can be, each check in an operation of its own; return how many rows by name."""
    from backend.services.consistency import NothingToRepairError, repair

    mended = {}
    for result in _examined(profile):
        if result.is_sound or result.check.repair is None:
            continue
        try:
            with profile.budget.write() as session:
                mended[result.check.name], _ = repair(session, result.check.key, at=now())
        except NothingToRepairError:
            continue
    return mended


def _described(result: "CheckResult") -> dict[str, Any]:
    problems = [str(finding) for finding in result.findings[:_SHOWN]]
    if result.count > len(problems):
        problems.append(f"and {result.count - len(problems):,} more")
    state = "sound" if result.is_sound else result.check.level.value
    return {"name": result.check.name, "state": state, "problems": problems}


def _too_damaged(error: Exception) -> dict[str, Any]:
    """Describe a file that can't even be opened, in SQLite's words."""
    found = error.orig if isinstance(error, DatabaseError) else error
    problem = f"{found}: go back with `budgetapp restore`"
    return {"name": "The file is intact", "state": "broken", "problems": [problem]}


def _line(check: dict[str, Any]) -> str:
    problems = "".join(f"\n       {problem}" for problem in check["problems"])
    return f"{_WORDS[check['state']]} {check['name']}{problems}"
