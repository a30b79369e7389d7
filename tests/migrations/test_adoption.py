"""Files of every earlier version open, with nothing lost."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backend.core.fingerprint import fingerprint
from backend.migrations.runner import upgrade
from tests.data.legacy.build import (
    HOUSEHOLD,
    THEN,
    Version,
    add_rows,
    build,
    build_wal_only,
)
from tests.migrations.reading import by_id, rows, set_aside

AT = dt.datetime(2025, 6, 15, 12, tzinfo=dt.UTC)
NOW = "2025-06-15 12:00:00.000000"

Open = Callable[..., Path]


@pytest.fixture
def adopt(tmp_path: Path) -> Open:
    """Build a file with further rows and bring it to today's schema."""

    def opened(version: Version = Version.COMPLETE, **more: list[dict[str, Any]]) -> Path:
        path = build(tmp_path / "budget.db", version)
        add_rows(path, more)
        upgrade(path, "budget", at=AT)
        return path

    return opened


@pytest.mark.parametrize("version", Version)
@pytest.mark.parametrize("make", [build, build_wal_only])
def test_every_earlier_file_opens_with_all_its_rows(
    tmp_path: Path, version: Version, make: Callable[[Path, Version], Path]
) -> None:
    path = make(tmp_path / "budget.db", version)

    upgrade(path, "budget", at=AT)

    for table, expected in HOUSEHOLD.items():
        kept = by_id(path, table)
        assert sorted(kept) == [row["id"] for row in expected]
        for row in expected:
            for column, value in row.items():
                if isinstance(value, float) or value == "manual_confirmed":
                    continue  # converted: see the tests below
                assert kept[row["id"]][column] == value
    assert set_aside(path) == []
    assert {row["created_at"] for row in rows(path, "SELECT created_at FROM transactions")} == {
        THEN
    }


@pytest.mark.parametrize("version", Version)
def test_money_becomes_whole_cents(adopt: Open, version: Version) -> None:
    path = adopt(version)

    amounts = {key: row["amount"] for key, row in by_id(path, "transactions").items()}
    assert amounts == {1: 30, 2: 275, 4: 275, 5: -123456, 6: 410, 9: 101}
    assert by_id(path, "budgets")[1]["amount"] == 30010
    rule = by_id(path, "amount_rules")[1]
    assert (rule["amount"], rule["tolerance"]) == (30, 1)


def test_no_real_column_holds_money(adopt: Open) -> None:
    path = adopt()

    reals = rows(
        path,
        "SELECT t.name AS t, c.name AS c FROM sqlite_schema t, pragma_table_info(t.name) c "
        "WHERE c.type IN ('REAL', 'FLOAT', 'DOUBLE')",
    )
    assert {(row["t"], row["c"]) for row in reals} == {
        ("decisions", "confidence"),
        ("decisions", "runner_up_share"),
        ("detected_series", "confidence"),
        ("outbound_requests", "duration_seconds"),
        ("sync_log", "duration_seconds"),
        ("sync_runs", "duration_seconds"),
        ("transactions", "prediction_confidence"),
    }


def test_balances_become_whole_cents(adopt: Open) -> None:
    path = adopt(
        accounts=[
            {
                "id": 20,
                "name": "A",
                "institution": "b",
                "account_type": "checking",
                "balance_current": 1010.1 + 0.2,
                "balance_available": -0.005,
                "balance_limit": float("inf"),
                "plaid_connection_status": "error",
                "plaid_access_token": "sealed",
            }
        ]
    )

    account = by_id(path, "accounts")[20]
    assert account["balance_current"] == 101030
    assert account["balance_available"] == -1
    assert account["balance_limit"] is None
    assert account["plaid_connection_status"] == "error"
    assert account["plaid_access_token"] == "sealed"
    [(table, number, data, reason)] = set_aside(path)
    assert (table, number, data) == ("accounts", 20, {"id": 20, "balance_limit": "inf"})
    assert reason == "balance_limit: inf is not a finite number"


