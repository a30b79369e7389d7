"""Going through everything that must hold."""

import time
from collections.abc import Iterable
from itertools import islice

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from backend.services.consistency.balance_checks import BALANCE_CHECKS
from backend.services.consistency.file_checks import FILE_CHECKS
from backend.services.consistency.findings import SHOWN, Check, CheckResult, Finding
from backend.services.consistency.kept_checks import KEPT_CHECKS
from backend.services.consistency.link_checks import LINK_CHECKS
from backend.services.consistency.row_checks import ROW_CHECKS

CHECKS: tuple[Check, ...] = (
    *FILE_CHECKS,
    *ROW_CHECKS,
    *LINK_CHECKS,
    *KEPT_CHECKS,
    *BALANCE_CHECKS,
)

# What a value of the wrong kind ends in, such as words for an amount: it stops some checks, and
# must not keep the others from saying where it stands.
_WRONG_KIND = (DatabaseError, ValueError, TypeError, ArithmeticError, LookupError)

_NAMES = text(
    "SELECT id, coalesce(merchant_name, description), date FROM transactions"
    " WHERE id = CAST(:id AS INTEGER)"
)


def examine(session: Session, *, thorough: bool = True) -> list[CheckResult]:
    """Return what every check finds.

    Args:
        session: any session.
        thorough: whether the indexes are compared with their tables too, which takes longer than
            all the rest.
    """
    return [run(session, check, thorough=thorough) for check in CHECKS]


def run(session: Session, check: Check, *, thorough: bool = True) -> CheckResult:
    """Return what one check finds; a file too damaged to be read is a finding as well."""
    began = time.perf_counter()
    find = check.thorough if thorough and check.thorough is not None else check.find
    try:
        found = iter(find(session))
        shown = list(_named(session, islice(found, SHOWN)))
        count = len(shown) + sum(1 for _ in found)
    except _WRONG_KIND as error:
        shown, count = [_unreadable(error)], 1
    return CheckResult(check, count, tuple(shown), (time.perf_counter() - began) * 1000)


def _unreadable(error: Exception) -> Finding:
    reason = error.orig if isinstance(error, DatabaseError) else error
    return Finding("the file", f"can't be read: {reason}. Go back with `budgetapp restore`")


def _named(session: Session, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Add to each transaction what it is called, for people."""
    for finding in findings:
        kind, _, number = finding.what.rpartition(" ")
        row = (
            session.execute(_NAMES, {"id": number}).one_or_none() if kind == "transaction" else None
        )
        if row is None:
            yield finding
        else:
            yield Finding(f"{finding.what}, {row[1]} of {row[2]}", finding.detail, finding.link)
