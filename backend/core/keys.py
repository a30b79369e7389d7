"""Where the keys lie that open stored secrets: outside the databases and their backups.

The key file has one line per key, the newest first: the key itself, or `keychain:` and the name
under which the system's keychain keeps it. Keys from the environment come before those of the
file. The first key of all seals, every one opens. Nothing here ever replaces a key that is there.
"""

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from backend.core.errors import ConflictError
from backend.core.keychain import Keychain

_IN_KEYCHAIN = "keychain:"


class LostKeyError(ConflictError):
    """A stored secret can't be read: the key that it was encrypted with is gone or another."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(
            message
            or "The key that opens stored secrets is missing or has changed. Put the former key "
            "back (the file .encryption_key in the data folder, or your system’s keychain), or "
            "enter the secret again in Settings and connect the bank again."
        )


class KeyPlace(StrEnum):
    """Where a key lies."""

    ENVIRONMENT = "environment"
    KEYCHAIN = "keychain"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Key:
    """A key and its place; None where the place does not give one out."""

    place: KeyPlace
    value: str | None = field(repr=False)
    name: str | None = None  # in the keychain


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one data folder."""

    key_file: Path
    keychain: Keychain | None = field(default=None, repr=False)
    given: tuple[str, ...] = field(default=(), repr=False)

    def keys(self) -> list[Key]:
        """Return every key that is known of, the one that seals first."""
        of_environment = [Key(KeyPlace.ENVIRONMENT, _usable(text)) for text in self.given]
        return of_environment + [self._of_line(line) for line in self._lines()]

    def opening(self) -> list[str]:
        """Return every key that is at hand."""
        return [key.value for key in self.keys() if key.value]

    def sealing(self) -> str:
        """Return the key that seals, made when there has been none.

        Raises:
            LostKeyError: there should be one, but it can't be read.
        """
        keys = self.keys()
        if not keys:
            self._write_first(self._new_line())
            keys = self.keys()
        if keys[0].value is None:
            raise LostKeyError(_unreadable(keys[0].place))
        return keys[0].value

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from changing the keys meanwhile, in other processes too."""
        from filelock import FileLock

        self.key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(self.key_file.with_name(self.key_file.name + ".lock"), mode=0o600):
            yield

    def add_newest(self) -> None:
        """Put a new key before the others of the file; only inside `locked`."""
        self._replace([self._new_line(), *self._lines()])

    def forget_older(self) -> int:
        """Let go of all keys of the file but its newest; return how many. Only inside `locked`."""
        newest, *older = self._lines() or [""]
        if older:
            self._replace([newest])
        for line in older:
            if self.keychain and line.startswith(_IN_KEYCHAIN):
                self.keychain.forget(line.removeprefix(_IN_KEYCHAIN))
        return len(older)

    def _lines(self) -> list[str]:
        try:
            text = self.key_file.read_bytes().decode("ascii", "replace")
        except FileNotFoundError:
            return []
        # A file without a line is a key that got lost, and no place for a new one.
        return text.split() or [""]

    def _of_line(self, line: str) -> Key:
        if not line.startswith(_IN_KEYCHAIN):
            return Key(KeyPlace.FILE, _usable(line))
        name = line.removeprefix(_IN_KEYCHAIN)
        found = self.keychain.read(name) if self.keychain else None
        return Key(KeyPlace.KEYCHAIN, _usable(found or ""), name)

    def _new_line(self) -> str:
        """Make a key; return its line: the keychain's name for it, or itself."""
        from cryptography.fernet import Fernet

        key = Fernet.generate_key().decode()
        name = f"secrets-{secrets.token_hex(8)}"
        if self.keychain is not None and self.keychain.write(name, key):
            return _IN_KEYCHAIN + name
        return key

    def _write_first(self, line: str) -> None:
        """Make the file, whole at once; another process that was quicker keeps its own."""
        with self._written([line]) as partial:
            try:
                os.link(partial, self.key_file)
            except FileExistsError:
                if self.keychain and line.startswith(_IN_KEYCHAIN):
                    self.keychain.forget(line.removeprefix(_IN_KEYCHAIN))
            except OSError:  # a file system without links
                with self.locked():
                    if not self.key_file.exists():
                        partial.replace(self.key_file)

    def _replace(self, lines: Iterable[str]) -> None:
        with self._written(lines) as partial:
            partial.replace(self.key_file)

    @contextlib.contextmanager
    def _written(self, lines: Iterable[str]) -> Iterator[Path]:
        """Yield a file with these lines that its owner alone can read, safely on the disk."""
        partial = self.key_file.with_name(f"{self.key_file.name}.{secrets.token_hex(4)}")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(("\n".join(lines) + "\n").encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
            yield partial
        finally:
            partial.unlink(missing_ok=True)


def _usable(text: str) -> str | None:
    """Return `text` if it is a key: 32 bytes in URL-safe base64."""
    from cryptography.fernet import Fernet

    try:
        Fernet(text)
    except ValueError:
        return None
    return text


def _unreadable(place: KeyPlace) -> str:
    return {
        KeyPlace.ENVIRONMENT: "BUDGET_APP_ENCRYPTION_KEY is set, but its first part is no key.",
        KeyPlace.KEYCHAIN: (
            "Your system’s keychain does not give out the key of stored secrets. Unlock it, and"
            " allow Budget App to read it; then try again."
        ),
        KeyPlace.FILE: (
            "The file .encryption_key in the data folder holds no key. Put the former file back;"
            " or move it away, and enter the secrets again."
        ),
    }[place]
