"""Writes an account of a household as the CSV file that its bank would offer for download.

Banks write money in as positive and money out as negative, except Discover, which writes
charges as positive. Newest rows come first.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from backend.core.money import from_cents
from backend.services.demo.generator import SampleHousehold
from backend.services.demo.model import Bank, SampleAccount, SampleTransaction
from backend.services.demo.schedules import after_weekend

_OTHER = "other"
_DISCOVER_CATEGORIES = {
    "groceries": "Supermarkets",
    "gas_station": "Gasoline",
    "credit_card_payment": "Payments and Credits",
    "cashback": "Awards and Rebate Credits",
    "interest_charge": "Interest",
    "amazon": "Merchandise",
    "walmart_target": "Merchandise",
    "clothing": "Merchandise",
    "pharmacy": "Medical Services",
    "doctor": "Medical Services",
    "gym": "Services",
    "netflix": "Services",
    "hotel": "Travel/ Entertainment",
    "movies": "Travel/ Entertainment",
    **dict.fromkeys(
        ("restaurant", "fast_food", "coffee", "work_lunch", "food_delivery", "boba", "bar"),
        "Restaurants",
    ),
    _OTHER: "Merchandise",
}
_CHASE_CATEGORIES = {
    "groceries": "Groceries",
    "gas_station": "Gas",
    "credit_card_payment": "",
    "bank_fee": "Fees & Adjustments",
    "interest_charge": "Fees & Adjustments",
    "cell_phone": "Bills & Utilities",
    "pharmacy": "Health & Wellness",
    "doctor": "Health & Wellness",
    **dict.fromkeys(("air_travel", "hotel", "airport", "parking", "ride_share"), "Travel"),
    **dict.fromkeys(("movies", "hobbies", "concerts", "gaming"), "Entertainment"),
    **dict.fromkeys(
        (
            "restaurant",
            "fast_food",
            "coffee",
            "work_lunch",
            "food_delivery",
            "boba",
            "bar",
            "travel_food",
        ),
        "Food & Drink",
    ),
    _OTHER: "Shopping",
}


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One booked row and what the account held after it (owed: negative)."""

    row: SampleTransaction
    balance_cents: int

    @property
    def posted_on(self) -> dt.date:
        """The day on which a card booked it: the next working day."""
        return after_weekend(self.row.date + dt.timedelta(days=1))


def statement_lines(
    account: SampleAccount,
    rows: Iterable[SampleTransaction],
    *,
    first_day: dt.date,
    end: dt.date,
    unknown_to_bank: frozenset[str] = frozenset(),
) -> list[StatementLine]:
    """Return the lines of one account with `first_day <= date < end`, oldest first.

    `rows` are all rows since the opening balance; those whose keys are in `unknown_to_bank`
    exist only in the household's books.
    """
    held = account.opening_cents
    lines = []
    own = (row for row in rows if row.account_key == account.key)
    for row in sorted(own, key=lambda row: row.order):
        if row.key not in unknown_to_bank:
            held -= row.cents
            if first_day <= row.date < end:
                lines.append(StatementLine(row, held))
    return lines


def statement_csv(
    household: SampleHousehold,
    account_key: str,
    *,
    first_day: dt.date,
    end: dt.date,
    bank: Bank | None = None,
) -> str:
    """Return the bank's file of an account for `first_day <= date < end`, upcoming rows included.

    `bank` writes the same rows in another bank's layout. Cash has no bank; ask for one.
    """
    [account] = [account for account in household.accounts if account.key == account_key]
    lines = statement_lines(
        account,
        (*household.transactions, *household.upcoming),
        first_day=first_day,
        end=end,
        unknown_to_bank=frozenset(pair.second_key for pair in household.answers.duplicates),
    )
    return write_csv(lines, bank or account.bank)