@pytest.mark.parametrize("amount", [float("inf"), float("-inf"), 1e300, "much"])
def test_an_amount_that_is_none_is_set_aside_whole(adopt: Open, amount: object) -> None:
    path = adopt(transactions=[{"id": 50, "amount": amount, "description": "ODD"}])

    assert 50 not in by_id(path, "transactions")
    [(table, number, data, reason)] = set_aside(path)
    assert (table, number) == ("transactions", 50)
    assert data["description"] == "ODD"
    assert data["amount"] in {amount, str(amount)}
    assert reason.startswith("amount: ")


@pytest.mark.parametrize(
    ("tier", "stored", "expected"),
    [
        ("ai", None, 0.7),
        ("amount_rule", None, 1.0),
        ("merchant_map", None, 0.8),
        ("unmatched", None, None),
        (None, None, None),
        ("merchant_map", 12, 1.0),
        ("merchant_map", 0.35, 0.35),
    ],
)
def test_confidences(
    adopt: Open, tier: str | None, stored: float | None, expected: float | None
) -> None:
    path = adopt(
        transactions=[
            {
                "id": 50,
                "amount": 1.0,
                "description": "X",
                "categorization_tier": tier,
                "prediction_confidence": stored,
            }
        ]
    )

    row = by_id(path, "transactions")[50]
    assert row["prediction_confidence"] == expected
    assert row["categorization_tier"] == tier


def test_a_version_without_confidences_gets_them(adopt: Open) -> None:
    ai = {"id": 50, "amount": 1.0, "description": "X", "categorization_tier": "ai"}

    assert by_id(adopt(Version.OLDEST, transactions=[ai]), "transactions")[50][
        "prediction_confidence"
    ] == pytest.approx(0.7)


def test_old_words_are_understood(adopt: Open) -> None:
    base = {"amount": 1.0, "description": "X"}
    path = adopt(
        transactions=[
            {**base, "id": 50, "status": "manual_confirmed", "category_id": None},
            {**base, "id": 51, "source": "plaid_sync", "plaid_transaction_id": "p1"},
            {**base, "id": 52, "source": "archive_import", "categorization_tier": "unmatched"},
            {**base, "id": 53, "status": "on_hold"},
        ]
    )

    kept = by_id(path, "transactions")
    assert (kept[50]["status"], kept[50]["category_id"]) == ("confirmed", None)
    assert kept[51]["source"] == "plaid_sync"
    assert kept[52]["source"] == "archive_import"
    assert kept[53]["status"] == "pending_review"
    assert [(table, number, data) for table, number, data, _ in set_aside(path)] == [
        ("transactions", 53, {"id": 53, "status": "on_hold"})
    ]


def test_a_month_that_is_none_is_set_aside(adopt: Open) -> None:
    months = ["banana", "2024-13", "2024-00", "2024-5", "2024-06 "]
    path = adopt(
        budgets=[
            {"id": 10 + place, "category_id": 2, "month": month, "amount": 5.0}
            for place, month in enumerate(months)
        ]
    )

    assert sorted(by_id(path, "budgets")) == [1]
    assert [data["month"] for _, _, data, _ in set_aside(path)] == months


def test_transfers_are_marked(adopt: Open) -> None:
    path = adopt(
        categories=[{"id": 30, "short_desc": "credit_card_payment", "display_name": "Card"}]
    )

    marked = {key for key, row in by_id(path, "categories").items() if row["is_transfer"]}
    assert marked == {8, 30}


