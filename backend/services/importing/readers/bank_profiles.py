"""Banks' tables by their header lines, with what their columns alone can't tell."""

from dataclasses import dataclass, field
from typing import Final

from backend.services.importing.readers.vocabulary import normalized
from backend.services.importing.statement import DateOrder, SignRule


@dataclass(frozen=True, slots=True)
class BankProfile:
    """One bank's table.

    Attributes:
        headers: names that must all stand in the header line.
        columns: fields of `TableLayout` and the names of their columns, where the general rules
            would choose others.
        is_exact: whether the header line holds these names and no more.
        many_cards: whether the table's numbers are those of cards to one account.
    """

    name: str
    institution: str
    headers: tuple[str, ...]
    sign: SignRule | None = None
    account_type: str | None = None
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_exact: bool = False
    many_cards: bool = False
    currency: str | None = "USD"

    @property
    def date_order(self) -> DateOrder | None:
        """The order of the bank's country, for dates that may be read either way."""
        return "mdy" if self.currency == "USD" else None


def _profile(
    name: str,
    headers: str,
    *,
    sign: SignRule | None = None,
    account_type: str | None = None,
    institution: str | None = None,
    is_exact: bool = False,
    many_cards: bool = False,
    currency: str | None = "USD",
    **columns: str,
) -> BankProfile:
    return BankProfile(
        name=name,
        institution=name if institution is None else institution,
        headers=tuple(normalized(header) for header in headers.split(",")),
        sign=sign,
        account_type=account_type,
        columns={
            key: tuple(normalized(one) for one in value.split(","))
            for key, value in columns.items()
        },
        is_exact=is_exact,
        many_cards=many_cards,
        currency=currency,
    )


WELLS_FARGO: Final = _profile("Wells Fargo", "", sign="money_in_positive")
AMEX: Final = _profile(
    "American Express",
    "Date,Description,Amount",
    sign="charges_positive",
    account_type="credit",
)