def write_csv(lines: Sequence[StatementLine], bank: Bank) -> str:
    """Return `lines` (oldest first) as a file of `bank`."""
    if bank is Bank.CASH:
        raise ValueError("cash has no statement: name the bank whose layout to use")
    header, cells, quoting = _LAYOUTS[bank]
    text = io.StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator="\n")
    if header:
        text.write(header + "\n")
    writer.writerows(cells(line) for line in reversed(lines))
    return text.getvalue()


def _us(day: dt.date) -> str:
    return f"{day:%m/%d/%Y}"


def _in(cents: int) -> str:
    """Return the app's outflow as the bank's signed amount: money in is positive."""
    return str(from_cents(-cents))


def _wells_fargo(line: StatementLine) -> list[str]:
    row = line.row
    return [_us(row.date), _in(row.cents), "*", "", row.description]


def _sofi(line: StatementLine) -> list[str]:
    row = line.row
    return [
        row.date.isoformat(),
        row.description,
        _sofi_type(row),
        # The bank drops trailing zeros, as in 1980.4.
        f"{from_cents(-row.cents).normalize():f}",
        str(from_cents(line.balance_cents)),
        "Posted",
    ]


def _sofi_type(row: SampleTransaction) -> str:
    if row.category == "interest_income":
        return "INTEREST_EARNED"
    if row.category == "payroll":
        return "DIRECT_DEPOSIT"
    if row.transfer_key is not None:
        return "DEPOSIT" if row.cents < 0 else "WITHDRAWAL"
    return "DIRECT_PAY" if row.cents < 0 else "DEBIT_CARD"


def _discover(line: StatementLine) -> list[str]:
    row = line.row
    label = _DISCOVER_CATEGORIES.get(row.category or "", _DISCOVER_CATEGORIES[_OTHER])
    amount = str(from_cents(row.cents))
    return [_us(row.date), _us(line.posted_on), row.description, amount, label]


def _chase_card(line: StatementLine) -> list[str]:
    row = line.row
    label = _CHASE_CATEGORIES.get(row.category or "", _CHASE_CATEGORIES[_OTHER])
    if row.category == "credit_card_payment":
        kind = "Payment"
    elif row.category in {"bank_fee", "interest_charge"}:
        kind = "Fee"
    else:
        kind = "Return" if row.cents < 0 else "Sale"
    return [
        _us(row.date), _us(line.posted_on), row.description, label, kind, _in(row.cents), ""
    ]  # fmt: skip


def _chase_checking(line: StatementLine) -> list[str]:
    row = line.row
    if row.transfer_key is not None:
        kind = "ACCT_XFER"
    elif row.cents < 0:
        kind = "ACH_CREDIT"
    else:
        kind = "DEBIT_CARD" if "PURCHASE" in row.description else "ACH_DEBIT"
    details = "CREDIT" if row.cents < 0 else "DEBIT"
    # The last, empty cell is one more than the header has: so the bank writes it.
    return [
        details, _us(row.date), row.description, _in(row.cents), kind,
        str(from_cents(line.balance_cents)), "", "",
    ]  # fmt: skip


_Cells = Callable[[StatementLine], list[str]]
_LAYOUTS: dict[Bank, tuple[str, _Cells, Literal[0, 1]]] = {
    Bank.WELLS_FARGO: ("", _wells_fargo, csv.QUOTE_ALL),
    Bank.SOFI: ("Date,Description,Type,Amount,Current balance,Status", _sofi, csv.QUOTE_MINIMAL),
    Bank.DISCOVER: (
        "Trans. Date,Post Date,Description,Amount,Category", _discover, csv.QUOTE_MINIMAL
    ),
    Bank.CHASE_CARD: (
        "Transaction Date,Post Date,Description,Category,Type,Amount,Memo",
        _chase_card,
        csv.QUOTE_MINIMAL,
    ),
    Bank.CHASE_CHECKING: (
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #",
        _chase_checking,
        csv.QUOTE_MINIMAL,
    ),
}  # fmt: skip