def test_odd_keys_and_a_third_level(adopt: Open) -> None:
    path = adopt(
        categories=[
            {"id": 30, "short_desc": "", "display_name": "No key"},
            {"id": 31, "short_desc": "a/b", "display_name": "Slash", "parent_id": 1},
            {"id": 32, "short_desc": "third", "display_name": "Third", "parent_id": 2},
            {"id": 33, "short_desc": "fourth", "display_name": "Fourth", "parent_id": 32},
            {"id": 34, "short_desc": "orphan", "display_name": "Orphan", "parent_id": 999},
            {"id": 35, "short_desc": "ring1", "display_name": "Ring 1", "parent_id": 36},
            {"id": 36, "short_desc": "ring2", "display_name": "Ring 2", "parent_id": 35},
            {"id": 37, "short_desc": "self", "display_name": "Self", "parent_id": 37},
        ]
    )

    kept = by_id(path, "categories")
    parents = {key: row["parent_id"] for key, row in kept.items() if key >= 30}
    assert parents == {
        30: None, 31: 1, 32: 1, 33: 1, 34: None, 35: None, 36: 35, 37: None,
    }  # fmt: skip
    assert (kept[30]["short_desc"], kept[31]["short_desc"]) == ("", "a/b")
    assert {(number, data["parent_id"]) for _, number, data, _ in set_aside(path)} == {
        (32, 2), (33, 32), (34, 999), (35, 36), (37, 37),
    }  # fmt: skip


def test_the_origin_of_rules_is_known_by_what_was_shipped(adopt: Open) -> None:
    path = adopt(
        merchant_mappings=[
            {"id": 10, "merchant_pattern": "STARBUCKS", "category_id": 2, "confidence": 9},
            {"id": 11, "merchant_pattern": "PHILZ", "category_id": 1, "confidence": 30},
            {"id": 12, "merchant_pattern": "OWN", "category_id": 1, "confidence": None},
        ],
        categories=[{"id": 40, "short_desc": "netflix", "display_name": "Netflix"}],
        amount_rules=[
            {
                "id": 10,
                "description_pattern": "APPLE.COM/BILL",
                "amount": 10.59,
                "short_desc": "netflix",
                "category_id": 40,
            }
        ],
    )

    mappings = by_id(path, "merchant_mappings")
    assert {key: row["origin"] for key, row in mappings.items()} == {
        1: "shipped", 2: "learned", 10: "learned", 11: "learned", 12: "learned",
    }  # fmt: skip
    assert mappings[12]["confidence"] == 1
    rules = by_id(path, "amount_rules")
    assert (rules[1]["origin"], rules[10]["origin"]) == ("own", "shipped")
    assert rules[10]["tolerance"] == 1


def test_rows_that_point_nowhere_are_kept_or_set_aside(adopt: Open) -> None:
    path = adopt(
        transactions=[
            {"id": 50, "amount": 1.0, "description": "X", "category_id": 99},
            {"id": 51, "amount": 1.0, "description": "Y", "account_id": 44},
        ],
        merchant_mappings=[
            {"id": 10, "merchant_pattern": "LOST", "category_id": 99, "confidence": 1},
            {"id": 11, "merchant_pattern": "", "category_id": 1, "confidence": 1},
        ],
        budgets=[{"id": 10, "category_id": 99, "month": "2024-05", "amount": 1.0}],
        sync_log=[{"id": 1, "account_id": 44}, {"id": 2, "account_id": 45}],
    )

    assert by_id(path, "transactions")[50]["category_id"] is None
    assert by_id(path, "accounts")[44]["name"] == "Lost account 44"
    assert sorted(by_id(path, "sync_log")) == [1]
    assert [(table, number) for table, number, *_ in set_aside(path)] == [
        ("accounts", 44),
        ("transactions", 50),
        ("merchant_mappings", 10),
        ("merchant_mappings", 11),
        ("budgets", 10),
        ("sync_log", 2),
    ]


def test_equal_rows_are_numbered_so_that_a_file_adds_none_of_them_again(adopt: Open) -> None:
    path = adopt(
        transactions=[{"id": 60, "amount": 2.75, "description": "fare ", "date": "2024-05-06"}],
        deleted_transactions=[
            {"id": 1, "original_id": 3, "account_id": 1, "amount": 2.75, "description": "FARE"}
        ],
    )

    known = fingerprint(dt.date(2024, 5, 6), 275, "FARE")
    kept = by_id(path, "transactions")
    numbers = {key: kept[key]["occurrence"] for key in (2, 4, 60)}
    assert {kept[key]["fingerprint"] for key in (2, 4, 60)} == {known}
    assert numbers == {2: 1, 4: 2, 60: 3}
    deleted = by_id(path, "deleted_transactions")[1]
    assert (deleted["fingerprint"], deleted["occurrence"]) == (known, 4)


