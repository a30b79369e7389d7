import base64
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.database import Database, recorder
from backend.models import (
    Account,
    Category,
    Tag,
    Transaction,
    TransactionSplit,
    TransactionTag,
    Transfer,
)
from backend.schemas.transactions import TransactionOut
from backend.services.transactions import queries
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.paging import InvalidCursorError, Order, SortKey
from backend.services.transactions.presentation import TransactionView
from backend.services.transactions.queries import (
    fetch_transactions,
    list_transactions,
    matching_ids,
)
from backend.services.transactions.search import amount_range
from backend.services.transactions.totals import transaction_stats, transaction_totals
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW


def found(session: Session, **wanted: Any) -> list[str]:
    """The descriptions of what a filter finds, newest first."""
    page = list_transactions(session, TransactionFilter(**wanted))
    assert page.total == len(page.items)
    return [row["description"] for row in page.items]


def test_a_view_has_every_field_of_the_schema(session: Session) -> None:
    row = make_transaction(session, amount="12.50", category="coffee")

    [view] = fetch_transactions(session, [row.id])

    assert TransactionView.__annotations__.keys() == TransactionOut.model_fields.keys()
    out = TransactionOut.model_validate(view)
    assert (out.amount, out.category, out.category_name) == (12.5, "coffee", "Coffee")
    assert out.created_at == NOW


def test_transactions_come_in_the_order_that_was_asked_for(session: Session) -> None:
    first, second = make_transaction(session), make_transaction(session)

    views = fetch_transactions(session, [second.id, 10**9, first.id])

    assert [view["id"] for view in views] == [second.id, first.id]


def test_a_view_names_tags_parts_and_the_other_side_of_a_transfer(session: Session) -> None:
    out = make_transaction(session, amount="500.00", has_splits=True)
    savings = make_account(session, "Savings")
    arrived = make_transaction(session, amount="-500.00", account=savings)
    tag = Tag(name="home")
    pair = Transfer(
        out_transaction_id=out.id, in_transaction_id=arrived.id, status="suggested", created_at=NOW
    )
    session.add_all([tag, pair])
    session.flush()
    coffee = make_category(session, "coffee")
    session.add(TransactionTag(transaction_id=out.id, tag_id=tag.id))
    for cents in ("499.99", "0.01"):
        session.add(
            TransactionSplit(
                transaction_id=out.id, category_id=coffee.id, amount=Decimal(cents), notes="n"
            )
        )

    one, other = fetch_transactions(session, [out.id, arrived.id])

    assert one["tags"] == ["home"]
    assert [(part["category"], part["amount"]) for part in one["splits"]] == [
        ("coffee", 499.99),
        ("coffee", 0.01),
    ]
    assert one["transfer"] == {
        "id": pair.id,
        "status": "suggested",
        "other_transaction_id": arrived.id,
        "other_account_name": "Savings",
    }
    assert other["transfer"] is not None
    assert other["transfer"]["other_transaction_id"] == out.id


def test_a_refused_pair_is_no_transfer(session: Session) -> None:
    out = make_transaction(session, amount="5.00")
    arrived = make_transaction(session, amount="-5.00")
    session.add(
        Transfer(
            out_transaction_id=out.id,
            in_transaction_id=arrived.id,
            status="refused",
            created_at=NOW,
        )
    )

    assert [view["transfer"] for view in fetch_transactions(session, [out.id, arrived.id])] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("word", "cents"),
    [
        ("12", (1200, 1299)),
        ("12.5", (1250, 1259)),
        ("12.50", (1250, 1250)),
        ("$1,234.56", (123456, 123456)),
        ("-20.00", (2000, 2000)),
        (".5", (50, 59)),
        ("0", (0, 99)),
        (".", None),
        ("$", None),
        ("", None),
        ("12a", None),
        ("1.234", None),
        ("9" * 12, None),
    ],
)
def test_a_searched_word_can_be_an_amount(word: str, cents: tuple[int, int] | None) -> None:
    assert amount_range(word) == cents


@pytest.mark.parametrize("is_counted", [True, False])
@pytest.mark.parametrize("search", ["", "  "])
def test_a_search_for_nothing_finds_everything(
    session: Session, search: str, is_counted: bool
) -> None:
    make_transaction(session)

    page = list_transactions(session, TransactionFilter(search=search), is_counted=is_counted)

    assert len(page.items) == 1


