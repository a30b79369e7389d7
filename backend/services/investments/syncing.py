"""Bringing portfolios up to date: read what to ask, close, ask, store.

A login is shared with the bank's transactions; its portfolio has no cursor, so that every look
is whole and may be repeated. No transaction is open while a broker is asked.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.core.errors import BudgetAppError
from backend.database import Database
from backend.integrations.bank_feed import (
    FeedAccount,
    FeedError,
    FeedFailure,
    Progress,
    SettingOf,
    no_progress,
)
from backend.integrations.investment_feed import InvestmentFeed
from backend.integrations.outbound import OutboundRefusedError
from backend.models import (
    Connection,
    ConnectionAccount,
    FeedDecision,
    InvestmentAccount,
)
from backend.services.investments.storing import Login, Stored, store
from backend.services.scheduling.sooner import portfolio_logins
from backend.services.settings import SettingsStore
from backend.services.sync.asking import FeedSource, settings_in_force

_log = logging.getLogger(__name__)
# Brokers keep two years, and may still correct what they told in the last weeks.
_FIRST_LOOK = dt.timedelta(days=730)
_LOOK_BACK = dt.timedelta(days=30)
_NO_ERROR = {FeedFailure.NOT_READY, FeedFailure.UNSUPPORTED}


@dataclass(frozen=True, slots=True)
class PortfolioOutcome:
    """How one login's look at its portfolio went; `nothing` is no failure."""

    connection_id: int
    institution_name: str
    status: Literal["success", "nothing", "error"]
    sentence: str
    added: int = 0
    error_code: str | None = None
    is_preparing: bool = False  # the broker's data are still being collected


@dataclass(frozen=True, slots=True)
class _Question:
    """What was read before asking."""

    connection: Connection
    setting_of: SettingOf
    leave_out: frozenset[str]


@dataclass(frozen=True, slots=True)
class PortfolioSyncer:
    """Brings the portfolios behind a household's logins."""

    budget: Database
    investments: Database
    settings: SettingsStore
    locks: Path
    feeds: FeedSource

    def logins(self, *, with_paused: bool = False) -> list[int]:
        """Return the logins that have a portfolio to ask for, oldest first."""
        with self.budget.read() as session:
            found = portfolio_logins(session, with_paused=with_paused)
        return [connection.id for connection in found]

    def sync(
        self,
        connection_id: int,
        *,
        now: Callable[[], dt.datetime],
        today: Callable[[], dt.date],
        progress: Progress = no_progress,
    ) -> PortfolioOutcome:
        """Bring one login's portfolio; what goes wrong is told by the outcome.

        `progress` may raise to stop the work before the next step.
        """
        with self.budget.read() as session:
            question = self._question(session, connection_id)
        connection = question.connection
        lock = FileLock(self._lock_file(connection_id), mode=0o600, thread_local=False)
        try:
            with lock.acquire(timeout=0):
                stored = self._ask_and_store(question, now=now, today=today, progress=progress)
        except Timeout:
            return _outcome(connection, "nothing", "is being asked already")
        except BudgetAppError as error:
            return self._failed(connection, error, at=now())
        return stored if isinstance(stored, PortfolioOutcome) else _told(connection, stored)

    def _question(self, session: Session, connection_id: int) -> _Question:
        connection = session.get_one(Connection, connection_id)
        ignored = session.scalars(
            select(ConnectionAccount.external_id).where(
                ConnectionAccount.connection_id == connection_id,
                ConnectionAccount.decision == FeedDecision.IGNORED,
            )
        )
        return _Question(connection, settings_in_force(session, self.settings), frozenset(ignored))

    def _ask_and_store(
        self,
        question: _Question,
        *,
        now: Callable[[], dt.datetime],
        today: Callable[[], dt.date],
        progress: Progress,
    ) -> Stored | PortfolioOutcome:
        connection = question.connection
        feed = self.feeds(connection.provider, question.setting_of)
        if not isinstance(feed, InvestmentFeed):
            return _outcome(connection, "nothing", "is reached by a service without portfolios")
        secret = self.settings.box.open(connection.secret or "")
        day = today()
        progress("Asking for positions", 0, 2)
        portfolio = feed.portfolio(secret)
        progress("Asking for trades", 1, 2)
        wanted = [
            account
            for account in portfolio.accounts
            if account.account_type == "investment"
            and account.external_id not in question.leave_out
        ]
        first_day = self._first_day(wanted, day)
        movements = feed.movements(secret, first_day=first_day, today=day)
        progress("Storing", 2, 2)
        login = Login(connection.external_id, connection.institution_name, connection.provider)
        if not self._is_still_so(connection):
            return _outcome(connection, "nothing", "was changed meanwhile; nothing was stored")
        with self.investments.write() as session:
            return store(
                session,
                login,
                portfolio,
                movements,
                leave_out=question.leave_out,
                today=day,
                at=now(),
            )

    def _first_day(self, accounts: Iterable[FeedAccount], today: dt.date) -> dt.date:
        """Return the first day to ask movements of: some weeks before the last look.

        An account that was never looked at needs its whole history.
        """
        wanted = {account.external_id for account in accounts}
        column = InvestmentAccount.plaid_account_id
        with self.investments.read() as session:
            looks = session.execute(
                select(column, InvestmentAccount.last_synced_at).where(column.in_(wanted))
            ).all()
        days = {external_id: at.date() for external_id, at in looks if at is not None}
        return (
            min(days.values()) - _LOOK_BACK
            if days.keys() >= wanted > set()
            else today - _FIRST_LOOK
        )

    def _is_still_so(self, connection: Connection) -> bool:
        """Say whether the login is the one that was asked: not let go of, not replaced."""
        with self.budget.read() as session:
            present = session.get(Connection, connection.id)
            return present is not None and present.secret == connection.secret

    def _failed(
        self, connection: Connection, error: BudgetAppError, *, at: dt.datetime
    ) -> PortfolioOutcome:
        failure = error.failure if isinstance(error, FeedError) else None
        code = error.code if isinstance(error, FeedError) else None
        if failure in _NO_ERROR or isinstance(error, OutboundRefusedError):
            return PortfolioOutcome(
                connection.id,
                connection.institution_name,
                "nothing",
                str(error),
                error_code=code,
                is_preparing=failure is FeedFailure.NOT_READY,
            )
        _log.warning("the portfolio of login %s could not be had: %s", connection.id, code)
        status = "item_login_required" if failure is FeedFailure.LOGIN_REQUIRED else "error"
        with self.investments.write() as session:
            session.execute(
                update(InvestmentAccount)
                .where(InvestmentAccount.plaid_item_id == connection.external_id)
                .values(last_sync_error=str(error), connection_status=status, updated_at=at)
            )
        return PortfolioOutcome(
            connection.id, connection.institution_name, "error", str(error), 0, code
        )

    def _lock_file(self, connection_id: int) -> Path:
        self.locks.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.locks / f"portfolio-{connection_id}.lock"


def _outcome(
    connection: Connection, status: Literal["success", "nothing"], what: str, added: int = 0
) -> PortfolioOutcome:
    name = connection.institution_name
    return PortfolioOutcome(connection.id, name, status, f"{name} {what}.", added)


def _told(connection: Connection, stored: Stored) -> PortfolioOutcome:
    positions = "1 position" if stored.positions == 1 else f"{stored.positions} positions"
    news = f", {stored.added} new movements" if stored.added > 1 else ""
    news = ", 1 new movement" if stored.added == 1 else news
    return _outcome(connection, "success", f"has {positions}{news}", stored.added)
