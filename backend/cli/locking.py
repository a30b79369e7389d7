"""`budgetapp lock`: the app's password from the command line, also where it was forgotten."""

from enum import StrEnum
from typing import Annotated

import typer

from backend.cli.household import Json, answer, household, now


class LockAction(StrEnum):
    """What to do with the password."""

    SET = "set"
    CLEAR = "clear"


def lock(
    action: Annotated[LockAction, typer.Argument(help="Set a password, or remove it.")],
    as_json: Json = False,
) -> None:
    """Set the app's password, or remove it.

    It guards the web app. Whoever may read the data folder can change it here without the present
    one: this is the way back in for an owner who forgot it.
    """
    from backend.services.lock import save_password

    new = None
    if action is LockAction.SET:
        new = typer.prompt("New password", hide_input=True, confirmation_prompt=True)
    with household() as profile, profile.budget.write() as session:
        save_password(session, new, at=now())
    sentence = "The password is removed." if new is None else "The password is set."
    answer({"is_set": new is not None}, f"{sentence} It holds at once.", as_json=as_json)
