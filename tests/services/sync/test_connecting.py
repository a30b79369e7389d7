"""Making logins: a credential is never lost, a bank is not connected twice by accident."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.core.config import Config
from backend.core.secrets import LostKeyError, SecretBox
from backend.database import Database
from backend.integrations.bank_feed import FeedError, FeedFailure, NewLogin
from backend.models import Connection, ConnectionAccount
from backend.services.settings import SettingsStore
from backend.services.sync.asking import ProviderNotReadyError, UnknownProviderError
from backend.services.sync.connecting import (
    Connector,
    NoSandboxError,
    OtherProviderError,
)
from backend.services.sync.connections import DisconnectedError, connection_view
from backend.services.sync.linking import Choice, decide
from backend.services.sync.logins import ConnectedAlreadyError, Grant
from tests.conftest import NOW
from tests.fakes.scripted_feed import ScriptedFeed, feed_account

KEYS = {"PLAID_CLIENT_ID": "id-of-us", "PLAID_SECRET": "secret-of-us", "PLAID_ENV": "sandbox"}
LATER = NOW + dt.timedelta(hours=1)
DOWN = FeedError("Plaid does not answer. Try again later.", FeedFailure.UNREACHABLE, code="DOWN")


class ProcessDied(BaseException):
    """Stands for a process that ends in the middle."""


def login(number: int, **values: str) -> NewLogin:
    return NewLogin(secret=f"access-{number}", external_id=f"item-{number}", **values)


@pytest.fixture
def feed() -> ScriptedFeed:
    return ScriptedFeed(
        logins=[login(1), login(2)],
        behind={
            "access-1": (feed_account("one", mask="1111"),),
            "access-2": (feed_account("two", mask="1111"),),
        },
    )


@pytest.fixture
def connector(database: Database, config: Config, feed: ScriptedFeed) -> Connector:
    store = SettingsStore(environment=KEYS, box=SecretBox(config.data_folder / ".encryption_key"))
    return Connector(database, store, feed.source())


def stored(connector: Connector) -> list[Connection]:
    with connector.database.read() as session:
        return list(session.scalars(select(Connection).order_by(Connection.id)))


def grant(**values: Any) -> Grant:
    facts: dict[str, Any] = {"institution_id": "ins_1", "institution_name": "Chase", **values}
    return Grant("plaid", "public-1", **facts)


def test_a_new_login_has_its_accounts_and_a_sealed_secret(connector: Connector) -> None:
    connection_id = connector.finish_link(grant(), at=NOW)

    [made] = stored(connector)
    assert (made.id, made.institution_name, made.status) == (connection_id, "Chase", "connected")
    assert "access-1" not in (made.secret or "")
    assert connector.settings.box.open(made.secret or "") == "access-1"
    with connector.database.read() as session:
        [view] = connection_view(session, connection_id).accounts
    assert (view.account.mask, view.decision) == ("1111", None)


@pytest.mark.parametrize("died", [ProcessDied(), DOWN, RuntimeError("nonsense")])
def test_a_credential_is_stored_before_anything_else_is_asked(
    connector: Connector, feed: ScriptedFeed, died: BaseException
) -> None:
    feed.fail("accounts", [died])

    if died is DOWN:
        connector.finish_link(grant(), at=NOW)
    else:
        with pytest.raises(type(died)):
            connector.finish_link(grant(), at=NOW)

    [made] = stored(connector)
    assert connector.settings.box.open(made.secret or "") == "access-1"
    assert feed.calls[0][0] == "finish_link"
    assert made.last_error == (str(DOWN) if died is DOWN else None)


def test_no_transaction_is_open_while_the_provider_is_asked(
    connector: Connector, feed: ScriptedFeed
) -> None:
    def write_meanwhile(_: str) -> None:
        # Another writer gets its turn at once: nobody holds the file.
        with Database(connector.database.path).write() as session:
            session.execute(text("UPDATE connections SET failures = 0"))

    feed.before_answer = write_meanwhile
    connection_id = connector.finish_link(grant(), at=NOW)
    connector.begin_link("plaid", repairs=connection_id, at=NOW)
    connector.fresh_balances(connection_id, at=NOW)
    connector.disconnect(connection_id, delete_rows=False, force=False, at=NOW)

    assert [call[0] for call in feed.calls] == [
        "finish_link",
        "accounts",
        "begin_link",
        "fresh_balances",
        "disconnect",
    ]


def test_the_same_bank_is_connected_twice_only_on_purpose(
    connector: Connector, feed: ScriptedFeed
) -> None:
    first = connector.finish_link(grant(), at=NOW)

    with pytest.raises(ConnectedAlreadyError, match="Chase is connected already") as refusal:
        connector.finish_link(grant(), at=NOW)
    assert refusal.value.extra == {"connection_id": first}
    assert len(feed.asked("finish_link")) == 1  # nothing was exchanged that would be billed
    with pytest.raises(ConnectedAlreadyError):
        connector.finish_link(grant(institution_id=None), at=NOW)  # by its name alone

    second = connector.finish_link(grant(is_second=True), at=NOW)
    assert second != first


def test_a_login_takes_over_from_another(connector: Connector, feed: ScriptedFeed) -> None:
    old = connector.finish_link(grant(), at=NOW)
    with connector.database.write() as session:
        [view] = connection_view(session, old).accounts
        decide(session, old, [Choice(view.account.id, "new")], at=NOW)
    with connector.database.read() as session:
        [kept] = session.scalars(select(ConnectionAccount.account_id)).all()

    new = connector.finish_link(grant(replaces=old), at=LATER)

    assert feed.asked("disconnect") == [("access-1",)]
    with connector.database.read() as session:
        [view] = connection_view(session, new).accounts
        assert (view.decision, view.account.account_id) == ("linked", kept)
    assert [(c.status, c.disconnected_at) for c in stored(connector)] == [
        ("disconnected", LATER),
        ("connected", None),
    ]


def test_an_old_login_that_could_not_be_let_go_of_stays_and_says_so(
    connector: Connector, feed: ScriptedFeed
) -> None:
    old = connector.finish_link(grant(), at=NOW)
    feed.fail("disconnect", [DOWN])

    connector.finish_link(grant(replaces=old), at=LATER)

    first, second = stored(connector)
    assert (first.status, first.last_error) == ("error", str(DOWN))
    assert first.secret is not None  # it can still be let go of
    assert second.status == "connected"


def test_a_login_that_comes_again_is_the_same(connector: Connector, feed: ScriptedFeed) -> None:
    first = connector.finish_link(grant(), at=NOW)
    connector.disconnect(first, delete_rows=False, force=False, at=NOW)
    feed.logins.insert(0, login(1))

    assert connector.finish_link(grant(), at=LATER) == first

    [made] = stored(connector)
    assert (made.status, made.disconnected_at) == ("connected", None)


def test_a_provider_that_can_not_be_told_keeps_the_login_unless_forced(
    connector: Connector, feed: ScriptedFeed
) -> None:
    connection_id = connector.finish_link(grant(), at=NOW)
    feed.fail("disconnect", [DOWN, DOWN])

    with pytest.raises(FeedError):
        connector.disconnect(connection_id, delete_rows=False, force=False, at=NOW)
    assert stored(connector)[0].secret is not None
    connector.disconnect(connection_id, delete_rows=False, force=True, at=NOW)

    assert (stored(connector)[0].status, stored(connector)[0].secret) == ("disconnected", None)
    with pytest.raises(DisconnectedError):
        connector.fresh_balances(connection_id, at=NOW)
    # Letting go once more changes nothing and asks nobody.
    connector.disconnect(connection_id, delete_rows=False, force=False, at=LATER)
    assert stored(connector)[0].disconnected_at == NOW
    assert len(feed.asked("disconnect")) == 2


def test_a_lost_key_stands_in_no_ones_way_out(connector: Connector, feed: ScriptedFeed) -> None:
    connection_id = connector.finish_link(grant(), at=NOW)
    Path(connector.settings.box.key_file).unlink()

    with pytest.raises(LostKeyError):
        connector.begin_link("plaid", repairs=connection_id, at=NOW)
    with pytest.raises(LostKeyError):
        connector.disconnect(connection_id, delete_rows=False, force=False, at=NOW)
    connector.disconnect(connection_id, delete_rows=False, force=True, at=NOW)

    assert feed.asked("disconnect") == []
    assert stored(connector)[0].status == "disconnected"


def test_repairs_open_the_login_and_the_household_is_an_opaque_word(
    connector: Connector, feed: ScriptedFeed
) -> None:
    connection_id = connector.finish_link(grant(), at=NOW)
    connector.begin_link("plaid", at=NOW)
    connector.begin_link("plaid", repairs=connection_id, with_investments=True, at=NOW)

    (user, no_secret, *_), (same_user, secret, investments, _) = feed.asked("begin_link")
    assert user == same_user
    assert len(user) == 32
    assert (no_secret, secret, investments) == (None, "access-1", True)


def test_a_credential_goes_to_no_other_provider(connector: Connector, feed: ScriptedFeed) -> None:
    connection_id = connector.finish_link(grant(), at=NOW)
    with pytest.raises(OtherProviderError, match="not connected through SimpleFIN"):
        connector.begin_link("simplefin", repairs=connection_id, at=NOW)
    assert feed.asked("begin_link") == []


def test_a_provider_that_is_not_set_up_says_what_is_missing(
    database: Database, config: Config, feed: ScriptedFeed
) -> None:
    box = SecretBox(config.data_folder / ".encryption_key")
    connector = Connector(database, SettingsStore(environment={}, box=box), feed.source())

    with pytest.raises(ProviderNotReadyError, match=r"plaid_client_id.*files can be imported"):
        connector.begin_link("plaid", at=NOW)
    with pytest.raises(UnknownProviderError):
        connector.begin_link("piggy", at=NOW)
    with pytest.raises(NoSandboxError):
        connector.sandbox_login("simplefin", at=NOW)
    plaid = next(one for one in connector.providers() if one.provider.key == "plaid")
    assert "plaid_client_id" in plaid.missing
    assert feed.calls == []
