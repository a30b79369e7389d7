"""Tables of payment services and money apps, by their header lines."""

from typing import Final

from backend.services.importing.readers.bank_profile import bank_profile

APPS: Final = (
    bank_profile(
        "PayPal",
        "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net",
        sign="money_in_positive",
        currency=None,
        amount="Net",
        description="Name,Type",
        merchant="Name",
    ),
    bank_profile(
        "PayPal",
        "Date,Time,TimeZone,Name,Type,Status,Currency,Amount,Receipt ID",
        sign="money_in_positive",
        currency=None,
        description="Name,Type",
        merchant="Name",
    ),
    bank_profile(
        "Venmo",
        "ID,Datetime,Type,Status,Note,From,To,Amount (total)",
        sign="money_in_positive",
        amount="Amount (total)",
        description="Type,Note,From,To",
        memo="Note",
        external_id="ID",
    ),
    bank_profile(
        "Cash App",
        "Transaction ID,Date,Transaction Type,Currency,Amount,Fee,Net Amount,Status,Notes",
        sign="money_in_positive",
        amount="Net Amount",
        description="Transaction Type,Notes,Name of sender/receiver",
        merchant="Name of sender/receiver",
    ),
    bank_profile(
        "Mercury",
        "Date (UTC),Description,Amount,Status,Source Account,Bank Description",
        sign="money_in_positive",
        description="Bank Description",
        merchant="Description",
    ),
    bank_profile(
        "Mint",
        "Date,Description,Original Description,Amount,Transaction Type,Category,Account Name",
        institution="",
    ),
    bank_profile(
        "YNAB",
        "Account,Flag,Date,Payee,Category,Memo,Outflow,Inflow",
        institution="",
        currency=None,
    ),
    bank_profile(
        "Monarch",
        "Date,Merchant,Category,Account,Original Statement,Notes,Amount",
        institution="",
        sign="money_in_positive",
    ),
    bank_profile(
        "Rocket Money",
        "Date,Original Date,Account Type,Account Name,Account Number,Institution Name,Name,Amount",
        institution="",
        sign="charges_positive",
        description="Description",
        merchant="Name",
        account="Account Name",
    ),
    bank_profile(
        "Copilot",
        "date,name,amount,status,category,parent category,excluded,type,account,account mask",
        institution="",
        sign="charges_positive",
    ),
    bank_profile(
        "Empower",
        "Date,Account,Description,Category,Tags,Amount",
        institution="",
        sign="money_in_positive",
        is_exact=True,
    ),
    bank_profile(
        "Actual",
        "Account,Date,Payee,Notes,Category_Group,Category,Amount,Split_Amount,Cleared",
        institution="",
        sign="money_in_positive",
        currency=None,
        amount="Amount",
    ),
)
