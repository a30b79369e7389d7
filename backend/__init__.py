"""Budget App: a household's money on its own computer."""

__version__ = "0.1.0"
