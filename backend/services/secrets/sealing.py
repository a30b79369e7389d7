"""Seal what is not, and seal anew what is; the caller commits."""

import json
import re
import sqlite3
from collections.abc import Sequence

from backend.core.secrets import SEALED, LostKeyError, SecretBox, is_foreign, is_sealed
from backend.services.secrets.places import Place, places, row_of, rows, secrets_of, write
from backend.services.settings import KINDS

EARLIER_KEY = KINDS["plaid_token_encryption_key"]


def seal_plain(
    connection: sqlite3.Connection, box: SecretBox, *, earlier_keys: Sequence[str] = ()
) -> int:
    """Seal every secret that is not, in a file of any version; return how many places changed.

    A token that an earlier version encrypted is opened with its key. Where that is not at hand
    it stays as it is, until the key comes.

    Raises:
        LostKeyError: there is a key to seal with, but it can't be read.
    """
    found = sealable(connection, box, earlier_keys=earlier_keys)
    for place, sealed in found:
        write(connection, place, sealed)
    return len(found)


def sealable(
    connection: sqlite3.Connection, box: SecretBox, *, earlier_keys: Sequence[str] = ()
) -> list[tuple[Place, str]]:
    """Return the places that hold something plain, each with its text once that is sealed."""
    plain = [place for place in places(connection) if place.is_plain]
    keys = [*earlier_keys, *saved_earlier_keys(connection, box)] if plain else []
    sealed = [(place, _sealed(place, box, keys)) for place in plain]
    return [(place, text) for place, text in sealed if text != place.text]


def reseal(connection: sqlite3.Connection, box: SecretBox) -> tuple[int, int]:
    """Seal everything anew with the newest key; return how many secrets, and how many are lost.

    What can't be opened stays as it is.

    Raises:
        LostKeyError: the newest key can't be read; nothing is changed.
    """
    done = lost = 0

    def again(match: re.Match[str]) -> str:
        nonlocal done, lost
        if not opens(match[0], box):
            lost += 1
            return match[0]
        done += 1
        return box.reseal(match[0])

    box.ring.sealing()
    for place in list(places(connection)):
        write(connection, place, SEALED.sub(again, place.text))
    return done, lost


def count_sealed(connection: sqlite3.Connection, box: SecretBox) -> tuple[int, int]:
    """Return how many sealed secrets a file has, and how many of them don't open."""
    found = [text for place in places(connection) for text in SEALED.findall(place.text)]
    return len(found), sum(not opens(text, box) for text in found)


def opens(text: str, box: SecretBox) -> bool:
    """Tell whether a stored secret can be read."""
    try:
        box.open(text)
    except LostKeyError:
        return False
    return True


def _sealed(place: Place, box: SecretBox, earlier_keys: Sequence[str]) -> str:
    if not place.is_kept_row:
        return _sealed_text(place.text, box, earlier_keys)
    row = row_of(place.text)
    new = {name: _sealed_text(text, box, earlier_keys) for name, text in secrets_of(row)}
    changed = any(row[name] != text for name, text in new.items())
    return json.dumps({**row, **new}, ensure_ascii=False) if changed else place.text


def _sealed_text(text: str, box: SecretBox, earlier_keys: Sequence[str]) -> str:
    if is_sealed(text):
        return text
    if not is_foreign(text):
        return box.seal(text)
    plain = _opened_as_before(text, earlier_keys)
    return text if plain is None else box.seal(plain)


def _opened_as_before(text: str, keys: Sequence[str]) -> str | None:
    from cryptography.fernet import Fernet, InvalidToken

    for key in keys:
        try:
            return Fernet(key).decrypt(text).decode()
        except (InvalidToken, ValueError):
            continue
    return None


def saved_earlier_keys(connection: sqlite3.Connection, box: SecretBox) -> list[str]:
    """Return the keys that the owner saved for the tokens of an earlier version."""
    names = (EARLIER_KEY.key, EARLIER_KEY.variable)
    found = rows(connection, "app_settings", "value", "value <> ''", key="key")
    return [box.open(text) for _, key, text in found if key in names and opens(text, box)]
