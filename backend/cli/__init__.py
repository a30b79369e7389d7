"""The command line: the same services as the web app, on the same files."""

import sys


def main() -> None:
    """Run the command that the arguments name; exit codes are 0, 1 (failed) and 2 (misused)."""
    from backend.cli.commands import app
    from backend.core.plainly import sentence_of

    try:
        app()
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        print(f"Error: {sentence}", file=sys.stderr)
        sys.exit(1)