def test_search_looks_at_words_merchant_notes_and_amount(session: Session) -> None:
    make_transaction(session, description="BLUE BOTTLE", amount="4.10")
    make_transaction(session, description="B", merchant_name="Blue Jeans", amount="1234.56")
    make_transaction(session, description="C", notes="for the blue room", amount="-50.00")
    make_transaction(session, description="OTHER", amount="4.00")

    assert set(found(session, search="blue")) == {"BLUE BOTTLE", "B", "C"}
    assert found(session, search="bottle BLUE") == ["BLUE BOTTLE"]
    assert found(session, search="$1,234.56") == ["B"]
    assert found(session, search="50") == ["C"]
    assert set(found(session, search="4")) == {"BLUE BOTTLE", "OTHER"}
    assert found(session, search="blue 4.10") == ["BLUE BOTTLE"]
    assert found(session, search="  ") == found(session)
    assert found(session, search="green") == []


def test_signs_that_sql_reads_as_wildcards_find_themselves(session: Session) -> None:
    make_transaction(session, description="100% JUICE")
    make_transaction(session, description="SNAKE_CASE")
    make_transaction(session, description="BACK\\SLASH")

    assert found(session, search="%") == ["100% JUICE"]
    assert found(session, search="_") == ["SNAKE_CASE"]
    assert found(session, search="\\") == ["BACK\\SLASH"]


def test_search_folds_the_case_of_letters_with_accents(session: Session) -> None:
    make_transaction(session, description="CAFÉ MÜLLER")
    make_transaction(session, description="CAFE MULLER")

    assert set(found(session, search="café")) == {"CAFÉ MÜLLER", "CAFE MULLER"}
    assert "CAFÉ MÜLLER" in found(session, search="müller")


def test_both_days_of_a_range_are_included(session: Session) -> None:
    for day in ("2025-01-30", "2025-01-31", "2025-02-01"):
        make_transaction(session, date=day, description=day)

    days = found(session, start_date=dt.date(2025, 1, 31), end_date=dt.date(2025, 1, 31))

    assert days == ["2025-01-31"]


def test_a_parent_category_includes_its_subcategories_and_parts_of_splits(
    session: Session,
) -> None:
    food = make_category(session, "food")
    make_transaction(session, description="SUB", category="groceries")
    make_transaction(session, description="PARENT", category="food")
    make_transaction(session, description="RENT", category="rent")
    split = make_transaction(session, description="SPLIT", amount="10.00", category="rent")
    split.has_splits = True
    for key, amount in (("groceries", "4.00"), ("clothing", "6.00")):
        session.add(
            TransactionSplit(
                transaction_id=split.id,
                category_id=make_category(session, key).id,
                amount=Decimal(amount),
            )
        )
    session.flush()

    assert set(found(session, parent_category_id=food.id)) == {"SUB", "PARENT", "SPLIT"}
    assert found(session, category_id=food.id) == ["PARENT"]
    assert found(session, category="clothing") == ["SPLIT"]
    # A split row is what its parts are, whatever it was before.
    assert found(session, category="rent") == ["RENT"]


def test_totals_take_of_a_split_only_the_parts_that_match(session: Session) -> None:
    make_transaction(session, amount="3.00", category="groceries")
    split = make_transaction(session, amount="10.00")
    split.has_splits = True
    for key, amount in (("groceries", "14.00"), ("clothing", "-4.00"), (None, "0.00")):
        category_id = make_category(session, key).id if key else None
        session.add(
            TransactionSplit(
                transaction_id=split.id, category_id=category_id, amount=Decimal(amount)
            )
        )
    session.flush()

    groceries = transaction_totals(session, TransactionFilter(category="groceries"))
    everything = transaction_totals(session, TransactionFilter())

    assert (groceries.count, groceries.net) == (2, Decimal("17.00"))
    assert (everything.count, everything.outflow, everything.inflow) == (
        2,
        Decimal("13.00"),
        Decimal("0.00"),
    )


