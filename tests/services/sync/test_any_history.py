"""Whatever a bank does and however syncs are disturbed: the same books as without a disturbance."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.core.background import TaskCancelledError
from backend.integrations.bank_feed import FeedRemoval, FeedTransaction, FeedUpdate, no_progress
from backend.migrations.runner import upgrade
from backend.models import Connection, SyncTrigger, Transaction
from backend.models import FeedTransaction as KnownId
from backend.services import operations
from backend.services.keeping import budget_database
from backend.services.seeding import seed
from backend.services.transactions.deletion import delete_transactions
from tests.builders import make_account
from tests.conftest import NOW
from tests.fakes.scripted_feed import ScriptedFeed, feed_account
from tests.services.sync.books import books
from tests.services.sync.conftest import TODAY, Bank, make_login, make_syncer

_WORDS = ("METRO FARE", "Blue Bottle Coffee", "SQ *BLUE BOTTLE 0042", "PIZZERIA ROMA")
_AMOUNTS = ("2.75", "4.10", "-4.10")
_START = dt.date(2025, 6, 1)
_AT_ONCE = 2


@pytest.fixture(scope="module")
def template() -> Iterator[tuple[Path, int, int]]:
    """A household with one login, to be copied for each history."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "budget.db"
        upgrade(path, "budget")
        database = budget_database(path)
        with database.write() as session:
            seed(session, NOW)
        with database.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            account = make_account(session)
            login = make_login(session, account)
        database.checkpoint()
        database.close()
        yield Path(folder), account.id, login.id


@dataclass
class TrueBank:
    """What the bank has, and what changed since it was asked last."""

    rows: dict[str, FeedTransaction] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)
    removed: dict[str, None] = field(default_factory=dict)
    number: int = 0

    def add(self, words: str, amount: str, day: int, *, pending: bool, after: str = "") -> None:
        self.number += 1
        key = f"t{self.number}"
        self.rows[key] = FeedTransaction(
            external_id=key,
            account_id="acc-1",
            date=_START + dt.timedelta(days=day),
            amount=Decimal(amount),
            description=words,
            is_pending=pending,
            pending_id=after or None,
        )
        self.changed[key] = None

    def pick(self, place: int, *, pending: bool | None = None) -> str | None:
        keys = [k for k, row in self.rows.items() if pending in (None, row.is_pending)]
        return keys[place % len(keys)] if keys else None

    def post(self, place: int, *, tip: bool, is_linked: bool) -> None:
        key = self.pick(place, pending=True)
        if key is None:
            return
        row = self.rows[key]
        amount = row.amount + (Decimal("0.50") if tip and row.amount > 0 else 0)
        self.remove_key(key)
        day = (row.date - _START).days + 1
        after = key if is_linked else ""
        self.add(row.description, str(amount), day, pending=False, after=after)

    def modify(self, place: int, words: str, amount: str) -> None:
        key = self.pick(place)
        if key is not None:
            self.rows[key] = replace(self.rows[key], description=words, amount=Decimal(amount))
            self.changed[key] = None

    def remove_key(self, key: str) -> None:
        del self.rows[key]
        self.changed.pop(key, None)
        self.removed[key] = None

    def answer(self) -> FeedUpdate:
        """Return what changed, and begin anew."""
        self.number += 1
        update = FeedUpdate(
            accounts=(feed_account(),),
            upserts=tuple(self.rows[key] for key in self.changed),
            removals=tuple(FeedRemoval("acc-1", key) for key in self.removed),
            state=f"state-{self.number}",
        )
        self.changed, self.removed = {}, {}
        return update


@dataclass(frozen=True)
class Disturbance:
    """What happens to one sync: its answer in disorder, cut off, met by the owner, read anew."""

    order: int
    doubles: int
    cuts: tuple[int, ...]
    meets_owner_at: int
    is_read_anew: bool


def open_bank(template: tuple[Path, int, int], folder: Path) -> Bank:
    source, account_id, connection_id = template
    shutil.copytree(source, folder)
    database = budget_database(folder / "budget.db")
    syncer = make_syncer(database, folder, ScriptedFeed(), at_once=_AT_ONCE)
    bank = Bank(database, syncer, ScriptedFeed(), account_id, connection_id)
    syncer = make_syncer(database, folder, bank.feed, at_once=_AT_ONCE)
    bank.syncer = syncer
    return bank


def run(bank: Bank, update: FeedUpdate, progress: Callable[..., None] = no_progress) -> None:
    bank.feed.updates.append(update)
    bank.syncer.sync(
        bank.connection_id,
        trigger=SyncTrigger.MANUAL,
        now=lambda: NOW,
        today=lambda: TODAY,
        progress=progress,
    )


def run_disturbed(bank: Bank, update: FeedUpdate, told: Disturbance, true: TrueBank) -> None:
    """Sync as the world does: what comes out has to be the same."""
    upserts = list(update.upserts)
    turn = told.order % max(1, len(upserts))
    upserts = upserts[turn:] + upserts[:turn]
    upserts += upserts[: told.doubles]
    disturbed = replace(update, upserts=tuple(upserts), removals=update.removals * 2)
    for cut in told.cuts:
        _cut_off(bank, disturbed, cut)
    run(bank, disturbed, _owner_at(bank, told.meets_owner_at))
    if told.is_read_anew:
        with bank.database.write() as session:
            session.get_one(Connection, bank.connection_id).state = None
        run(bank, replace(update, upserts=tuple(true.rows.values()), removals=()))


