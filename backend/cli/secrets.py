"""`budgetapp secrets`: where the keys of stored secrets lie, and new ones."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backend.cli.household import Json, answer, household
from backend.database.database import connect

if TYPE_CHECKING:
    from backend.context import Profile
    from backend.core.keys import Key

app = typer.Typer(no_args_is_help=True, help="The keys that open stored secrets.")
_WORDS = {
    "environment": "the variable BUDGET_APP_ENCRYPTION_KEY",
    "keychain": "the system's keychain",
}


@app.command()
def where(as_json: Json = False) -> None:
    """Say where the keys lie, and whether they open what is stored; no key is shown."""
    from backend.services.secrets import count_sealed

    with household() as profile:
        box = profile.settings.box
        keys = box.ring.keys()
        with closing(connect(profile.config.budget_file)) as connection:
            stored, lost = count_sealed(connection, box)
        rows = [
            {"place": key.place.value, "at_hand": key.value is not None, "seals": number == 0}
            for number, key in enumerate(keys)
        ]
        lines = [_line(profile, key, number) for number, key in enumerate(keys)]
    lines = lines or ["There is no key yet: it is made with the first secret."]
    lines.append(f"{stored} stored secrets, {lost} of which no key opens.")
    data = {"keys": rows, "stored": stored, "lost": lost}
    answer(data, "\n".join(lines), as_json=as_json)
    raise typer.Exit(1 if lost else 0)


@app.command()
def rotate(
    forget_older: Annotated[
        bool,
        typer.Option("--forget-older", help="Let older keys go: backups' secrets then stay shut."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a new key and seal every stored secret with it; the app may be running."""
    from backend.services.secrets import rotate as turn

    with household() as profile:
        done = turn(profile.config.budget_file, profile.settings.box, forget_older=forget_older)
        place = _place(profile, done.place.value)
    data: dict[str, Any] = {
        "place": done.place.value,
        "made_key": done.made_key,
        "resealed": done.resealed,
        "lost": done.lost,
        "forgotten": done.forgotten,
    }
    made = "A new key lies in" if done.made_key else "The newest key is the first of"
    sentence = f"{made} {place}. {done.resealed} secrets are sealed with it."
    if done.lost:
        sentence += f" {done.lost} could not be opened, and stayed: enter them again."
    answer(data, sentence, as_json=as_json)
    raise typer.Exit(1 if done.lost else 0)


def _line(profile: "Profile", key: "Key", number: int) -> str:
    does = "seals and opens" if number == 0 else "opens"
    lacks = "" if key.value else " (which does not give it out now)"
    return f"{does}: the key in {_place(profile, key.place.value)}{lacks}"


def _place(profile: "Profile", place: str) -> str:
    return _WORDS.get(place) or str(profile.settings.box.key_file)
