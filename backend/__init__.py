"""Budget App: a household's money on its own computer."""

from backend.core.garbage import collect_rarely

__version__ = "0.1.0"

# First of all: importing makes a hundred thousand objects that stay.
collect_rarely()