def test_deleted_rows_outlive_their_account(adopt: Open) -> None:
    path = adopt(
        deleted_transactions=[
            {"id": 1, "original_id": 90, "account_id": 70, "account_name": "Old", "amount": 0.29},
            # Account 3 was made after this deletion: its number was used before.
            {
                "id": 2,
                "original_id": 5,
                "account_id": 3,
                "amount": 1.0,
                "deleted_at": "2024-01-01 00:00:00.000000",
            },
        ]
    )

    kept = by_id(path, "deleted_transactions")
    assert (kept[1]["account_id"], kept[1]["account_name"]) == (70, "Old")
    assert (kept[1]["amount"], kept[1]["occurrence"]) == (29, None)
    assert kept[2]["account_id"] is None
    assert [(table, number) for table, number, *_ in set_aside(path)] == [
        ("deleted_transactions", 2)
    ]


def test_no_id_is_given_again(adopt: Open) -> None:
    path = adopt(
        deleted_transactions=[{"id": 1, "original_id": 90, "account_id": 70, "amount": 1.0}]
    )

    next_ids = {row["name"]: row["seq"] for row in rows(path, "SELECT * FROM sqlite_sequence")}
    assert next_ids["transactions"] == 90
    assert next_ids["accounts"] == 70
    assert next_ids["categories"] == 9


def test_settings_and_logs_come_along(adopt: Open) -> None:
    path = adopt(
        app_settings=[{"key": "theme", "value": "dark", "updated_at": THEN}],
        sync_log=[{"id": 1, "account_id": 1, "added": None, "duration_seconds": 1.25}],
    )

    assert rows(path, "SELECT * FROM app_settings") == [
        {"key": "theme", "value": "dark", "updated_at": THEN}
    ]
    assert by_id(path, "sync_log")[1]["added"] == 0
    assert by_id(path, "sync_log")[1]["duration_seconds"] == pytest.approx(1.25)
    assert by_id(path, "notification_log")[1]["transaction_id"] == 77


def test_careless_days_moments_and_bytes(adopt: Open) -> None:
    base = {"amount": 1.0, "description": "X"}
    path = adopt(
        transactions=[
            {**base, "id": 50, "date": "2024-05-06 00:00:00.000000", "created_at": None},
            {**base, "id": 51, "date": "06.05.2024"},
            {**base, "id": 52, "created_at": "yesterday"},
            {**base, "id": 53, "merchant_name": b"\xff"},
            {**base, "id": 54, "created_at": "2024-05-06 07:08:09"},
        ]
    )

    kept = by_id(path, "transactions")
    assert (kept[50]["date"], kept[50]["created_at"]) == ("2024-05-06", NOW)
    assert kept[52]["created_at"] == NOW
    assert kept[53]["merchant_name"] is None
    assert kept[54]["created_at"] == "2024-05-06 07:08:09.000000"
    assert [number for _, number, *_ in set_aside(path)] == [51, 52, 53]


def test_text_that_is_no_utf8_is_read(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE transactions SET description = CAST(X'434146C9' AS TEXT) WHERE id = 1"
        )
    connection.close()

    upgrade(path, "budget", at=AT)

    assert by_id(path, "transactions")[1]["description"] == "CAFÉ"


def test_columns_that_nobody_knows_are_noted(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE transactions ADD COLUMN mood TEXT")
        connection.execute("UPDATE transactions SET mood = 'glad' WHERE id = 2")
        connection.execute("CREATE TABLE mine (a TEXT)")
        connection.execute("INSERT INTO mine VALUES ('kept')")
        connection.execute("CREATE VIEW spent AS SELECT sum(amount) AS total FROM transactions")
    connection.close()

    upgrade(path, "budget", at=AT)

    [(table, number, data, _)] = set_aside(path)
    assert (table, number, data) == ("transactions", 2, {"id": 2, "mood": "glad"})
    assert rows(path, "SELECT * FROM mine") == [{"a": "kept"}]
    assert len(rows(path, "SELECT * FROM spent")) == 1
