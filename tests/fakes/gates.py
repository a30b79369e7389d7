"""Gates for tests of what goes through one: open, and remembering what went."""

from dataclasses import dataclass, field

from backend.integrations.outbound import Gate, Outgoing, Passage, Purpose


@dataclass
class NotedPassage(Passage):
    """What left, and the first that was told of how it went."""

    outgoing: Outgoing
    told: tuple[object, ...] | None = None

    def answered(self, status: int | None, received_bytes: int = 0) -> None:
        self.told = self.told or ("answered", status, received_bytes)

    def failed(self, reason: str, received_bytes: int = 0) -> None:
        self.told = self.told or ("failed", reason, received_bytes)


@dataclass
class OpenGate(Gate):
    """Lets everything out, and remembers it."""

    noted: list[NotedPassage] = field(default_factory=list)

    def require(self, purpose: Purpose, url: str) -> None:
        del purpose, url

    def begin(self, outgoing: Outgoing) -> NotedPassage:
        self.noted.append(NotedPassage(outgoing))
        return self.noted[-1]
