"""Secrets at rest: encrypted with keys that lie outside the databases (see `core/keys.py`)."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from backend.core.keychain import Keychain
from backend.core.keys import KeyRing, LostKeyError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

__all__ = ["LostKeyError", "SecretBox", "is_foreign", "is_sealed"]

_MARK = "enc:v1:"
SEALED = re.compile(re.escape(_MARK) + r"[A-Za-z0-9_=-]+")
# What earlier versions encrypted with a key of the environment bears no mark of ours.
_FOREIGN = re.compile(r"gAAAAA[A-Za-z0-9_-]{90,}={0,2}")


def is_sealed(stored: str) -> bool:
    """Tell whether a stored text was sealed by a box."""
    return stored.startswith(_MARK)


def is_foreign(stored: str) -> bool:
    """Tell whether a stored text was encrypted by an earlier version."""
    return _FOREIGN.fullmatch(stored) is not None


@dataclass(frozen=True, slots=True)
class SecretBox:
    """Encrypts and decrypts with the keys of one data folder; one is made when first needed."""

    key_file: Path
    keychain: Keychain | None = field(default=None, repr=False)
    given: tuple[str, ...] = field(default=(), repr=False)

    @property
    def ring(self) -> KeyRing:
        """Where the keys lie."""
        return KeyRing(self.key_file, self.keychain, self.given)

    def seal(self, plain: str) -> str:
        """Return `plain` encrypted with the newest key, as text to store.

        Raises:
            LostKeyError: there is a key, but it can't be read.
        """
        from cryptography.fernet import Fernet

        return _MARK + Fernet(self.ring.sealing()).encrypt(plain.encode()).decode()

    def open(self, stored: str) -> str:
        """Return what was sealed; text that was never sealed comes back as it is.

        Raises:
            LostKeyError: it was sealed with a key that is not at hand.
        """
        if is_foreign(stored):
            raise LostKeyError
        if not is_sealed(stored):
            return stored
        from cryptography.fernet import InvalidToken

        try:
            return self._opener().decrypt(stored.removeprefix(_MARK)).decode()
        except (InvalidToken, ValueError):  # ValueError: letters that no sealed text has
            raise LostKeyError from None

    def reseal(self, stored: str) -> str:
        """Return a sealed text sealed anew, with the newest key.

        Raises:
            LostKeyError: it was sealed with a key that is not at hand.
        """
        return self.seal(self.open(stored))

    def _opener(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        keys = self.ring.opening()
        if not keys:
            raise LostKeyError
        return MultiFernet([Fernet(key) for key in keys])
