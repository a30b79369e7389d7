"""Reading what models write: JSON, also where words or a fence stand around it."""

import json
import re
from typing import Any

_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)


def parsed_json(text: str) -> Any:
    """Return the JSON object in an answer; None where there is none.

    Small models put a fence or a sentence around it, whatever they were asked.
    """
    fenced = _FENCE.search(text)
    first, last = text.find("{"), text.rfind("}")
    for candidate in (text, fenced.group(1) if fenced else "", text[first : last + 1]):
        found = loads(candidate)
        if isinstance(found, dict):
            return found
    return None


def loads(text: str) -> Any:
    """Return what a JSON text says; None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
