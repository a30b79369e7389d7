"""Ids in the portions that one statement takes."""

from collections.abc import Iterable

_CHUNK = 400


def chunks(ids: list[str]) -> Iterable[list[str]]:
    """Yield `ids` in portions."""
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