def test_transfers_can_be_left_out(session: Session) -> None:
    make_transaction(session, description="PAIRED", transfer_id=1)
    make_transaction(session, description="FILED", category="credit_card_payment")
    make_transaction(session, description="SHOP", category="groceries")
    make_transaction(session, description="NEW")

    assert set(found(session, exclude_transfers=True)) == {"SHOP", "NEW"}


def test_filters_by_tag_status_source_import_and_amount(session: Session) -> None:
    tagged = make_transaction(session, description="TAGGED", amount="-9.99", status="pending_save")
    make_transaction(session, description="PLAIN", amount="10.00", source="manual")
    tag = Tag(name="Holiday")
    session.add(tag)
    session.flush()
    session.add(TransactionTag(transaction_id=tagged.id, tag_id=tag.id))

    assert found(session, tag="holiday") == ["TAGGED"]
    assert found(session, statuses=("pending_review", "pending_save")) == ["TAGGED"]
    assert found(session, statuses=("confirmed", "auto_confirmed")) == ["PLAIN"]
    assert found(session, source="manual") == ["PLAIN"]
    assert found(session, import_id=1) == []
    assert found(session, min_amount=Decimal("10.00")) == ["PLAIN"]
    assert found(session, max_amount=Decimal("9.99")) == ["TAGGED"]
    assert found(session, category="uncategorized") == ["PLAIN", "TAGGED"]


def test_stats_count_where_transactions_stand(session: Session) -> None:
    for status in ("pending_review", "pending_save", "confirmed", "auto_confirmed"):
        make_transaction(session, status=status)

    stats = transaction_stats(session)

    assert (stats.total_transactions, stats.pending_review, stats.pending_save) == (4, 1, 1)
    assert stats.confirmed == 2


def test_a_total_that_was_kept_is_forgotten_with_any_change(database: Database) -> None:
    def total() -> int | None:
        with database.read() as session:
            return list_transactions(session, TransactionFilter(), limit=1).total

    def add() -> None:
        with database.write() as session:
            recorder.open_operation(session, None)
            make_transaction(session)
            make_transaction(session)

    add()
    assert (total(), total()) == (2, 2)
    add()
    assert total() == 4


def test_a_total_sees_what_its_own_session_changed(session: Session) -> None:
    for expected in (1, 2, 3):
        make_transaction(session)
        assert transaction_totals(session, TransactionFilter()).count == expected


@pytest.mark.parametrize("sort", list(SortKey))
@pytest.mark.parametrize("descending", [True, False])
def test_every_order_is_total_and_paged_without_gaps(
    session: Session, sort: SortKey, *, descending: bool
) -> None:
    other = make_account(session, "another")
    for number in range(11):
        make_transaction(
            session,
            date=f"2025-01-0{1 + number % 3}",
            amount=f"{number % 4}.00",
            description="aB"[number % 2],
            account=other if number % 2 else None,
            category=(None, "coffee", "groceries")[number % 3],
        )
    order = Order(sort, descending=descending)
    whole = list_transactions(session, TransactionFilter(), order=order, limit=50)

    paged, cursor = [], None
    while True:
        page = list_transactions(session, TransactionFilter(), order=order, limit=3, cursor=cursor)
        assert page.total == 11
        paged += page.items
        cursor = page.next_cursor
        if cursor is None:
            break

    assert paged == whole.items
    assert {row["id"] for row in paged} == set(matching_ids(session, TransactionFilter()))


def test_what_has_no_category_comes_last_both_ways(session: Session) -> None:
    for key in ("coffee", None, "groceries"):
        make_transaction(session, category=key)

    for descending in (True, False):
        order = Order(SortKey.CATEGORY, descending=descending)
        page = list_transactions(session, TransactionFilter(), order=order)
        assert page.items[-1]["category"] is None


def test_a_cursor_of_another_list_is_refused(session: Session) -> None:
    for _ in range(3):
        make_transaction(session)
    page = list_transactions(session, TransactionFilter(), limit=1)
    assert page.next_cursor is not None

    by_amount = Order(SortKey.AMOUNT)
    endless = base64.urlsafe_b64encode(b'["amount", true, 1e999, null, 0]').decode()
    for cursor in (page.next_cursor, "nonsense", "AAAA", "é", "eyJhIjoxfQ", endless):
        with pytest.raises(InvalidCursorError):
            list_transactions(session, TransactionFilter(), order=by_amount, cursor=cursor)


