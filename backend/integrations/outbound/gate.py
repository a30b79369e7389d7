"""What passes the gate, and what the gate does with it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from backend.core.errors import ConflictError
from backend.integrations.outbound.guard import open_door


class Purpose(StrEnum):
    """What another computer is asked for; each has a switch of its own."""

    PLAID = "plaid"
    SIMPLEFIN = "simplefin"
    AI = "ai"
    PRICES = "prices"


class OutboundRefusedError(ConflictError):
    """The owner's switches keep a request from leaving; nothing was sent.

    Attributes:
        purpose: what it was for.
        switch: the setting that has to be another for it to leave.
    """

    def __init__(self, message: str, purpose: Purpose, switch: str) -> None:
        super().__init__(message, purpose=purpose.value, switch=switch)
        self.purpose = purpose
        self.switch = switch


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request that is about to leave.

    `body` is what will be sent, to the byte; `secrets` are texts in it, or in its address, that
    nobody is to read later. `sent_bytes` counts head and body, before encryption.
    """

    purpose: Purpose
    method: str
    url: str
    body: bytes = b""
    sent_bytes: int = 0
    secrets: tuple[str, ...] = field(default=(), repr=False)


class Passage(ABC):
    """A request that was let out. How it went is told once; what is told later is not heard."""

    @abstractmethod
    def answered(self, status: int | None, received_bytes: int = 0) -> None:
        """Note that an answer came, of whatever status."""

    @abstractmethod
    def failed(self, reason: str, received_bytes: int = 0) -> None:
        """Note that no answer came, or not all of it. The reason holds no secret."""


class Gate(ABC):
    """Lets requests out, or refuses them."""

    @abstractmethod
    def require(self, purpose: Purpose, url: str) -> None:
        """Make sure that a request could leave, before something is begun that needs one.

        Raises:
            OutboundRefusedError: it could not; that is noted as a request that was refused.
        """

    @abstractmethod
    def begin(self, outgoing: Outgoing) -> Passage:
        """Note a request that is about to leave, and let it.

        Raises:
            OutboundRefusedError: it must not leave, or can't be noted; nothing is to be sent.
        """

    @contextmanager
    def passage(
        self,
        purpose: Purpose,
        *,
        method: str,
        url: str,
        body: bytes | str = b"",
        secrets: Iterable[str] = (),
        head_bytes: int = 0,
    ) -> Iterator[Passage]:
        """Let out the one request that is made inside, whose answer is told to the passage.

        Raises:
            OutboundRefusedError: it must not leave.
        """
        sent = body.encode() if isinstance(body, str) else body
        size = len(sent) + head_bytes
        passage = self.begin(Outgoing(purpose, method, url, sent, size, tuple(secrets)))
        try:
            with open_door():
                yield passage
        except BaseException as error:
            passage.failed(type(error).__name__)
            raise
        passage.answered(None)
