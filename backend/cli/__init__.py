"""The command line: the same services as the web app, on the same files."""

import sys
from typing import NoReturn


def main() -> None:
    """Run the command that the arguments name; exit codes are 0, 1 (failed) and 2 (misused)."""
    from sqlalchemy.exc import DatabaseError

    from backend.cli.commands import app
    from backend.core.errors import BudgetAppError

    try:
        app()
    except BudgetAppError as error:
        _fail(str(error))
    except DatabaseError as error:
        _fail(f"The database can't be used: {error.orig}. `budgetapp doctor` says more.")


def _fail(sentence: str) -> NoReturn:
    print(f"Error: {sentence}", file=sys.stderr)
    sys.exit(1)
