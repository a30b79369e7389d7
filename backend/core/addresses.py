"""Which addresses of services may be asked: encrypted ones, and those of this computer."""

import ipaddress
import re
from urllib.parse import urlsplit

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")


def is_safe_address(text: str, *, with_login: bool = False) -> bool:
    """Tell whether `text` is an address by https, or by http on this computer.

    Args:
        text: the address.
        with_login: whether a user and a password may stand in it.
    """
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port  # reading the port tells whether it is one
    except ValueError:
        return False
    if not _is_host(host) or ("@" in parts.netloc and not with_login):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def is_on_this_computer(address: str) -> bool:
    """Tell whether an address is one of this computer."""
    return urlsplit(address).hostname in _LOOPBACK


def _is_host(host: str) -> bool:
    if ":" not in host:
        return _NAME.fullmatch(host) is not None
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return True
