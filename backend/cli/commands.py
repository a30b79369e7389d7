"""What `budgetapp` can do."""

from pathlib import Path
from typing import Annotated

import typer

from backend import __version__
from backend.cli import secrets
from backend.cli.doctor import doctor
from backend.cli.household import Json, answer, household, now
from backend.cli.importing import import_files
from backend.cli.locking import lock
from backend.cli.syncing import sync
from backend.core.config import load_config

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Budget App: a household's money on its own computer.",
)
LOOPBACK = "127.0.0.1"


app.command("import")(import_files)
app.command()(sync)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = LOOPBACK,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="8000 if not given.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Prepare the sample household.")] = False,
) -> None:
    """Start the web app."""
    from backend.cli.serving import serve as run

    run(load_config(), host=host, port=port, open_browser=open_browser, demo=demo)


@app.command()
def demo(
    as_json: Json = False,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Start the web app and show it.")
    ] = True,
    port: Annotated[int | None, typer.Option(min=1, max=65535)] = None,
) -> None:
    """Open the sample household: made-up data in a folder of its own."""
    with household(demo=True) as profile:
        folder = str(profile.config.data_folder)
    answer({"folder": folder}, f"The sample household lies in {folder}", as_json=as_json)
    if open_browser and not as_json:
        from backend.cli.serving import serve as run

        run(load_config(), host=LOOPBACK, port=port, open_browser=True, demo=True)


@app.command()
def backup(as_json: Json = False) -> None:
    """Copy both database files into the backups folder; the app may be running."""
    from backend.services.backups import back_up

    config = load_config()
    made = back_up([config.budget_file, config.investments_file], config.backups, at=now())
    if not made:
        typer.echo("There is nothing to back up yet.", err=True)
        raise typer.Exit(1)
    names = [str(path) for path in made]
    answer({"backups": names}, "\n".join(f"Copied to {name}" for name in names), as_json=as_json)


@app.command()
def restore(
    name: Annotated[str | None, typer.Argument(help="A backup's file name.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    as_json: Json = False,
) -> None:
    """Go back to a backup, keeping a copy of what is there now; without a name, list them."""
    from backend.services.backups import get_backup, list_backups
    from backend.services.backups import restore as put_back

    config = load_config()
    if name is None:
        found = list_backups(config.backups)
        rows = [{"name": b.path.name, "made_at": b.made_at, "size": b.size_bytes} for b in found]
        lines = [f"{b.path.name}  {b.size_bytes:,} bytes" for b in found]
        answer({"backups": rows}, "\n".join(lines) or "There are no backups.", as_json=as_json)
        return
    chosen = get_backup(config.backups, name)
    is_budget = chosen.schema == "budget"
    target = config.budget_file if is_budget else config.investments_file
    if not yes:
        typer.confirm(f"Put {name} into the place of {target.name}?", abort=True)
    aside = put_back(
        chosen.path,
        target,
        schema="budget" if is_budget else "investments",
        folder=config.backups,
        at=now(),
    )
    kept = f" What was there is kept as {aside.name}." if aside else ""
    answer(
        {"restored": name, "kept": aside and str(aside)},
        f"{target.name} is {name} again.{kept}",
        as_json=as_json,
    )


app.command()(doctor)
app.add_typer(secrets.app, name="secrets")
app.command()(lock)


@app.command()
def export(
    target: Annotated[Path, typer.Argument(help="The file to write: .json or .zip (CSV).")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file.")] = False,
    as_json: Json = False,
) -> None:
    """Write everything to one JSON file, or to a zip of CSV files; secrets are left out."""
    from backend.services.exporting import export_csv, export_json

    writers = {".json": export_json, ".zip": export_csv}
    write = writers.get(target.suffix.lower())
    if write is None:
        raise typer.BadParameter("The file's name has to end in .json or .zip.")
    with household() as profile, profile.budget.read() as session:
        try:
            with target.open("wb" if overwrite else "xb") as file:
                target.chmod(0o600)
                count = write(session, file)
        except FileExistsError as error:
            raise typer.BadParameter(f"{target} exists; add --overwrite.") from error
    answer(
        {"file": str(target), "rows": count}, f"{count:,} rows written to {target}", as_json=as_json
    )


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Budget App {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version