# A ledger of random rows, and what a filter finds in it by plain Python.

KEYS = ("groceries", "coffee", "rent", "transfer", None)
WORDS = ("SHOP", "BLUE BOTTLE", "50% OFF", "A_B")


@dataclass(frozen=True)
class Row:
    day: int
    cents: int
    words: str
    category: str | None
    status: str
    account: int
    parts: tuple[tuple[str | None, int], ...]

    @property
    def lines(self) -> tuple[tuple[str | None, int], ...]:
        return self.parts or ((self.category, self.cents),)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    cents = draw(st.integers(-100_000, 100_000))
    parts: tuple[tuple[str | None, int], ...] = ()
    if draw(st.integers(0, 4)) == 0:
        first = draw(st.integers(-50_000, 50_000))
        keys = draw(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)))
        parts = ((keys[0], first), (keys[1], cents - first))
    return Row(
        day=draw(st.integers(0, 9)),
        cents=cents,
        words=draw(st.sampled_from(WORDS)),
        category=draw(st.sampled_from(KEYS)),
        status=draw(st.sampled_from(("confirmed", "pending_review", "pending_save"))),
        account=draw(st.integers(0, 1)),
        parts=parts,
    )


FIRST_DAY = dt.date(2025, 1, 1)


@st.composite
def filters(draw: st.DrawFn) -> dict[str, Any]:
    optional: dict[str, st.SearchStrategy[Any]] = {
        "statuses": st.just(("pending_review", "pending_save")) | st.just(("confirmed",)),
        "account": st.integers(0, 1),
        "category": st.sampled_from([*KEYS[:-1], "uncategorized"]),
        "start_date": st.integers(0, 9).map(lambda n: FIRST_DAY + dt.timedelta(days=n)),
        "end_date": st.integers(0, 9).map(lambda n: FIRST_DAY + dt.timedelta(days=n)),
        "search": st.sampled_from(["blue", "%", "_", "shop", "o"]),
        "min_amount": st.integers(-500, 500).map(Decimal),
        "max_amount": st.integers(-500, 500).map(Decimal),
        "exclude_transfers": st.just(True),
    }
    names = draw(st.sets(st.sampled_from(sorted(optional)), max_size=3))
    return {name: draw(optional[name]) for name in sorted(names)}


def matches(row: Row, wanted: dict[str, Any]) -> tuple[bool, list[int]]:
    """Whether a row is listed, and the cents that it adds to totals."""
    day = FIRST_DAY + dt.timedelta(days=row.day)
    whole = (
        ("statuses" not in wanted or row.status in wanted["statuses"])
        and ("account" not in wanted or row.account == wanted["account"])
        and ("start_date" not in wanted or day >= wanted["start_date"])
        and ("end_date" not in wanted or day <= wanted["end_date"])
        and ("search" not in wanted or wanted["search"].lower() in row.words.lower())
        and ("min_amount" not in wanted or row.cents >= wanted["min_amount"] * 100)
        and ("max_amount" not in wanted or row.cents <= wanted["max_amount"] * 100)
    )

    def line_matches(key: str | None) -> bool:
        if wanted.get("exclude_transfers") and key == "transfer":
            return False
        return "category" not in wanted or (key or "uncategorized") == wanted["category"]

    if not {"category", "exclude_transfers"} & wanted.keys():
        return whole, [row.cents] if whole else []
    lines = [cents for key, cents in row.lines if line_matches(key)]
    return whole and bool(lines), lines if whole else []


@contextmanager
def scratch(database: Database) -> Iterator[Session]:
    """A session whose changes never stay."""

    class Undo(Exception):  # noqa: N818
        pass

    try:
        with database.write() as session:
            recorder.open_operation(session, None)
            yield session
            raise Undo
    except Undo:
        pass


