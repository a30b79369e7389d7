"""The one way out of this computer: who is asked, what for, and with exactly which words.

Whatever asks another computer does so through a `Gate`. It refuses what the owner has switched
off, before anything is sent, and writes down everything else. `http_client` gives a client whose
every request passes the gate; what has a library of its own takes a `passage` around its call.
A connection that goes around all this is refused (see `guard`).
"""

from backend.integrations.outbound.gate import (
    Gate,
    OutboundRefusedError,
    Outgoing,
    Passage,
    Purpose,
)
from backend.integrations.outbound.guard import guard_this_process
from backend.integrations.outbound.http import LongestAnswer, http_client

__all__ = [
    "Gate",
    "LongestAnswer",
    "OutboundRefusedError",
    "Outgoing",
    "Passage",
    "Purpose",
    "guard_this_process",
    "http_client",
]
