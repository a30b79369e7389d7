"""Keeps the process from connecting to other computers in any way but through the gate.

It hears what Python itself hears of sockets. A library that connects without Python (such as the
one that asks for share prices) is not heard; those are held to the gate where they are used.
"""

import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from backend.core.errors import BudgetAppError

_door: ContextVar[bool] = ContextVar("door", default=False)
_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOKS_UP = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class AroundTheGateError(BudgetAppError):
    """Something in the app tried to reach another computer without asking; it was not reached."""

    def __init__(self, host: str) -> None:
        super().__init__(f"A connection to {host} was refused: the app had not said what for.")


@contextmanager
def open_door() -> Iterator[None]:
    """Let connections out that are made inside, in this thread."""
    token = _door.set(True)
    try:
        yield
    finally:
        _door.reset(token)


@cache
def guard_this_process() -> None:
    """Refuse connections to other computers from now on, but for those that pass the gate.

    This lasts as long as the process; being called again changes nothing.
    """
    own = socket.gethostname().lower()

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if not event.startswith("socket.") or _door.get():
            return
        if event in _CONNECTS:
            address = args[1]
            if isinstance(address, tuple) and not _is_here(str(address[0])):
                raise AroundTheGateError(str(address[0]))
        elif event in _LOOKS_UP and not _needs_nobody(args[0], own):
            raise AroundTheGateError(_text(args[0]))
        elif event == "socket.gethostbyaddr" and not _is_known_here(args[0], own):
            raise AroundTheGateError(_text(args[0]))  # who it belongs to is asked elsewhere

    sys.addaudithook(hear)


def _is_here(host: str) -> bool:
    if host.lower() in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_unspecified)


def _is_known_here(host: object, own: str) -> bool:
    name = _text(host)
    return name.lower() == own or _is_here(name)


def _needs_nobody(host: object, own: str) -> bool:
    """Tell whether no other computer is asked what a name means: it is an address, or our own."""
    name = _text(host).lower()
    if name in {"", "localhost", own} or name.endswith(".localhost") or name.startswith(f"{own}."):
        return True
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _text(host: object) -> str:
    if isinstance(host, bytes):
        return host.decode("ascii", "replace")
    return "" if host is None else str(host)
