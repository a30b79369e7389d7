"""An HTTP client whose every request passes the gate, those after a redirect too."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backend.integrations.outbound.gate import Gate, Purpose

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True)
class LongestAnswer:
    """How much of an answer is taken, however slowly it drips; more is a failed connection."""

    bytes: int = 16 * 1024 * 1024
    seconds: float = 900.0


def http_client(
    gate: Gate,
    purpose: Purpose,
    *,
    secrets: Iterable[str] = (),
    longest: LongestAnswer | None = None,
    **options: Any,
) -> "httpx2.Client":
    """Return a client for one purpose; `options` are those of `httpx2.Client`.

    It follows no redirects unless told to. `secrets` are masked wherever a request repeats them.
    A refused request raises OutboundRefusedError; where a library repeats requests on any error,
    ask `gate.require` first.
    """
    from backend.integrations.outbound.client import GatedClient

    options.setdefault("follow_redirects", False)
    return GatedClient(gate, purpose, tuple(secrets), longest, **options)
