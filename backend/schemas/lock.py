"""The app lock, as JSON."""

from pydantic import BaseModel, Field

# Longer than any password: what is longer is refused by the service, in a sentence.
_LONGEST = 1_000


class LockOut(BaseModel):
    """How the lock stands for this browser.

    `locks_in_seconds` is how long nothing may happen until it locks by itself; null where it is
    locked, has no password or never locks.
    """

    is_set: bool
    is_locked: bool
    idle_minutes: int
    locks_in_seconds: int | None


class UnlockIn(BaseModel):
    """The password."""

    password: str = Field(max_length=_LONGEST)


class PasswordIn(BaseModel):
    """A new password, or null for no lock any more; the present one is needed where there is one."""

    current: str | None = Field(default=None, max_length=_LONGEST)
    new: str | None = Field(default=None, max_length=_LONGEST)
