"""The portfolio's file of the version that had one."""

import datetime as dt
from pathlib import Path

from backend.migrations.runner import upgrade
from tests.data.legacy.build import Rows, build_investments
from tests.migrations.reading import by_id, set_aside

AT = dt.datetime(2025, 6, 15, 12, tzinfo=dt.UTC)

ACCOUNT = {"id": 4, "account_name": "Roth", "account_type": "roth", "connection_status": "manual"}
FUND = {"id": 7, "ticker": "VTI", "name": "Total", "close_price": 251.2345}
HOLDING = {
    "id": 2,
    "investment_account_id": 4,
    "security_id": 7,
    "quantity": 0.1 + 0.2,
    "cost_basis": 100.1 + 0.2,
    "cost_basis_per_unit": 33.333333,
    "current_value": 75.37,
    "as_of_date": "2024-05-06",
}
TRADE = {
    "id": 9,
    "investment_account_id": 4,
    "security_id": 7,
    "date": "2024-05-06",
    "type": "buy",
    "quantity": 1e-7,
    "price": 251.2345,
    "amount": 19.99,
}


def _opened(tmp_path: Path, rows: Rows) -> Path:
    path = build_investments(tmp_path / "investments.db", rows)
    upgrade(path, "investments", at=AT)
    return path


def test_amounts_become_cents_and_quantities_stay_exact(tmp_path: Path) -> None:
    path = _opened(
        tmp_path,
        {
            "investment_accounts": [ACCOUNT],
            "securities": [FUND],
            "holdings": [HOLDING],
            "investment_transactions": [TRADE],
        },
    )

    assert by_id(path, "investment_accounts")[4]["account_name"] == "Roth"
    assert by_id(path, "securities")[7]["close_price"] == "251.2345"
    holding = by_id(path, "holdings")[2]
    assert holding["quantity"] == "0.30000000000000004"
    assert (holding["cost_basis"], holding["current_value"]) == (10030, 7537)
    assert holding["cost_basis_per_unit"] == "33.333333"
    trade = by_id(path, "investment_transactions")[9]
    assert (trade["quantity"], trade["price"]) == ("0.0000001", "251.2345")
    assert (trade["amount"], trade["fees"]) == (1999, 0)
    assert set_aside(path) == []


def test_what_can_not_be_kept_is_set_aside(tmp_path: Path) -> None:
    path = _opened(
        tmp_path,
        {
            "investment_accounts": [ACCOUNT],
            "securities": [{**FUND, "close_price": float("inf")}],
            "holdings": [
                {**HOLDING, "id": 3, "quantity": float("inf")},
                {**HOLDING, "id": 4, "security_id": 99, "as_of_date": "2024-05-07"},
                {**HOLDING, "id": 5, "as_of_date": "2024-05-08", "current_value": float("-inf")},
            ],
            "investment_transactions": [{**TRADE, "investment_account_id": 99}],
        },
    )

    assert sorted(by_id(path, "holdings")) == [5]
    assert by_id(path, "holdings")[5]["current_value"] is None
    assert by_id(path, "securities")[7]["close_price"] is None
    assert [(table, number, reason) for table, number, _, reason in set_aside(path)] == [
        ("securities", 7, "close_price: inf is not a finite number"),
        ("holdings", 3, "quantity: inf is not a finite number"),
        ("holdings", 4, "its security is gone"),
        ("holdings", 5, "current_value: -inf is not a finite number"),
        ("investment_transactions", 9, "its account is gone"),
    ]


def test_a_cash_movement_needs_no_security(tmp_path: Path) -> None:
    path = _opened(
        tmp_path,
        {
            "investment_accounts": [ACCOUNT],
            "investment_transactions": [{**TRADE, "security_id": None, "fees": 0.1 + 0.2}],
        },
    )

    trade = by_id(path, "investment_transactions")[9]
    assert (trade["security_id"], trade["fees"]) == (None, 30)
