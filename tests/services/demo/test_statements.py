import csv
import datetime as dt
import io
from decimal import Decimal

import pytest

from backend.services.demo.generator import SampleHousehold
from backend.services.demo.model import Bank, SampleTransaction
from backend.services.demo.statements import statement_csv

# Where each bank writes the date, the amount and the description, and the amount's sign.
COLUMNS = {
    Bank.WELLS_FARGO: (0, 1, 4, "%m/%d/%Y", -1),
    Bank.SOFI: (0, 3, 1, "%Y-%m-%d", -1),
    Bank.DISCOVER: (0, 3, 2, "%m/%d/%Y", 1),
    Bank.CHASE_CARD: (0, 5, 2, "%m/%d/%Y", -1),
    Bank.CHASE_CHECKING: (1, 3, 2, "%m/%d/%Y", -1),
}
BALANCE = {Bank.SOFI: 4, Bank.CHASE_CHECKING: 5}


def whole_file(household: SampleHousehold, account: str, bank: Bank) -> list[list[str]]:
    text = statement_csv(
        household,
        account,
        first_day=household.first_day,
        end=household.last_day + dt.timedelta(days=1),
        bank=bank,
    )
    lines = list(csv.reader(io.StringIO(text)))
    return lines if bank is Bank.WELLS_FARGO else lines[1:]


def booked(household: SampleHousehold, account: str) -> list[SampleTransaction]:
    doubles = {pair.second_key for pair in household.answers.duplicates}
    rows = [
        row
        for row in household.transactions
        if row.account_key == account and row.key not in doubles
    ]
    return sorted(rows, key=lambda row: -row.order)


@pytest.mark.parametrize("bank", COLUMNS)
@pytest.mark.parametrize("account", ["checking", "savings", "discover", "chase", "cash"])
def test_a_statement_reads_back_as_the_rows(household: SampleHousehold, account: str, bank: Bank):
    date, amount, description, spelling, sign = COLUMNS[bank]

    lines = whole_file(household, account, bank)

    read = [
        (
            dt.datetime.strptime(line[date], spelling).date(),  # noqa: DTZ007
            int(Decimal(line[amount]) * 100) * sign,
            line[description],
        )
        for line in lines
    ]
    assert read == [(r.date, r.cents, r.description) for r in booked(household, account)]


@pytest.mark.parametrize("bank", BALANCE)
def test_the_running_balance_leads_from_line_to_line(household: SampleHousehold, bank: Bank):
    _, amount, _, _, _ = COLUMNS[bank]
    lines = whole_file(household, "checking", bank)[::-1]
    [account] = [a for a in household.accounts if a.key == "checking"]

    held = Decimal(account.opening_cents) / 100
    for line in lines:
        held += Decimal(line[amount])
        assert Decimal(line[BALANCE[bank]]) == held
    assert held == Decimal(household.answers.bank_balances["checking"]) / 100


def test_a_part_holds_the_rows_of_its_days(household: SampleHousehold):
    first, end = household.last_day - dt.timedelta(days=10), household.last_day

    text = statement_csv(household, "discover", first_day=first, end=end)

    lines = list(csv.reader(io.StringIO(text)))[1:]
    expected = [r for r in booked(household, "discover") if first <= r.date < end]
    assert len(lines) == len(expected) > 0


def test_the_next_file_brings_what_is_upcoming(household: SampleHousehold):
    after = household.last_day + dt.timedelta(days=1)

    text = statement_csv(household, "checking", first_day=after, end=after + dt.timedelta(days=14))

    upcoming = [row for row in household.upcoming if row.account_key == "checking"]
    assert text.count("\n") == len(upcoming) > 0


def test_posting_comes_on_a_working_day_after_the_purchase(household: SampleHousehold):
    for line in whole_file(household, "chase", Bank.CHASE_CARD):
        bought, posted = (
            dt.datetime.strptime(cell, "%m/%d/%Y").date()  # noqa: DTZ007
            for cell in line[:2]
        )
        assert 1 <= (posted - bought).days <= 3
        assert posted.weekday() < 5


def test_cash_has_no_file_of_its_own(household: SampleHousehold):
    with pytest.raises(ValueError, match="cash has no statement"):
        statement_csv(household, "cash", first_day=household.first_day, end=household.last_day)
