"""The command line: the same services as the web app, on the same files."""

import sys


def main() -> None:
    """Run the command that the arguments name; exit codes are 0, 1 (failed) and 2 (misused)."""
    from backend.cli.commands import app
    from backend.core.errors import BudgetAppError

    try:
        app()
    except BudgetAppError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(1)
