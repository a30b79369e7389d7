"""Uploaded files between preview and import: kept in the data folder, for a day at most."""

import datetime as dt
import hashlib
import json
import os
import re
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from backend.core.errors import NotFoundError, TooLargeError
from backend.services.importing.wishes import Wishes

if TYPE_CHECKING:
    # Not at the start of the app, which sweeps this area: it would bring in all readers.
    from backend.services.importing.preview import Preview

KEPT_FOR = dt.timedelta(days=1)
_CHUNK_BYTES = 1024 * 1024
_ID = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 200


class StagedFileNotFoundError(NotFoundError):
    """There is no such uploaded file."""

    def __init__(self) -> None:
        super().__init__("That file is not here any more. Choose it again.")


class UploadTooLargeError(TooLargeError):
    """A file is larger than the app takes."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"That file is larger than {limit // (1024 * 1024)} MB, the most that is taken at once."
        )


@dataclass(frozen=True, slots=True)
class StagedFile:
    """An uploaded file that waits; `account_id` is the account that it was uploaded for."""

    id: str
    file_name: str
    size: int
    sha256: str
    created_at: dt.datetime
    account_id: int | None = None
    wishes: Wishes = field(default_factory=Wishes)


class StagingArea:
    """The folder of uploaded files, and what was read from the last one that was looked at.

    Each file has a random id; its bytes lie in `<id>.data`, what is known of it in `<id>.json`.
    `reading` is held while a preview is made or brought up to date, as there is one of it.
    """

    def __init__(self, folder: Path) -> None:
        """Describe the area at `folder`, which is made at the first upload."""
        self._folder = folder
        self._lock = threading.Lock()
        self._read: tuple[str, Preview] | None = None
        self._claimed: set[str] = set()
        self.reading = threading.RLock()

    def put(
        self,
        stream: IO[bytes],
        *,
        file_name: str,
        limit: int,
        at: dt.datetime,
        account_id: int | None = None,
    ) -> StagedFile:
        """Keep an upload.

        Raises:
            UploadTooLargeError: it has more than `limit` bytes.
        """
        self.sweep(at)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        staged_id = secrets.token_hex(16)
        try:
            size, sha256 = _copy(stream, self._data(staged_id), limit)
        except BaseException:
            self._data(staged_id).unlink(missing_ok=True)
            raise
        staged = StagedFile(staged_id, plain_name(file_name), size, sha256, at, account_id)
        self._save(staged)
        return staged

    def get(self, staged_id: str) -> StagedFile:
        """Return what is known of a waiting file.

        Raises:
            StagedFileNotFoundError: there is none with that id.
        """
        if _ID.fullmatch(staged_id) is None:
            raise StagedFileNotFoundError
        try:
            data = json.loads(self._meta(staged_id).read_text("utf-8"))
        except FileNotFoundError:
            raise StagedFileNotFoundError from None
        data["created_at"] = dt.datetime.fromisoformat(data["created_at"])
        data["wishes"] = Wishes.from_json(data["wishes"])
        return StagedFile(**data)

    def content(self, staged: StagedFile) -> bytes:
        """Return the bytes of a waiting file.

        Raises:
            StagedFileNotFoundError: it is gone.
        """
        try:
            return self._data(staged.id).read_bytes()
        except FileNotFoundError:
            raise StagedFileNotFoundError from None

    def wish(self, staged: StagedFile, wishes: Wishes) -> StagedFile:
        """Keep what the owner said about a file."""
        changed = replace(staged, wishes=wishes)
        self._save(changed)
        return changed

    def discard(self, staged_id: str) -> None:
        """Throw a waiting file away.

        Raises:
            StagedFileNotFoundError: there is none with that id.
        """
        self.get(staged_id)
        self.remove(staged_id)

    def sweep(self, at: dt.datetime) -> None:
        """Throw away what waited for more than a day."""
        if not self._folder.is_dir():
            return
        oldest = (at - KEPT_FOR).timestamp()
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another request sweeps as well
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def remember(self, staged_id: str, preview: "Preview") -> None:
        """Keep what was read from a file until another one is looked at."""
        with self._lock:
            self._read = (staged_id, preview)

    def recall(self, staged_id: str) -> "Preview | None":
        """Return what was read from a file, if it was the last one."""
        with self._lock:
            return self._read[1] if self._read and self._read[0] == staged_id else None

    def forget(self, staged_id: str) -> None:
        """Let go of what was read from a file."""
        with self._lock:
            if self._read and self._read[0] == staged_id:
                self._read = None

    def claim(self, staged_id: str) -> bool:
        """Take a file for importing; false if someone has it already."""
        with self._lock:
            is_free = staged_id not in self._claimed
            self._claimed.add(staged_id)
            return is_free

    def release(self, staged_id: str) -> None:
        """Give a claimed file back."""
        with self._lock:
            self._claimed.discard(staged_id)

    def remove(self, staged_id: str) -> None:
        """Let go of a file that is done with, whether or not it is still here."""
        self.forget(staged_id)
        self._data(staged_id).unlink(missing_ok=True)
        self._meta(staged_id).unlink(missing_ok=True)

    def _save(self, staged: StagedFile) -> None:
        data = {
            "id": staged.id,
            "file_name": staged.file_name,
            "size": staged.size,
            "sha256": staged.sha256,
            "created_at": staged.created_at.isoformat(),
            "account_id": staged.account_id,
            "wishes": staged.wishes.to_json(),
        }
        partial = self._folder / f"{staged.id}.{secrets.token_hex(4)}.partial"
        with os.fdopen(_create(partial), "w", encoding="utf-8") as file:
            json.dump(data, file)
        partial.replace(self._meta(staged.id))

    def _data(self, staged_id: str) -> Path:
        return self._folder / f"{staged_id}.data"

    def _meta(self, staged_id: str) -> Path:
        return self._folder / f"{staged_id}.json"


def plain_name(file_name: str) -> str:
    """Return a file's name as it can be shown and stored: no folders, no unprintable signs."""
    last = re.split(r"[\\/]", file_name)[-1]
    printable = "".join(sign if sign.isprintable() else " " for sign in last).strip()
    return printable[:_LONGEST_NAME] or "file"


def _copy(stream: IO[bytes], path: Path, limit: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(_create(path), "wb") as file:
        while chunk := stream.read(_CHUNK_BYTES):
            size += len(chunk)
            if size > limit:
                raise UploadTooLargeError(limit)
            digest.update(chunk)
            file.write(chunk)
    return size, digest.hexdigest()


def _create(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
