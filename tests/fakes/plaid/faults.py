"""What can go wrong on the way to Plaid and back, on demand."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


class PlaidError(Exception):
    """An error as Plaid answers it; also what the fake's own rules raise."""

    def __init__(
        self,
        code: str,
        *,
        kind: str = "INVALID_REQUEST",
        message: str = "",
        reason: str | None = None,
        status: int = 400,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.kind = kind
        self.message = message or f"{code.lower()} (see the documentation)"
        self.reason = reason
        self.status = status
        self.headers = dict(headers or {})

    def body(self, request_id: str | None) -> dict[str, Any]:
        described = {
            "display_message": None,
            "documentation_url": "https://plaid.com/docs/errors/",
            "error_code": self.code,
            "error_code_reason": self.reason,
            "error_message": self.message,
            "error_type": self.kind,
            "suggested_action": None,
        }
        return {**described, "request_id": request_id} if request_id else described


@dataclass(frozen=True)
class Raw:
    """An answer that is not Plaid's: a proxy's page, say."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cut:
    """The call is done, its answer ends early: in the JSON, or below it in the transport."""

    at_byte: int = 40
    is_declared: bool = True  # False: less comes than Content-Length says


@dataclass(frozen=True)
class Drop:
    """The connection is closed without an answer; the call is done, or it never arrived."""

    is_done: bool = False


@dataclass(frozen=True)
class Slow:
    """The answer is right, and late."""

    seconds: float


@dataclass(frozen=True)
class Changed:
    """The answer is changed on its way: fields and values that nobody knows yet, say."""

    change: Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Meanwhile:
    """Something happens at the bank just before the answer."""

    happen: Callable[[], object]


Fault = PlaidError | Raw | Cut | Drop | Slow | Changed | Meanwhile


def html(status: int = 502) -> Raw:
    """A gateway's page, in an encoding of its own."""
    page = "<html><body>Bad gateway – caf\xe9</body></html>".encode("cp1252")
    return Raw(status, page, {"Content-Type": "text/html; charset=windows-1252"})


def as_json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
