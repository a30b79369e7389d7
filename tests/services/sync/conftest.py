"""A household with one login at a scripted bank, and what a test says of it."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.secrets import SecretBox
from backend.database import Database
from backend.integrations.bank_feed import FeedTransaction, FeedUpdate
from backend.models import (
    Account,
    Connection,
    ConnectionAccount,
    SyncTrigger,
    Transaction,
)
from backend.services import operations
from backend.services.settings import SettingsStore
from backend.services.sync.engine import Syncer, SyncOutcome
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW
from tests.fakes.scripted_feed import ScriptedFeed, feed_account

TODAY = NOW.date()


def row(
    external_id: str, amount: str = "10.00", date: str = "2025-06-01", **values: Any
) -> FeedTransaction:
    """A row of the feed; say only what matters."""
    facts: dict[str, Any] = {"account_id": "acc-1", "description": "COFFEE BAR", **values}
    day = dt.date.fromisoformat(date)
    return FeedTransaction(external_id=external_id, date=day, amount=Decimal(amount), **facts)


@dataclass
class Bank:
    """One login at a bank that answers what a test says, and the household behind it."""

    database: Database
    syncer: Syncer
    feed: ScriptedFeed
    account_id: int
    connection_id: int
    at: dt.datetime = NOW
    number: int = field(default=0)

    def sync(self, *upserts: FeedTransaction, **update: Any) -> SyncOutcome:
        """Let the bank answer with an update, and sync."""
        self.number += 1
        if update.pop("answers", True):
            facts = {"accounts": (feed_account(),), "state": f"state-{self.number}", **update}
            self.feed.updates.append(FeedUpdate(upserts=upserts, **facts))
        return self.syncer.sync(
            self.connection_id, trigger=SyncTrigger.MANUAL, now=lambda: self.at, today=self.at.date
        )

    def rows(self) -> list[Transaction]:
        """Return every transaction, oldest first."""
        with self.database.read() as session:
            return list(session.scalars(select(Transaction).order_by(Transaction.id)))

    def account(self, session: Session) -> Account:
        """Return the account that the login feeds."""
        return session.get_one(Account, self.account_id)

    def from_file(self, session: Session, **values: Any) -> Transaction:
        """A confirmed row of the account that came by file."""
        account = values.pop("account", None) or self.account(session)
        return make_transaction(session, account=account, **values)

    def confirm(self, transaction_id: int, category: str = "coffee", **values: Any) -> int:
        """Let the owner confirm a row; return the category's id."""
        with self.write() as session:
            row = session.get_one(Transaction, transaction_id)
            row.category_id = make_category(session, category).id
            row.status = "confirmed"
            for name, value in values.items():
                setattr(row, name, value)
            return row.category_id

    def login(self) -> Connection:
        with self.database.read() as session:
            return session.get_one(Connection, self.connection_id)

    def write(self) -> Any:
        """A write session with an operation open, as the owner's."""
        return _Writing(self.database)


class _Writing:
    def __init__(self, database: Database) -> None:
        self._context = database.write()

    def __enter__(self) -> Session:
        session = self._context.__enter__()
        operations.begin(session, "test", "Test", at=NOW)
        return session

    def __exit__(self, *error: object) -> None:
        self._context.__exit__(*error)


def make_login(
    session: Session, account: Account, *, provider: str = "plaid", external_id: str = "acc-1"
) -> Connection:
    """A login whose only account feeds `account`."""
    login = Connection(
        provider=provider,
        external_id=f"item-{provider}-{account.id}-{external_id}",
        institution_name="Chase",
        secret="access-token",
        status="connected",
        created_at=NOW,
    )
    session.add(login)
    session.flush()
    session.add(
        ConnectionAccount(
            connection_id=login.id,
            external_id=external_id,
            name="Plaid Checking",
            account_type="checking",
            decision="linked",
            account_id=account.id,
            first_seen_at=NOW,
            last_seen_at=NOW,
        )
    )
    session.flush()
    return login


def make_syncer(
    database: Database, folder: Path, feed: ScriptedFeed, *, at_once: int = 250
) -> Syncer:
    box = SecretBox(folder / ".encryption_key")
    return Syncer(
        database,
        SettingsStore(environment={}, box=box),
        folder / "locks",
        feeds=feed.source(),
        jitter=lambda: 0.5,
        at_once=at_once,
    )


@pytest.fixture
def bank(database: Database, tmp_path: Path) -> Bank:
    feed = ScriptedFeed()
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = make_account(session)
        login = make_login(session, account)
    syncer = make_syncer(database, tmp_path, feed)
    return Bank(database, syncer, feed, account.id, login.id)
