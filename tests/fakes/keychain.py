"""A keychain that a test looks into, locks, and breaks."""

from dataclasses import dataclass, field


@dataclass
class FakeKeychain:
    """Keeps texts in memory."""

    texts: dict[str, str] = field(default_factory=dict)
    is_locked: bool = False

    def read(self, name: str) -> str | None:
        return None if self.is_locked else self.texts.get(name)

    def write(self, name: str, text: str) -> bool:
        if not self.is_locked:
            self.texts[name] = text
        return not self.is_locked

    def forget(self, name: str) -> None:
        self.texts.pop(name, None)