def _cut_off(bank: Bank, update: FeedUpdate, at: int) -> None:
    calls: list[str] = []

    def stop(phase: str, _done: int, _total: int) -> None:
        calls.append(phase)
        if len(calls) == at:
            raise TaskCancelledError

    try:
        run(bank, update, stop)
    except TaskCancelledError:
        bank.feed.updates.clear()


def _owner_at(bank: Bank, at: int) -> Callable[..., None]:
    """Return a progress at whose call of that number the owner does something else."""
    calls: list[str] = []

    def act(phase: str, _done: int, _total: int) -> None:
        calls.append(phase)
        if len(calls) == at:
            with bank.database.write() as session:
                operations.begin(session, "test", "Test", at=NOW)
                bank.account(session).institution += "!"

    return act


def on_row(bank: Bank, key: str, act: Callable[[Any, Transaction], None]) -> None:
    """Let the owner do something to the row that has an id, where it is here."""
    with bank.write() as session:
        row = session.scalar(
            select(Transaction)
            .join(KnownId, KnownId.transaction_id == Transaction.id)
            .where(KnownId.external_id == key)
        )
        if row is not None:
            act(session, row)


def confirm(_session: Any, row: Transaction) -> None:
    row.status, row.category_id, row.notes = "confirmed", 1, f"mine: {row.description}"
    row.owner_edits = "category_id,notes"


def change_amount(_session: Any, row: Transaction) -> None:
    row.amount, row.owner_edits = Decimal("9.99"), "amount"


def delete(session: Any, row: Transaction) -> None:
    delete_transactions(session, [row.id], at=NOW)


_place = st.integers(0, 20)
_words = st.sampled_from(_WORDS)
_amount = st.sampled_from(_AMOUNTS)
_acts = st.one_of(
    st.tuples(st.just("add"), _words, _amount, st.integers(0, 6), st.booleans()),
    st.tuples(st.just("add"), _words, _amount, st.integers(0, 6), st.booleans()),
    st.tuples(st.just("post"), _place, st.booleans(), st.booleans()),
    st.tuples(st.just("modify"), _place, _words, _amount),
    st.tuples(st.just("remove"), _place),
    st.tuples(st.just("file"), _words, _amount, st.integers(0, 6)),
    st.tuples(st.just("owner"), _place, st.sampled_from([confirm, change_amount, delete])),
    st.tuples(
        st.just("sync"),
        st.builds(
            Disturbance,
            order=st.integers(0, 5),
            doubles=st.integers(0, 3),
            cuts=st.lists(st.integers(2, 6), max_size=2).map(tuple),
            meets_owner_at=st.integers(0, 6),
            is_read_anew=st.booleans(),
        ),
    ),
)
_END = ("sync", Disturbance(1, 1, (3,), 0, is_read_anew=True))


@settings(max_examples=25)
@given(history=st.lists(_acts, min_size=4, max_size=24))
def test_disturbed_syncs_end_where_undisturbed_ones_do(
    template: tuple[Path, int, int], history: Sequence[tuple[Any, ...]]
) -> None:
    with TemporaryDirectory() as folder:
        calm = open_bank(template, Path(folder) / "calm")
        rough = open_bank(template, Path(folder) / "rough")
        true = TrueBank()
        for act, *facts in [*history, _END]:
            _do(true, calm, rough, act, facts)
        _same_institution(rough, calm)
        assert books(rough.database) == books(calm.database)
        _has_each_once(calm, true)
        calm.database.close()
        rough.database.close()


def _do(true: TrueBank, calm: Bank, rough: Bank, act: str, facts: list[Any]) -> None:
    if act == "add":
        true.add(facts[0], facts[1], facts[2], pending=facts[3])
    elif act == "post":
        true.post(facts[0], tip=facts[1], is_linked=facts[2])
    elif act == "modify":
        true.modify(*facts)
    elif act == "remove":
        key = true.pick(facts[0])
        if key is not None:
            true.remove_key(key)
    elif act == "sync":
        update = true.answer()
        run(calm, update)
        run_disturbed(rough, update, facts[0], true)
    else:
        for bank in (calm, rough):
            _by_owner(true, bank, act, facts)


def _by_owner(true: TrueBank, bank: Bank, act: str, facts: list[Any]) -> None:
    if act == "file":
        day = (_START + dt.timedelta(days=facts[2])).isoformat()
        with bank.write() as session:
            bank.from_file(session, description=facts[0], amount=facts[1], date=day)
        return
    key = true.pick(facts[0])
    if key is not None:
        on_row(bank, key, facts[1])


def _same_institution(one: Bank, other: Bank) -> None:
    """Check that what the owner did in between was not lost; nothing else tells the two apart."""
    with one.database.read() as session:
        assert one.account(session).institution.rstrip("!") == "bank"
    with other.database.read() as session:
        assert other.account(session).institution == "bank"


def _has_each_once(bank: Bank, true: TrueBank) -> None:
    """Check that each of the bank's rows leads to one row here, or to none as the owner said."""
    with bank.database.read() as session:
        leads = dict(session.execute(select(KnownId.external_id, KnownId.transaction_id)).all())
        here = set(session.scalars(select(Transaction.id)))
    targets = [leads[key] for key in true.rows]
    assert all(target is not None for target in targets)
    living = [target for target in targets if target in here]
    assert len(living) == len(set(living))
