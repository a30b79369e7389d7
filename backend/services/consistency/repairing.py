"""Mending what can be mended safely: as an operation that can be undone, or by reckoning anew."""

import datetime as dt

from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotFoundError
from backend.services import operations
from backend.services.consistency.examining import CHECKS, run
from backend.services.consistency.findings import Check, CheckResult


class UnknownCheckError(NotFoundError):
    """There is no such check."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no check “{key[:40]}”.")


class NothingToRepairError(ConflictError):
    """A check finds nothing, or nothing that could be mended without asking."""

    def __init__(self, check: Check) -> None:
        super().__init__(
            f"“{check.name}”: there is nothing here that could be mended safely by itself."
        )


def find_check(key: str) -> Check:
    """Return the check.

    Raises:
        UnknownCheckError: there is none of that key.
    """
    for check in CHECKS:
        if check.key == key:
            return check
    raise UnknownCheckError(key)


def repair(session: Session, key: str, *, at: dt.datetime) -> tuple[int, CheckResult]:
    """Mend what a check finds; return how many rows changed, and what it finds then.

    Raises:
        UnknownCheckError: there is none of that key.
        NothingToRepairError: nothing could be mended.
    """
    check = find_check(key)
    if check.repair is None:
        raise NothingToRepairError(check)
    if check.repair.summary is not None:
        operations.begin(session, f"repair_{check.key}", check.repair.summary, at=at)
    mended = check.repair.mend(session)
    if not mended:
        raise NothingToRepairError(check)
    session.expire_all()
    return mended, run(session, check, thorough=False)
