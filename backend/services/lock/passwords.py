"""The lock's password: what it may be, how it is kept, and whether one is it."""

import datetime as dt
import unicodedata

from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError
from backend.models import AppSetting
from backend.services.in_force import PASSWORD_KEY

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200


class WrongPasswordError(InvalidInputError):
    """What was entered is not the password."""

    def __init__(self) -> None:
        super().__init__("That is not the password.")


class UnfitPasswordError(InvalidInputError):
    """A new password is too short or too long."""

    def __init__(self) -> None:
        super().__init__(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters. "
            "A few words that you remember do well."
        )


class PasswordNeededError(ConflictError):
    """The app would be within reach of others, and has no password."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"At {host}, everyone in your network could open Budget App: set a password first, "
            "in Settings or with `budgetapp lock set`."
        )


class TooManyAttemptsError(ConflictError):
    """Others are being answered first."""

    def __init__(self) -> None:
        super().__init__("Too many passwords were tried at once. Try again in a few seconds.")


def hash_of(password: str) -> str:
    """Return what is kept of a password: argon2id by the parameters of RFC 9106.

    Raises:
        UnfitPasswordError: it is too short or too long.
    """
    from argon2 import PasswordHasher

    plain = _plain(password)
    if not SHORTEST_PASSWORD <= len(plain) <= LONGEST_PASSWORD:
        raise UnfitPasswordError
    return PasswordHasher().hash(plain)


def is_right(password: str, password_hash: str) -> bool:
    """Say whether `password` is the one that was kept; takes about a tenth of a second."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    plain = _plain(password)
    if len(plain) > LONGEST_PASSWORD:
        return False
    try:
        return PasswordHasher().verify(password_hash, plain)
    except (VerificationError, InvalidHashError):
        return False


def save_password(session: Session, new: str | None, *, at: dt.datetime) -> None:
    """Keep a new password, or none.

    Raises:
        UnfitPasswordError: it is too short or too long.
    """
    save_hash(session, None if new is None else hash_of(new), at=at)


def save_hash(session: Session, password_hash: str | None, *, at: dt.datetime) -> None:
    """Keep what `hash_of` made of a password, or None for no lock."""
    row = session.get(AppSetting, PASSWORD_KEY)
    if row is None:
        row = AppSetting(key=PASSWORD_KEY)
        session.add(row)
    row.value = password_hash
    row.updated_at = at
    session.flush()


def _plain(password: str) -> str:
    """Return a password the same from every keyboard: ü is one letter or two."""
    return unicodedata.normalize("NFC", password)
