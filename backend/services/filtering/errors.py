"""What is wrong with a filter, where, and what was probably meant."""

from collections.abc import Sequence
from difflib import get_close_matches

from backend.core.errors import InvalidInputError
from backend.services.filtering.tree import Span


class FilterError(InvalidInputError):
    """A filter can't be understood.

    Its problem document has `place` (`start` and `end`, in characters of the text), `expected`
    (what could stand there) and `suggestion` (what to put there instead, or None).
    """

    def __init__(
        self,
        message: str,
        span: Span,
        *,
        expected: Sequence[str] = (),
        suggestion: str | None = None,
    ) -> None:
        super().__init__(
            message,
            place={"start": span.start, "end": span.end},
            expected=list(expected),
            suggestion=suggestion,
            errors=[{"field": "filter", "message": message}],
        )
        self.span = span


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return which of the known words was probably meant, if any comes near."""
    by_folded = {each.casefold(): each for each in reversed(known)}
    found = get_close_matches(word.casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