def store(session: Session, ledger: list[Row]) -> list[Account]:
    session.execute(delete(TransactionTag))
    accounts = [make_account(session, "One"), make_account(session, "Two")]
    ids: dict[str | None, int | None] = {
        key: session.scalar(select(Category.id).where(Category.short_desc == key)) for key in KEYS
    }
    for row in ledger:
        transaction = Transaction(
            account_id=accounts[row.account].id,
            date=FIRST_DAY + dt.timedelta(days=row.day),
            amount=Decimal(row.cents) / 100,
            description=row.words,
            category_id=ids[row.category],
            status=row.status,
            source="csv_import",
            has_splits=bool(row.parts),
            created_at=NOW,
        )
        session.add(transaction)
        session.flush()
        for key, cents in row.parts:
            session.add(
                TransactionSplit(
                    transaction_id=transaction.id,
                    category_id=ids[key],
                    amount=Decimal(cents) / 100,
                )
            )
    session.flush()
    return accounts


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ledger=st.lists(rows(), max_size=15), wanted=filters())
def test_lists_and_totals_equal_an_oracle(
    database: Database, ledger: list[Row], wanted: dict[str, Any]
) -> None:
    listed = [row for row in ledger if matches(row, wanted)[0]]
    cents = [one for row in ledger for one in matches(row, wanted)[1]]
    with scratch(database) as session:
        accounts = store(session, ledger)
        fields = {name: value for name, value in wanted.items() if name != "account"}
        filter_ = TransactionFilter(**fields)
        if "account" in wanted:
            filter_ = replace(filter_, account_id=accounts[wanted["account"]].id)
        page = list_transactions(session, filter_)
        totals = transaction_totals(session, filter_)

    assert sorted(round(item["amount"] * 100) for item in page.items) == sorted(
        row.cents for row in listed
    )
    assert page.total == totals.count == len(listed)
    assert totals.outflow == Decimal(sum(c for c in cents if c > 0)) / 100
    assert totals.inflow == -Decimal(sum(c for c in cents if c < 0)) / 100
    assert totals.net == totals.outflow - totals.inflow


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ledger=st.lists(rows(), max_size=25),
    limit=st.integers(1, 7),
    descending=st.booleans(),
    search=st.sampled_from([None, "o"]),
)
def test_pages_by_cursor_equal_pages_by_offset(
    database: Database, ledger: list[Row], limit: int, *, descending: bool, search: str | None
) -> None:
    order = Order(descending=descending)
    wanted = TransactionFilter(search=search)
    with scratch(database) as session:
        store(session, ledger)
        whole = [row["id"] for row in list_transactions(session, wanted, order=order).items]
        by_offset: list[int] = []
        by_cursor: list[int] = []
        cursor = None
        for _ in range(len(ledger) + 1):
            pages = [
                list_transactions(session, wanted, order=order, limit=limit, offset=len(by_offset)),
                list_transactions(session, wanted, order=order, limit=limit, cursor=cursor),
            ]
            by_offset += [row["id"] for row in pages[0].items]
            by_cursor += [row["id"] for row in pages[1].items]
            cursor = pages[1].next_cursor
            if cursor is None:
                break
        expected = matching_ids(session, wanted)

    assert whole == by_offset == by_cursor
    assert sorted(whole) == expected


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ledger=st.lists(rows(), max_size=25),
    limit=st.integers(1, 5),
    near=st.integers(0, 12),
    few=st.integers(0, 12),
    descending=st.booleans(),
    search=st.sampled_from([None, "o", "e", "no such word"]),
)
def test_pages_that_are_not_counted_hold_the_same_rows(
    database: Database,
    ledger: list[Row],
    limit: int,
    near: int,
    few: int,
    *,
    descending: bool,
    search: str | None,
) -> None:
    order, wanted = Order(descending=descending), TransactionFilter(search=search)
    uncounted: list[int] = []
    totals: set[int | None] = set()
    with scratch(database) as session, pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "_NEAR", near)
        patch.setattr(queries, "_FEW", few)
        store(session, ledger)
        whole = list_transactions(session, wanted, order=order)
        cursor, is_first = None, True
        while is_first or cursor is not None:
            page = list_transactions(
                session, wanted, order=order, limit=limit, cursor=cursor, is_counted=False
            )
            uncounted += [row["id"] for row in page.items]
            totals.add(page.total)
            cursor, is_first = page.next_cursor, False

    assert uncounted == [row["id"] for row in whole.items]
    assert totals <= {None, whole.total}
