"""What lies in the data folder, and how large it is."""

from dataclasses import dataclass
from pathlib import Path

from backend.core.config import Config
from backend.core.keys import KeyPlace
from backend.core.secrets import SecretBox
from backend.services.backups import Backup, list_backups


@dataclass(frozen=True, slots=True)
class Storage:
    """A household's folder.

    Attributes:
        folder: where it lies.
        budget_bytes: the size of the accounts and transactions.
        investments_bytes: the size of the portfolio.
        backups_bytes: the size of all copies together.
        backups: the copies, newest first.
        key_place: where the key lies that opens stored secrets; None while there is none.
    """

    folder: Path
    budget_bytes: int
    investments_bytes: int
    backups_bytes: int
    backups: list[Backup]
    key_place: KeyPlace | None


def storage(config: Config, box: SecretBox) -> Storage:
    """Return what lies in the data folder of `config`."""
    backups = list_backups(config.backups)
    keys = box.ring.keys()
    return Storage(
        folder=config.data_folder,
        budget_bytes=_bytes_of(config.budget_file),
        investments_bytes=_bytes_of(config.investments_file),
        backups_bytes=sum(backup.size_bytes for backup in backups),
        backups=backups,
        key_place=keys[0].place if keys else None,
    )


def _bytes_of(database: Path) -> int:
    """Return the size of a database file with what waits in its log."""
    parts = [database, database.with_name(database.name + "-wal")]
    return sum(part.stat().st_size for part in parts if part.exists())
