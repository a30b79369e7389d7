"""Banks' tables by their header lines, with what their columns alone can't tell."""

from typing import Final

from backend.services.importing.readers.bank_profile import bank_profile

WELLS_FARGO: Final = bank_profile("Wells Fargo", "", sign="money_in_positive")
AMEX: Final = bank_profile(
    "American Express",
    "Date,Description,Amount",
    sign="charges_positive",
    account_type="credit",
)

BANKS: Final = (
    bank_profile(
        "Discover",
        "Trans Date,Post Date,Description,Amount,Category",
        is_exact=True,
        sign="charges_positive",
        account_type="credit",
    ),
    bank_profile(
        "SoFi",
        "Date,Description,Type,Amount,Current balance,Status",
        sign="money_in_positive",
    ),
    bank_profile(
        "SoFi (wide)",
        "Authorized Date,Posted Date,Status,Account Name,Description,Primary Category,Amount",
        institution="SoFi",
        sign="money_in_positive",
    ),
    bank_profile(
        "Chase checking",
        "Details,Posting Date,Description,Amount,Type,Balance",
        institution="Chase",
        sign="money_in_positive",
    ),
    bank_profile(
        "Chase card",
        "Transaction Date,Post Date,Description,Category,Type,Amount",
        institution="Chase",
        sign="money_in_positive",
        account_type="credit",
    ),
    bank_profile(
        "Chase card (until 2018)",
        "Type,Trans Date,Post Date,Description,Amount",
        institution="Chase",
        sign="money_in_positive",
        account_type="credit",
        is_exact=True,
    ),
    bank_profile(
        "Bank of America checking",
        "Date,Description,Amount,Running Bal",
        is_exact=True,
        institution="Bank of America",
        sign="money_in_positive",
    ),
    bank_profile(
        "Bank of America card",
        "Posted Date,Reference Number,Payee,Address,Amount",
        institution="Bank of America",
        sign="money_in_positive",
        account_type="credit",
    ),
    bank_profile(
        "Bank of America My Portfolio",
        "Status,Date,Original Description,Split Type,Category,Currency,Amount,Account Name",
        institution="",
        sign="money_in_positive",
        merchant="Simple Description",
    ),
    bank_profile(
        "Citi card",
        "Status,Date,Description,Debit,Credit",
        institution="Citi",
        account_type="credit",
        is_exact=True,
    ),
    bank_profile(
        "Citi card",
        "Status,Date,Description,Debit,Credit,Member Name",
        institution="Citi",
        account_type="credit",
        is_exact=True,
    ),
    bank_profile(
        "Capital One card",
        "Transaction Date,Posted Date,Card No,Description,Category,Debit,Credit",
        institution="Capital One",
        account_type="credit",
    ),
    bank_profile(
        "Capital One 360",
        "Account Number,Transaction Description,Transaction Date,Transaction Type,Transaction Amount",
        institution="Capital One",
    ),
    bank_profile(
        "American Express",
        "Date,Description,Amount,Extended Details,Appears On Your Statement As",
        sign="charges_positive",
        many_cards=True,
        account_type="credit",
        description="Description",
        external_id="Reference",
    ),
    bank_profile(
        "American Express",
        "Date,Description,Card Member,Account #,Amount",
        sign="charges_positive",
        many_cards=True,
        account_type="credit",
    ),
    bank_profile(
        "US Bank", "Date,Transaction,Name,Memo,Amount", sign="money_in_positive", is_exact=True
    ),
    bank_profile("PNC", "Date,Description,Withdrawals,Deposits,Balance", is_exact=True),
    bank_profile("PNC", "Transaction Date,Transaction Description,Amount", is_exact=True),
    bank_profile("PNC", "Transaction Date,Transaction Description,Amount,Balance", is_exact=True),
    bank_profile(
        "Ally", "Date,Time,Amount,Type,Description", sign="money_in_positive", is_exact=True
    ),
    bank_profile(
        "Charles Schwab checking",
        "Date,Type,Description,Withdrawal,Deposit,RunningBalance",
        institution="Charles Schwab",
        account_type="checking",
    ),
    bank_profile(
        "Charles Schwab brokerage",
        "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount",
        institution="Charles Schwab",
        sign="money_in_positive",
        account_type="investment",
    ),
    bank_profile(
        "Fidelity",
        "Run Date,Action,Symbol,Description,Quantity,Price ($),Amount ($),Settlement Date",
        sign="money_in_positive",
        account_type="investment",
        description="Action,Description",
        account="Account Number",
    ),
    bank_profile(
        "Vanguard",
        "Account Number,Trade Date,Settlement Date,Transaction Type,Principal Amount,Net Amount",
        sign="money_in_positive",
        account_type="investment",
        description="Transaction Description,Investment Name",
    ),
    bank_profile(
        "USAA", "Date,Description,Original Description,Category,Amount,Status", is_exact=True
    ),
    bank_profile(
        "Navy Federal", "Posting Date,Transaction Date,Amount,Credit Debit Indicator,Description"
    ),
    bank_profile(
        "Apple Card",
        "Transaction Date,Clearing Date,Description,Merchant,Category,Type",
        institution="Apple",
        sign="charges_positive",
        account_type="credit",
    ),
    bank_profile(
        "Truist",
        "Posted Date,Transaction Date,Transaction Type,Check/Serial #,Description,Amount",
        sign="money_in_positive",
    ),
    bank_profile("DCU", "DATE,TRANSACTION TYPE,DESCRIPTION,AMOUNT,ID,MEMO,CURRENT BALANCE"),
)
