"""What merchants came to, and which of them may be one."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.models import Transaction, TransactionSplit
from backend.services.categorization.normalization import merchant_of
from backend.services.filtering.meaning import understand
from backend.services.merchants import merging, renaming
from backend.services.merchants.history import merchant_history
from backend.services.merchants.listing import MerchantOrder, list_merchants
from backend.services.merchants.resembling import dismiss, resembling
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.queries import matching_ids
from backend.services.transactions.totals import transaction_totals
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW

TODAY = NOW.date()


def add(session: Session, description: str, amount: str, **values: Any) -> Transaction:
    key = merchant_of(description)
    values = {"merchant_name": key.title(), **values}
    return make_transaction(
        session, description=description, amount=amount, merchant_key=key, **values
    )


@pytest.fixture
def shops(session: Session) -> None:
    add(session, "KORNBLUM BAKERY", "10.10", date="2025-01-05", category="coffee")
    add(session, "KORNBLUM BAKERY", "20.25", date="2025-05-05", category="coffee")
    add(session, "KORNBLUM BAKERY", "-5.00", date="2025-05-09", category="gift")
    add(session, "HARDWARE HUT", "90.00", date="2025-03-01", status="pending_review")
    add(session, "EMPLOYER INC PAYROLL", "-2000.00", date="2025-06-01", category="salary")
    add(session, "MOVED AWAY", "500.00", date="2025-06-02", transfer_id=7)


def names(session: Session, **how: Any) -> list[str]:
    return [one.name for one in list_merchants(session, today=TODAY, **how).items]


@pytest.mark.usefixtures("shops")
def test_merchants_are_sorted_searched_and_paged(session: Session) -> None:
    page = list_merchants(session, today=TODAY, limit=2)
    assert [(one.name, one.figures.out) for one in page.items] == [
        ("Hardware Hut", 9000),
        ("Kornblum Bakery", 3035),
    ]
    assert (page.total, page.out, page.into) == (4, 12035, 200500)
    by_name = names(session, order=MerchantOrder.NAME)
    assert by_name == sorted(by_name, key=str.casefold)
    assert names(session, order=MerchantOrder.COUNT)[0] == "Kornblum Bakery"
    assert names(session, order=MerchantOrder.RECENT)[0] == "Moved Away"
    assert names(session, order=MerchantOrder.RECEIVED, limit=1) == by_name[:1]
    assert names(session, offset=2) == names(session)[2:]
    assert names(session, search="bak korn") == ["Kornblum Bakery"]
    renaming.rename(session, "KORNBLUM BAKERY", "Sunday buns", at=NOW)
    merging.merge(session, ["HARDWARE HUT"], "KORNBLUM BAKERY", threshold=3, at=NOW)
    for word in ("buns", "kornblum", "hardware"):
        assert names(session, search=word) == ["Sunday buns"]
    assert names(session, search="%") == []


@pytest.mark.usefixtures("shops")
def test_a_merchants_past_is_what_the_list_of_transactions_says(session: Session) -> None:
    history = merchant_history(session, "KORNBLUM BAKERY", today=TODAY, months=6)

    assert [sums.out for _, sums in history.months] == [
        Decimal(one) for one in ("10.10", "0", "0", "0", "20.25", "0")
    ]
    assert history.typical == Decimal("10.10")
    assert history.merchant.category is not None
    assert history.merchant.category.short_desc == "coffee"
    assert history.merchant.share == pytest.approx(2 / 3)
    wanted = TransactionFilter(condition=understand(session, history.filter, today=TODAY))
    totals = transaction_totals(session, wanted)
    figures = history.merchant.figures
    assert (totals.count, totals.outflow, totals.inflow) == (
        figures.rows,
        from_cents(figures.out),
        from_cents(figures.into),
    )


def test_two_merchants_of_one_name_are_told_apart_by_their_links(session: Session) -> None:
    rows = {
        words: add(session, words, "3.00").id
        for words in ('SAY "HI" 100%_', "SAY HI AGAIN", "OTHER")
    }
    keys = {words: merchant_of(words) for words in rows}
    for key in keys.values():
        renaming.rename(session, key, "The same", at=NOW)
    session.get_one(Transaction, rows["OTHER"]).merchant_name = None

    for words, key in keys.items():
        link = merchant_history(session, key, today=TODAY).filter
        wanted = TransactionFilter(condition=understand(session, link, today=TODAY))
        assert matching_ids(session, wanted) == [rows[words]]


def test_parts_of_a_split_count_under_their_own_categories(session: Session) -> None:
    row = add(
        session, "KORNBLUM BAKERY", "10.00", has_splits=True, account=make_account(session, "Joint")
    )
    other = add(session, "KORNBLUM BAKERY", "3.00", account=make_account(session, "Card"))
    for key, amount in (("coffee", "7.50"), ("gift", "2.50")):
        category = make_category(session, key)
        session.add(
            TransactionSplit(transaction_id=row.id, category_id=category.id, amount=Decimal(amount))
        )
    session.flush()

    history = merchant_history(session, "KORNBLUM BAKERY", today=TODAY)

    assert {key: sums.out for key, _, _, sums in history.categories} == {
        "coffee": Decimal("7.50"),
        "gift": Decimal("2.50"),
        None: Decimal("3.00"),
    }
    assert {name: sums.out for _, name, sums in history.accounts} == {
        "Joint": Decimal("10.00"),
        "Card": other.amount,
    }


def test_names_much_the_same_that_are_filed_alike_may_be_one(session: Session) -> None:
    for description, category in (
        ("BLUEBELL FLORIST", "gift"),
        ("BLUEBELL FLORIST SHOP", "gift"),
        ("BLUE BELL FLORIST", "coffee"),
        ("KORNBLUM BAKERY", "coffee"),
        ("KORNBLUM BAKERI", "coffee"),
        ("KORNBLUM GARAGE", "coffee"),
        ("HARDWARE HUT", "gift"),
        ("HARDWARE HUT CAFE", "coffee"),
    ):
        add(session, description, "1.00", category=category)
    add(session, "KORNBLUM BAKERI", "1.00", category="coffee")

    pairs = {frozenset((one.into.key, one.other.key)) for one in resembling(session)}

    assert pairs == {
        frozenset(("BLUEBELL FLORIST", "BLUEBELL FLORIST SHOP")),
        frozenset(("BLUEBELL FLORIST", "BLUE BELL FLORIST")),
        frozenset(("KORNBLUM BAKERY", "KORNBLUM BAKERI")),
    }
    first = resembling(session)[0]
    assert (first.into.key, first.other.key) == ("KORNBLUM BAKERI", "KORNBLUM BAKERY")
    dismiss(session, "KORNBLUM BAKERY", "KORNBLUM BAKERI", at=NOW)
    assert len(resembling(session)) == 2
