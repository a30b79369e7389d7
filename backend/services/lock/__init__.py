"""The app lock: a password between whoever sits at the computer and the household's money.

It guards the app, not the files: who may read the data folder needs no password for it.
"""

from backend.services.lock.app_lock import AppLock, LockState
from backend.services.lock.passwords import (
    PasswordNeededError,
    TooManyAttemptsError,
    UnfitPasswordError,
    WrongPasswordError,
    save_password,
)

__all__ = [
    "AppLock",
    "LockState",
    "PasswordNeededError",
    "TooManyAttemptsError",
    "UnfitPasswordError",
    "WrongPasswordError",
    "save_password",
]
