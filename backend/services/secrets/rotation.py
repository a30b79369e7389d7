"""A new key: first among the others, then everything sealed anew with it, then the old ones go."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from backend.core.keys import KeyPlace
from backend.core.secrets import LostKeyError, SecretBox
from backend.database.database import connect
from backend.services.secrets.sealing import count_sealed, reseal


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did.

    Attributes:
        place: where the newest key lies.
        resealed: how many secrets are sealed with it now.
        lost: how many could not be opened, and stayed.
        forgotten: how many older keys were let go of.
        made_key: whether it made a key; the environment's keys are its owner's to make.
    """

    place: KeyPlace
    resealed: int
    lost: int
    forgotten: int
    made_key: bool


def rotate(
    budget_file: Path,
    box: SecretBox,
    *,
    forget_older: bool = False,
    before_step: Callable[[str], None] = lambda _: None,
) -> Rotation:
    """Seal every secret with a new key; the older ones go on opening backups unless let go of.

    An end of the process at any step leaves every secret openable: the new key is stored before
    anything is sealed with it, and old ones go only after the file is committed.

    Raises:
        LostKeyError: the newest key can't be read.
    """
    with box.ring.locked():
        made_key = not box.given
        if made_key:
            before_step("add the key")
            box.ring.add_newest()
        before_step("seal anew")
        resealed, lost = _reseal_file(budget_file, box, before_step)
        before_step("let go of older keys")
        forgotten = 0
        if forget_older:
            _refuse_to_lose(budget_file, box)
            forgotten = box.ring.forget_older()
    return Rotation(box.ring.keys()[0].place, resealed, lost, forgotten, made_key)


def _reseal_file(path: Path, box: SecretBox, before_step: Callable[[str], None]) -> tuple[int, int]:
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            counts = reseal(connection, box)
            before_step("commit")
            connection.execute("COMMIT")
        except (LostKeyError, sqlite3.Error):
            connection.execute("ROLLBACK")
            raise
    return counts


def _refuse_to_lose(path: Path, box: SecretBox) -> None:
    """Make sure that the newest key alone opens what the present keys open."""
    with closing(connect(path)) as connection:
        alone = SecretBox(box.key_file.with_name("none"), given=(box.ring.sealing(),))
        if count_sealed(connection, alone)[1] > count_sealed(connection, box)[1]:
            raise LostKeyError("A secret was sealed meanwhile. Run it again.")
