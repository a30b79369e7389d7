"""What the test process itself connects to, heard where Python tells of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

Address = tuple[str, int]


# Addresses for documentation, where nobody is: the guard's own tests knock there.
_NOBODY = ("192.0.2.", "2001:db8:")


def is_local(host: str) -> bool:
    """Tell whether an address is this computer's, or nobody's."""
    return host in {"localhost", "::1"} or host.startswith(("127.", *_NOBODY))


@cache
def _lists() -> list[list[Address]]:
    """Return who listens at the moment; the ear stays for good, as Python has no way to take it off."""
    listening: list[list[Address]] = []

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.connect" and listening and isinstance(args[1], tuple):
            for heard in listening:
                heard.append((str(args[1][0]), int(args[1][1])))

    sys.addaudithook(hear)
    return listening


@contextmanager
def connections() -> Iterator[list[Address]]:
    """Yield the list of every connection that this process makes inside, also of refused ones."""
    heard: list[Address] = []
    _lists().append(heard)
    try:
        yield heard
    finally:
        _lists().remove(heard)
