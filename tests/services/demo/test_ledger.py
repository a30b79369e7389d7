import datetime as dt
from collections import Counter, defaultdict

import pytest

from backend.services.demo.ledger import generate_ledger, ledger_accounts
from backend.services.demo.model import SampleStatus, SampleTransaction

ROWS = 20_000


@pytest.fixture(scope="module")
def ledger() -> list[SampleTransaction]:
    return list(generate_ledger(ROWS))


def test_a_ledger_has_the_rows_asked_for(ledger: list[SampleTransaction]):
    assert len(ledger) == ROWS
    assert len({row.key for row in ledger}) == ROWS
    assert {row.account_key for row in ledger} == {a.key for a in ledger_accounts(6)}


def test_a_ledger_is_spread_over_its_years(ledger: list[SampleTransaction]):
    dates = [row.date for row in ledger]
    assert dates == sorted(dates)
    assert (dates[0], dates[-1]) == (dt.date(2016, 1, 1), dt.date(2025, 12, 31))
    years = Counter(day.year for day in dates)
    assert all(abs(count - ROWS / 10) < ROWS / 100 for count in years.values())


def test_a_ledger_is_the_same_for_the_same_seed(ledger: list[SampleTransaction]):
    assert list(generate_ledger(ROWS)) == ledger
    assert list(generate_ledger(ROWS, seed=1)) != ledger


def test_a_ledger_has_about_three_hundred_merchants(ledger: list[SampleTransaction]):
    assert 280 <= len({row.merchant for row in ledger}) <= 320


def test_the_legs_of_a_ledger_cancel(ledger: list[SampleTransaction]):
    legs = defaultdict(list)
    for row in ledger:
        if row.transfer_key is not None:
            legs[row.transfer_key].append(row)
    assert 0.02 < 2 * len(legs) / ROWS < 0.04
    for one, other in legs.values():
        assert one.cents + other.cents == 0
        assert one.account_key != other.account_key


def test_a_ledger_has_income_refunds_and_a_review_queue(ledger: list[SampleTransaction]):
    statuses = Counter(row.status for row in ledger)
    assert statuses[SampleStatus.PENDING_REVIEW] == ROWS // 250
    assert statuses[SampleStatus.AUTO_CONFIRMED] > statuses[SampleStatus.CONFIRMED] > 0
    assert any(row.category == "payroll" and row.cents < 0 for row in ledger)
    assert any(row.category == "groceries" and row.cents < 0 for row in ledger)


@pytest.mark.parametrize(("rows", "accounts"), [(0, 6), (1, 6), (2, 2), (37, 1), (501, 9)])
def test_small_and_odd_ledgers(rows: int, accounts: int):
    made = list(generate_ledger(rows, accounts=accounts, years=1))

    assert len(made) == rows
    assert {row.account_key for row in made} <= {a.key for a in ledger_accounts(accounts)}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row in made:
        places[row.account_key].append(row.order)
    assert all(order == list(range(len(order))) for order in places.values())


def test_the_bank_writes_the_day_of_the_row(ledger: list[SampleTransaction]):
    dated = [row for row in ledger if "AUTHORIZED ON" in row.description]
    assert len({row.description for row in dated}) == len(dated) > 1_000
    assert all(f"AUTHORIZED ON {row.date:%m/%d} " in row.description for row in dated)
    assert not any("{" in row.description for row in ledger)
