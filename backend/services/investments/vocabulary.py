"""The app's words for kinds of accounts, securities and movements, by those that feeds use.

A word that nobody knows is `other`, or stays as it came where it says more.
"""

from typing import Final

_ACCOUNTS: Final = {
    "roth": "roth",
    "roth 401k": "roth",
    "roth ira": "roth",
    "ira": "traditional_ira",
    "sep ira": "traditional_ira",
    "simple ira": "traditional_ira",
    "sarsep": "traditional_ira",
    "401k": "401k",
    "401a": "401k",
    "403b": "401k",
    "457b": "401k",
    "thrift savings plan": "401k",
    "brokerage": "taxable",
    "cash management": "taxable",
    "mutual fund": "taxable",
    "non-taxable brokerage account": "other",
    "stock plan": "taxable",
    "trust": "taxable",
}
_SECURITIES: Final = {
    "equity": "stock",
    "etf": "etf",
    "mutual fund": "mutual_fund",
    "fixed income": "bond",
    "cryptocurrency": "crypto",
    "cash": "cash",
    "derivative": "derivative",
}
_CASH_MOVEMENTS: Final = {
    "dividend": "dividend",
    "qualified dividend": "dividend",
    "non-qualified dividend": "dividend",
    "interest": "interest",
    "interest receivable": "interest",
    "long-term capital gain": "capital_gain",
    "short-term capital gain": "capital_gain",
    "unqualified gain": "capital_gain",
    "contribution": "transfer",
    "deposit": "transfer",
    "withdrawal": "transfer",
    "transfer": "transfer",
    "account fee": "fee",
    "fund fee": "fee",
    "legal fee": "fee",
    "management fee": "fee",
    "margin expense": "fee",
    "miscellaneous fee": "fee",
    "tax": "tax",
    "tax withheld": "tax",
    "non-resident tax": "tax",
}


def account_kind(subtype: str | None) -> str:
    """Return an account's kind: taxable, roth, traditional_ira, 401k or other."""
    return _ACCOUNTS.get((subtype or "").lower(), "other")


def security_kind(word: str) -> str:
    """Return a security's kind, such as stock, etf, mutual_fund, bond or cash."""
    return _SECURITIES.get(word.lower(), "other")


def movement_kind(kind: str, subtype: str | None) -> str:
    """Return a movement's kind: buy, sell, dividend, transfer, fee, capital_gain and so on.

    A dividend that is reinvested at once is a purchase, whatever its subtype is called.
    """
    kind = kind.lower()
    if kind in {"cash", "fee", "transfer"}:
        return _CASH_MOVEMENTS.get((subtype or "").lower(), kind)
    return kind
