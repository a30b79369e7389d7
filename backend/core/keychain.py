"""The system's keychain: macOS Keychain, Windows Credential Locker, or a desktop's secret service.

A server has none, a locked one may wait for its owner for ever, and backends that only pretend
are taken for none.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

SERVICE = "Budget App"
# Long enough for its owner to answer a question of the system.
PATIENCE_SECONDS = 30.0
_REAL_BACKENDS = (
    "keyring.backends.macOS",
    "keyring.backends.Windows",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
_log = logging.getLogger(__name__)


class Keychain(Protocol):
    """Keeps texts by name, outside the app's files."""

    def read(self, name: str) -> str | None:
        """Return the text of that name; None where there is none, or no way to it."""
        ...

    def write(self, name: str, text: str) -> bool:
        """Keep a text, and tell whether it can be read back."""
        ...

    def forget(self, name: str) -> None:
        """Let go of a text."""
        ...


@dataclass
class SystemKeychain:
    """The keychain of the system; what was read once is remembered while the app runs."""

    patience_seconds: float = PATIENCE_SECONDS
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def read(self, name: str) -> str | None:
        """Return the text of that name; None where there is none, or no way to it."""
        if name not in self._known:
            found = self._patiently(lambda: _backend().get_password(SERVICE, name))
            if not isinstance(found, str):
                return None
            self._known[name] = found
        return self._known[name]

    def write(self, name: str, text: str) -> bool:
        """Keep a text, and tell whether it can be read back."""

        def store() -> str | None:
            backend = _backend()
            backend.set_password(SERVICE, name, text)
            return backend.get_password(SERVICE, name)

        return self._patiently(store) == text

    def forget(self, name: str) -> None:
        """Let go of a text; one that is not there is no error."""
        self._known.pop(name, None)
        self._patiently(lambda: _backend().delete_password(SERVICE, name))

    def _patiently(self, ask: "Callable[[], str | None]") -> str | None:
        """Return what the keychain answers, None if it fails or does not answer in time."""
        answer: list[str | None] = []

        def run() -> None:
            try:
                answer.append(ask())
            except Exception as error:  # noqa: BLE001 - each backend has errors of its own
                _log.info("the keychain can't be used: %s", type(error).__name__)

        thread = threading.Thread(target=run, name="keychain", daemon=True)
        thread.start()
        thread.join(self.patience_seconds)
        if thread.is_alive():
            _log.warning("the keychain does not answer")
        return answer[0] if answer else None


class NoKeychainError(Exception):
    """This system has no keychain that really keeps anything."""


class _Backend(Protocol):
    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def _backend() -> _Backend:
    import keyring

    chosen = keyring.get_keyring()
    candidates: list[_Backend] = [chosen, *getattr(chosen, "backends", ())]
    for candidate in candidates:
        if type(candidate).__module__ in _REAL_BACKENDS:
            return candidate
    raise NoKeychainError
