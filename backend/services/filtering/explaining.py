"""The parser's complaints, in the owner's words and at their place."""

from typing import Any

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from backend.services.filtering.errors import FilterError
from backend.services.filtering.tree import Span

_QUOTES = '"“„”'
_JOINING = {"_OR": "OR", "_AND": "AND", "_NOT": "NOT"}


def explained(text: str, error: UnexpectedInput) -> FilterError:
    """Return what the owner is told where parsing `text` stopped with `error`."""
    if isinstance(error, UnexpectedToken):
        return _of_token(text, error)
    if isinstance(error, UnexpectedCharacters):
        return _of_character(text, error)
    end = len(text.rstrip())
    return FilterError("The filter ends too early.", Span(end, end))


def _of_token(text: str, error: UnexpectedToken) -> FilterError:
    token: Any = error.token
    if token.type == "$END":
        return _at_end(text, error)
    span = Span(token.start_pos, token.end_pos)
    if _wants_value(error):
        return _no_value(text, span)
    missing = f"Something is missing before {token}."
    aside = "To search for it as it is, put it in quotes."
    if token.type in _JOINING:
        return FilterError(f"{missing} {aside}", span)
    if token.type == "OPERATOR":
        message = f"A field belongs before “{token}”, such as category:food. {aside}"
        return FilterError(message, span)
    if token.type == "_RPAR" and "(" not in text[: span.start]:
        return FilterError("This “)” closes nothing.", span, suggestion="")
    return FilterError(missing, span)


def _of_character(text: str, error: UnexpectedCharacters) -> FilterError:
    at = error.pos_in_stream or 0
    here = text[at]
    if here in _QUOTES:
        message = "The quotes that open here are never closed."
        return FilterError(message, Span(at, len(text)), expected=['"'], suggestion=None)
    span = Span(at, at + 1)
    if _wants_value(error):
        return _no_value(text, span)
    if here in ":=<>~!":
        return FilterError(f"A field belongs before “{here}”, such as category:food.", span)
    return FilterError(f"“{here}” can't stand here.", span)


def _at_end(text: str, error: UnexpectedToken) -> FilterError:
    end = len(text.rstrip())
    opened = _unclosed(text)
    if _wants_value(error):
        return _no_value(text, Span(end, end))
    last = text.rsplit(maxsplit=1)[-1]
    if last in _JOINING.values() or last.endswith("-"):
        span = Span(end - len(last), end)
        return FilterError(f"Something is missing after {last}.", span)
    if opened is not None:
        return FilterError("This “(” is never closed.", Span(opened, opened + 1), expected=[")"])
    return FilterError("The filter ends too early.", Span(end, end))


def _wants_value(error: UnexpectedToken | UnexpectedCharacters) -> bool:
    wanted = error.accepts if isinstance(error, UnexpectedToken) else error.allowed
    return "VALUE" in (wanted or ())


def _no_value(text: str, span: Span) -> FilterError:
    before = text[: span.start].split()
    what = before[-1].lstrip("(-") if before else ""
    message = f"A value is missing after “{what}”." if what else "A value is missing here."
    return FilterError(message, span, expected=["a value"])


def _unclosed(text: str) -> int | None:
    """Return where the last parenthesis opens that is never closed; quoted ones don't count."""
    opened: list[int] = []
    quote = False
    for place, sign in enumerate(text):
        if sign in _QUOTES and (place == 0 or text[place - 1] != "\\"):
            quote = not quote
        elif not quote and sign == "(":
            opened.append(place)
        elif not quote and sign == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None
