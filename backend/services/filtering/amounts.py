"""Sizes of amounts, as people type them."""

import re

_SIZE = re.compile(r"[$€£¥]?(?P<whole>\d{1,10})?(?:\.(?P<part>\d{1,2}))?[$€£¥]?")
_GROUPED = re.compile(r"[$€£¥]?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?[$€£¥]?")


def cents_of(text: str) -> int | None:
    """Return a size in cents, `1,234.56` too; None of what is no size."""
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    match = _SIZE.fullmatch(text)
    if match is None or (match["whole"] is None and match["part"] is None):
        return None
    return int(match["whole"] or 0) * 100 + int((match["part"] or "0").ljust(2, "0"))