PROFILES: Final = (
    _profile(
        "Discover",
        "Trans Date,Post Date,Description,Amount,Category",
        is_exact=True,
        sign="charges_positive",
        account_type="credit",
    ),
    _profile(
        "SoFi",
        "Date,Description,Type,Amount,Current balance,Status",
        sign="money_in_positive",
    ),
    _profile(
        "SoFi (wide)",
        "Authorized Date,Posted Date,Status,Account Name,Description,Primary Category,Amount",
        institution="SoFi",
        sign="money_in_positive",
    ),
    _profile(
        "Chase checking",
        "Details,Posting Date,Description,Amount,Type,Balance",
        institution="Chase",
        sign="money_in_positive",
    ),
    _profile(
        "Chase card",
        "Transaction Date,Post Date,Description,Category,Type,Amount",
        institution="Chase",
        sign="money_in_positive",
        account_type="credit",
    ),
    _profile(
        "Chase card (until 2018)",
        "Type,Trans Date,Post Date,Description,Amount",
        institution="Chase",
        sign="money_in_positive",
        account_type="credit",
        is_exact=True,
    ),
    _profile(
        "Bank of America checking",
        "Date,Description,Amount,Running Bal",
        is_exact=True,
        institution="Bank of America",
        sign="money_in_positive",
    ),
    _profile(
        "Bank of America card",
        "Posted Date,Reference Number,Payee,Address,Amount",
        institution="Bank of America",
        sign="money_in_positive",
        account_type="credit",
    ),
    _profile(
        "Bank of America My Portfolio",
        "Status,Date,Original Description,Split Type,Category,Currency,Amount,Account Name",
        institution="",
        sign="money_in_positive",
        merchant="Simple Description",
    ),
    _profile(
        "Citi card",
        "Status,Date,Description,Debit,Credit",
        institution="Citi",
        account_type="credit",
        is_exact=True,
    ),
    _profile(
        "Citi card",
        "Status,Date,Description,Debit,Credit,Member Name",
        institution="Citi",
        account_type="credit",
        is_exact=True,
    ),
    _profile(
        "Capital One card",
        "Transaction Date,Posted Date,Card No,Description,Category,Debit,Credit",
        institution="Capital One",
        account_type="credit",
    ),
    _profile(
        "Capital One 360",
        "Account Number,Transaction Description,Transaction Date,Transaction Type,Transaction Amount",
        institution="Capital One",
    ),
    _profile(
        "American Express",
        "Date,Description,Amount,Extended Details,Appears On Your Statement As",
        sign="charges_positive",
        many_cards=True,
        account_type="credit",
        description="Description",
        external_id="Reference",
    ),
    _profile(
        "American Express",
        "Date,Description,Card Member,Account #,Amount",
        sign="charges_positive",
        many_cards=True,
        account_type="credit",
    ),
    _profile(
        "US Bank", "Date,Transaction,Name,Memo,Amount", sign="money_in_positive", is_exact=True
    ),
    _profile("PNC", "Date,Description,Withdrawals,Deposits,Balance", is_exact=True),
    _profile("PNC", "Transaction Date,Transaction Description,Amount", is_exact=True),
    _profile("PNC", "Transaction Date,Transaction Description,Amount,Balance", is_exact=True),
    _profile("Ally", "Date,Time,Amount,Type,Description", sign="money_in_positive", is_exact=True),
    _profile(
        "Charles Schwab checking",
        "Date,Type,Description,Withdrawal,Deposit,RunningBalance",
        institution="Charles Schwab",
        account_type="checking",
    ),
    _profile(
        "Charles Schwab brokerage",
        "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount",
        institution="Charles Schwab",
        sign="money_in_positive",
        account_type="investment",
    ),
    _profile(
        "Fidelity",
        "Run Date,Action,Symbol,Description,Quantity,Price ($),Amount ($),Settlement Date",
        sign="money_in_positive",
        account_type="investment",
        description="Action,Description",
        account="Account Number",
    ),
    _profile(
        "Vanguard",
        "Account Number,Trade Date,Settlement Date,Transaction Type,Principal Amount,Net Amount",
        sign="money_in_positive",
        account_type="investment",
        description="Transaction Description,Investment Name",
    ),
    _profile("USAA", "Date,Description,Original Description,Category,Amount,Status", is_exact=True),
    _profile(
        "Navy Federal", "Posting Date,Transaction Date,Amount,Credit Debit Indicator,Description"
    ),
    _profile(
        "Apple Card",
        "Transaction Date,Clearing Date,Description,Merchant,Category,Type",
        institution="Apple",
        sign="charges_positive",
        account_type="credit",
    ),
    _profile(
        "PayPal",
        "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net",
        sign="money_in_positive",
        currency=None,
        amount="Net",
        description="Name,Type",
        merchant="Name",
    ),
    _profile(
        "PayPal",
        "Date,Time,TimeZone,Name,Type,Status,Currency,Amount,Receipt ID",
        sign="money_in_positive",
        currency=None,
        description="Name,Type",
        merchant="Name",
    ),
    _profile(
        "Venmo",
        "ID,Datetime,Type,Status,Note,From,To,Amount (total)",
        sign="money_in_positive",
        amount="Amount (total)",
        description="Type,Note,From,To",
        memo="Note",
        external_id="ID",
    ),
    _profile(
        "Cash App",
        "Transaction ID,Date,Transaction Type,Currency,Amount,Fee,Net Amount,Status,Notes",
        sign="money_in_positive",
        amount="Net Amount",
        description="Transaction Type,Notes,Name of sender/receiver",
        merchant="Name of sender/receiver",
    ),
    _profile(
        "Mercury",
        "Date (UTC),Description,Amount,Status,Source Account,Bank Description",
        sign="money_in_positive",
        description="Bank Description",
        merchant="Description",
    ),
    _profile(
        "Truist",
        "Posted Date,Transaction Date,Transaction Type,Check/Serial #,Description,Amount",
        sign="money_in_positive",
    ),
    _profile("DCU", "DATE,TRANSACTION TYPE,DESCRIPTION,AMOUNT,ID,MEMO,CURRENT BALANCE"),
    _profile(
        "Mint",
        "Date,Description,Original Description,Amount,Transaction Type,Category,Account Name",
        institution="",
    ),
    _profile(
        "YNAB",
        "Account,Flag,Date,Payee,Category,Memo,Outflow,Inflow",
        institution="",
        currency=None,
    ),
    _profile(
        "Monarch",
        "Date,Merchant,Category,Account,Original Statement,Notes,Amount",
        institution="",
        sign="money_in_positive",
    ),
    _profile(
        "Rocket Money",
        "Date,Original Date,Account Type,Account Name,Account Number,Institution Name,Name,Amount",
        institution="",
        sign="charges_positive",
        description="Description",
        merchant="Name",
        account="Account Name",
    ),
    _profile(
        "Empower",
        "Date,Account,Description,Category,Tags,Amount",
        institution="",
        sign="money_in_positive",
        is_exact=True,
    ),
    _profile(
        "Actual",
        "Account,Date,Payee,Notes,Category_Group,Category,Amount,Split_Amount,Cleared",
        institution="",
        sign="money_in_positive",
        currency=None,
        amount="Amount",
    ),
)
