"""The bank's wording, cleaned: entities resolved, white space calm, nothing said twice."""

import html
import re

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]+")
_LONGEST = 500


def clean(text: str | None) -> str:
    """Return `text` on one line, as a person would have typed it; "" for nothing.

    Entities are resolved twice, as some banks encode twice, and only with their semicolon: the
    rest of "BED&REGISTRY" must not become a sign.
    """
    if not text:
        return ""
    if "&" in text:
        text = _ENTITY.sub(_resolve, _ENTITY.sub(_resolve, text))
    if "<" in text:
        text = _LINE_BREAK_TAG.sub(" ", text)
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    return " ".join(text.split())[:_LONGEST]


def _resolve(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def join(first: str, second: str) -> str:
    """Return two cleaned texts as one, without what one of them only repeats.

    Banks cut the name at 32 characters and give the whole text again as memo, or repeat the
    name's end there.
    """
    if not first or not second:
        return first or second
    one, two = first.casefold(), second.casefold()
    if two in one:
        return first
    if one in two:
        return second
    shared = _overlap(one, two)
    return f"{first}{second[shared:]}" if shared else f"{first} {second}"


def _overlap(one: str, two: str) -> int:
    """Return how many characters `two` begins with that end `one`, in whole words."""
    words = two.split(" ")
    for count in range(min(len(words), 8), 0, -1):
        start = " ".join(words[:count])
        if one.endswith(f" {start}"):
            return len(start)
    return 0
