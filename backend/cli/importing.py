"""Importing files from the command line, the way the web app imports them at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from backend.cli.household import Json, answer, household, now
from backend.context import Profile
from backend.core.errors import BudgetAppError
from backend.schemas.imports import FileImported
from backend.services.accounts import account_names
from backend.services.importing.preview import Progress
from backend.services.importing.summaries import outcome_of

_PHASES_SHOWN_AFTER_ROWS = 5_000
_ROWS_SHOWN = 20


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            exists=True, dir_okay=False, readable=True, help="Files of any bank, in any format."
        ),
    ],
    account: Annotated[
        str | None,
        typer.Option(help="The account's name or number; without it the files have to show it."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Store nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Import files into an account; the same file again adds nothing."""
    with household() as profile:
        account_id = _account_id(profile, account)
        with _progress_bar(shown=not as_json) as progress:
            results = [
                _import_file(profile, path, account_id, dry_run=dry_run, progress=progress)
                for path in files
            ]
    failed = sum(result["status"] == "failed" for result in results)
    data = {"dry_run": dry_run, "failed": failed, "files": results}
    answer(data, "\n".join(_in_words(result) for result in results), as_json=as_json)
    raise typer.Exit(1 if failed else 0)


def _import_file(
    profile: Profile, path: Path, account_id: int | None, *, dry_run: bool, progress: Progress
) -> dict[str, Any]:
    """Import one file; what is wrong with it is an answer, so that the others follow."""
    try:
        preview, stored = profile.importer.import_now(
            path.read_bytes(),
            path.name,
            account_id=account_id,
            dry_run=dry_run,
            at=now(),
            progress=progress,
        )
    except (BudgetAppError, OSError) as error:
        return {"status": "failed", "file": str(path), "detail": str(error)}
    done = FileImported.of(path.name, preview, stored, outcome_of(preview, stored))
    return {**done.model_dump(mode="json"), "file": str(path)}


def _account_id(profile: Profile, words: str | None) -> int | None:
    """Return the account that a name or a number means; a name wins over a number."""
    if words is None:
        return None
    with profile.budget.read() as session:
        names = account_names(session)
    found = [id_ for id_, name in names.items() if name.casefold() == words.strip().casefold()]
    if not found and words.isdecimal() and int(words) in names:
        found = [int(words)]
    if len(found) == 1:
        return found[0]
    problem = "Several accounts are called" if found else "There is no account"
    known = ", ".join(f"{name} ({id_})" for id_, name in names.items()) or "none yet"
    raise typer.BadParameter(f"{problem} “{words}”. Accounts: {known}.", param_hint="--account")


@contextmanager
def _progress_bar(*, shown: bool) -> Iterator[Progress]:
    """Draw a bar on the terminal while something longer runs; elsewhere draw nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    quiet = not shown or not console.is_terminal
    with Bar(*columns, console=console, transient=True, disable=quiet) as bar:
        task = bar.add_task("", visible=False)

        def progress(phase: str, done: int, total: int) -> None:
            is_long = total >= _PHASES_SHOWN_AFTER_ROWS
            bar.update(
                task, description=phase.capitalize(), completed=done, total=total, visible=is_long
            )

        yield progress


def _in_words(result: dict[str, Any]) -> str:
    if result["status"] == "failed":
        return f"{result['file']}: FAILED: {result['detail']}"
    lines = [f"{result['file']}: {result['message']}"]
    if result["needs_review"]:
        lines.append(f"  {result['needs_review']:,} to review")
    if result["balance"]:
        lines.append(f"  {result['balance']['sentence']}")
    errors = result["errors"]
    lines += [f"  Row {error['row']}: {error['reason']}" for error in errors[:_ROWS_SHOWN]]
    if len(errors) > _ROWS_SHOWN:
        lines.append(f"  and {len(errors) - _ROWS_SHOWN:,} more rows; --json names them all")
    return "\n".join(lines)
