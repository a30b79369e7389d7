"""Every attempt to bring a login up to date: how it began, how it ended, and the list of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from backend.models import (
    Account,
    Connection,
    ConnectionAccount,
    RunStatus,
    SyncLog,
    SyncRun,
    SyncTrigger,
)
from backend.services.sync.health import Health, health
from backend.services.sync.plain_words import CUT_OFF
from backend.services.sync.plan import Counts, Outcome

__all__ = ["AccountRun", "Ending", "Health", "PastRun", "begin_run", "finish_run", "get_run"]
__all__ += ["health", "interrupt_running", "list_runs", "note_counts", "running_run"]


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended; `sentence` is for the owner."""

    status: RunStatus
    sentence: str | None = None
    error_code: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class AccountRun:
    """What an attempt did in one account."""

    account_id: int
    account_name: str
    added: int
    modified: int
    removed: int


@dataclass(frozen=True, slots=True)
class PastRun:
    """An attempt, the bank that it asked, and what it did by account."""

    run: SyncRun
    institution_name: str
    provider: str
    accounts: list[AccountRun] = field(default_factory=list)


def begin_run(
    session: Session, connection_id: int, trigger: SyncTrigger, *, at: dt.datetime
) -> int:
    """Note that an attempt begins, and return its id.

    One that is said to be running cannot be: whoever begins holds the login's lock. Its process
    ended in the middle.
    """
    interrupt_running(session, connection_id)
    run = SyncRun(
        connection_id=connection_id, trigger=trigger, status=RunStatus.RUNNING, started_at=at
    )
    session.add(run)
    session.execute(
        update(Connection).where(Connection.id == connection_id).values(last_attempt_at=at)
    )
    session.flush()
    return run.id


def interrupt_running(session: Session, connection_id: int) -> None:
    """Note that attempts on a login are over whose process ended; the caller holds its lock."""
    for stale in session.scalars(_running(connection_id)):
        _end(session, stale, Ending(RunStatus.INTERRUPTED, CUT_OFF), Counts(), at=None)


def note_counts(session: Session, run_id: int, counts: Counts, operation_id: int | None) -> None:
    """Let an attempt show what it has stored so far."""
    session.execute(
        update(SyncRun)
        .where(SyncRun.id == run_id)
        .values(
            added=counts.of(Outcome.ADDED),
            modified=counts.of(Outcome.MODIFIED),
            removed=counts.of(Outcome.REMOVED),
            matched=counts.of(Outcome.MATCHED),
            operation_id=operation_id,
        )
    )


def finish_run(
    session: Session, run_id: int, ending: Ending, counts: Counts, *, at: dt.datetime
) -> None:
    """Note how an attempt ended, in it and in the log of each account that it is about."""
    run = session.get_one(SyncRun, run_id, populate_existing=True)
    _end(session, run, ending, counts, at=at)


def running_run(session: Session, connection_id: int) -> int | None:
    """Return the attempt that is said to run on a login, if there is one."""
    return session.scalar(_running(connection_id).with_only_columns(SyncRun.id).limit(1))


def get_run(session: Session, run_id: int) -> PastRun | None:
    """Return one attempt, None where there is none with that id."""
    found = session.execute(_all().where(SyncRun.id == run_id)).all()
    return next(iter(_with_accounts(session, [PastRun(*row) for row in found])), None)


def list_runs(
    session: Session,
    *,
    connection_id: int | None = None,
    account_id: int | None = None,
    status: RunStatus | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[PastRun]:
    """Return attempts, newest first.

    Args:
        session: any session.
        connection_id: only those on this login.
        account_id: only those about this account.
        status: only those that ended so.
        before: only those with a smaller id.
        limit: at most so many.
    """
    statement = _all().order_by(SyncRun.id.desc()).limit(limit)
    if connection_id is not None:
        statement = statement.where(SyncRun.connection_id == connection_id)
    if account_id is not None:
        about = select(SyncLog.run_id).where(SyncLog.account_id == account_id)
        statement = statement.where(SyncRun.id.in_(about))
    if status is not None:
        statement = statement.where(SyncRun.status == status)
    if before is not None:
        statement = statement.where(SyncRun.id < before)
    found = [PastRun(*row) for row in session.execute(statement)]
    return _with_accounts(session, found)


def _all() -> Select[SyncRun, str, str]:
    return select(SyncRun, Connection.institution_name, Connection.provider).join(
        Connection, Connection.id == SyncRun.connection_id
    )


def _running(connection_id: int) -> Select[SyncRun]:
    return (
        select(SyncRun)
        .where(SyncRun.connection_id == connection_id, SyncRun.status == RunStatus.RUNNING)
        .order_by(SyncRun.id.desc())
    )


def _end(
    session: Session, run: SyncRun, ending: Ending, counts: Counts, *, at: dt.datetime | None
) -> None:
    run.status = ending.status
    failed = ending.status is not RunStatus.SUCCESS
    run.error_message = ending.sentence if failed else None
    run.error_code = ending.error_code
    run.request_id = ending.request_id
    run.finished_at = at
    if at is not None:
        run.duration_seconds = round((at - run.started_at).total_seconds(), 3)
    session.flush()
    _log(session, run, counts)


def _log(session: Session, run: SyncRun, counts: Counts) -> None:
    accounts = session.scalars(
        select(ConnectionAccount.account_id)
        .where(
            ConnectionAccount.connection_id == run.connection_id,
            ConnectionAccount.account_id.is_not(None),
        )
        .order_by(ConnectionAccount.account_id)
    ).all()
    rows = [
        {
            "account_id": account_id,
            "trigger": run.trigger,
            "status": run.status,
            "added": counts.of(Outcome.ADDED, account_id),
            "modified": counts.of(Outcome.MODIFIED, account_id),
            "removed": counts.of(Outcome.REMOVED, account_id),
            "error_message": run.error_message,
            "duration_seconds": run.duration_seconds,
            "started_at": run.started_at,
            "run_id": run.id,
        }
        for account_id in accounts
    ]
    if rows:
        session.execute(insert(SyncLog), rows)


def _with_accounts(session: Session, runs: Iterable[PastRun]) -> list[PastRun]:
    listed = list(runs)
    parts: dict[int, list[AccountRun]] = defaultdict(list)
    found = session.execute(
        select(
            SyncLog.run_id,
            SyncLog.account_id,
            Account.name,
            SyncLog.added,
            SyncLog.modified,
            SyncLog.removed,
        )
        .join(Account, Account.id == SyncLog.account_id)
        .where(SyncLog.run_id.in_([past.run.id for past in listed]))
        .order_by(Account.name)
    )
    for run_id, account_id, name, added, modified, removed in found:
        parts[run_id or 0].append(AccountRun(account_id, name, added, modified, removed))
    for past in listed:
        past.accounts.extend(parts[past.run.id])
    return listed
