"""Secrets at rest: encrypted with a key that lies outside the database."""

import os
from dataclasses import dataclass
from pathlib import Path

from backend.core.errors import ConflictError

_MARK = "enc:v1:"


class LostKeyError(ConflictError):
    """A stored secret can't be read: the key that it was encrypted with is gone or another."""

    def __init__(self) -> None:
        super().__init__(
            "The key that opens stored secrets (.encryption_key in the data folder) is missing or "
            "has changed. Put the former file back, or enter the secret again in Settings."
        )


@dataclass(frozen=True, slots=True)
class SecretBox:
    """Encrypts and decrypts with the key of one data folder, made when first needed."""

    key_file: Path

    def seal(self, plain: str) -> str:
        """Return `plain` encrypted, as text to store."""
        from cryptography.fernet import Fernet

        return _MARK + Fernet(self._key()).encrypt(plain.encode()).decode()

    def open(self, stored: str) -> str:
        """Return what was sealed; text that was never sealed comes back as it is.

        Raises:
            LostKeyError: it was sealed with another key.
        """
        if not stored.startswith(_MARK):
            return stored
        from cryptography.fernet import Fernet, InvalidToken

        if not self.key_file.is_file():
            raise LostKeyError
        try:
            return Fernet(self._key()).decrypt(stored.removeprefix(_MARK)).decode()
        except InvalidToken as error:
            raise LostKeyError from error

    def _key(self) -> bytes:
        from cryptography.fernet import Fernet

        if not self.key_file.is_file():
            # Created with O_EXCL and 0600: never readable by others, never written over.
            handle = os.open(self.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(Fernet.generate_key())
        return self.key_file.read_bytes().strip()
