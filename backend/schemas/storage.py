"""The data folder, as JSON."""

import datetime as dt
from typing import Self

from pydantic import BaseModel

from backend.core.keys import KeyPlace
from backend.services.backups import Backup
from backend.services.storage import Storage


class BackupOut(BaseModel):
    """A verified copy of one database file.

    `file` is `budget` or `investments`; `before` says what it was made ahead of, such as the
    number of an upgrade or `restore`, and is null where it was asked for.
    """

    name: str
    file: str
    made_at: dt.datetime
    before: str | None
    size_bytes: int

    @classmethod
    def of(cls, backup: Backup) -> Self:
        """Return a backup as it is shown."""
        return cls(
            name=backup.path.name,
            file=backup.schema,
            made_at=backup.made_at,
            before=backup.before,
            size_bytes=backup.size_bytes,
        )


class StorageOut(BaseModel):
    """What lies in the data folder, sizes in bytes; backups newest first."""

    folder: str
    budget_bytes: int
    investments_bytes: int
    backups_bytes: int
    backups: list[BackupOut]
    key_place: KeyPlace | None

    @classmethod
    def of(cls, storage: Storage) -> Self:
        """Return it as it is shown."""
        return cls(
            folder=str(storage.folder),
            budget_bytes=storage.budget_bytes,
            investments_bytes=storage.investments_bytes,
            backups_bytes=storage.backups_bytes,
            backups=[BackupOut.of(backup) for backup in storage.backups],
            key_place=storage.key_place,
        )
