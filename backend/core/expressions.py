"""Regular expressions in time that is linear in the text, so that no pattern can stall the app."""

from functools import lru_cache
from typing import Any

from backend.core.errors import InvalidInputError

_MOST_BYTES = 8 << 20
_LONGEST = 500
_MOST_KEPT = 256


class InvalidPatternError(InvalidInputError):
    """A pattern can't be used; the message says why."""


@lru_cache(maxsize=_MOST_KEPT)
def compile_regex(text: str) -> Any:
    """Compile the owner's regular expression; capitals make no difference.

    Raises:
        InvalidPatternError: it is empty, too long, not understood, or matches every text.
    """
    import re2

    if not text.strip() or len(text) > _LONGEST:
        raise InvalidPatternError(
            f"A regular expression needs between 1 and {_LONGEST} characters."
        )
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MOST_BYTES
    try:
        compiled = re2.compile(text, options)
    except re2.error as error:
        raise InvalidPatternError(f"This is no regular expression: {_sentence(error)}.") from error
    if compiled.search("") is not None:
        raise InvalidPatternError("This regular expression matches every text.")
    return compiled


def occurs_in(pattern: str, text: str | None) -> bool | None:
    """Tell whether an expression is found in a text; None of no text, as SQL has it."""
    return None if text is None else compile_regex(pattern).search(text) is not None


def _sentence(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
