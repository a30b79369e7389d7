"""The words that fields know by themselves, whatever the household is like."""

from backend.services.filtering.days import WORDS
from backend.services.filtering.fields import SOURCES, STATUSES, Field, Kind, flags_of


def words_of(field: Field) -> dict[str, str]:
    """Return the words that a field can be compared with, each with what it means."""
    return {
        Kind.STATUS: {word: meaning for word, (_, meaning) in STATUSES.items()},
        Kind.SOURCE: {word: meaning for word, (_, meaning) in SOURCES.items()},
        Kind.DATE: WORDS,
        Kind.FLAG: flags_of(field.name),
    }.get(field.kind, {})
