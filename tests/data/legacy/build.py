"""Build files of every earlier schema, rows and oddities included.

The DDL is what those versions' ORM made: no SQL defaults, floats for money, no revision.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any


class Version(StrEnum):
    """The schemas that exist."""

    OLDEST = "oldest"  # seven tables, without sync columns and confidence
    OLDEST_UPGRADED = "oldest_upgraded"  # the same, with the columns added behind created_at
    ALL_COLUMNS = "all_columns"  # no deleted_transactions, sync_log, app_settings
    NO_SETTINGS = "no_settings"  # no app_settings
    COMPLETE = "complete"


_SYNC_COLUMNS = """
    plaid_account_id VARCHAR,
    plaid_connection_status VARCHAR NOT NULL,
    last_synced_at DATETIME,
    last_sync_error TEXT,
    balance_current FLOAT,
    balance_available FLOAT,
    balance_limit FLOAT,
    balance_updated_at DATETIME,
"""

_UPGRADE = """
ALTER TABLE accounts ADD COLUMN plaid_account_id VARCHAR;
ALTER TABLE accounts ADD COLUMN plaid_connection_status VARCHAR NOT NULL DEFAULT 'disconnected';
ALTER TABLE accounts ADD COLUMN last_synced_at DATETIME;
ALTER TABLE accounts ADD COLUMN last_sync_error TEXT;
ALTER TABLE accounts ADD COLUMN balance_current FLOAT;
ALTER TABLE accounts ADD COLUMN balance_available FLOAT;
ALTER TABLE accounts ADD COLUMN balance_limit FLOAT;
ALTER TABLE accounts ADD COLUMN balance_updated_at DATETIME;
ALTER TABLE transactions ADD COLUMN prediction_confidence REAL;
"""


def _base(*, sync_columns: str, confidence: str) -> str:
    return f"""
CREATE TABLE categories (
    id INTEGER NOT NULL,
    short_desc VARCHAR NOT NULL,
    display_name VARCHAR NOT NULL,
    parent_id INTEGER,
    color VARCHAR,
    is_income BOOLEAN,
    is_recurring BOOLEAN,
    created_at DATETIME,
    PRIMARY KEY (id),
    UNIQUE (short_desc),
    FOREIGN KEY(parent_id) REFERENCES categories (id)
);
CREATE TABLE accounts (
    id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    institution VARCHAR NOT NULL,
    account_type VARCHAR NOT NULL,
    plaid_item_id VARCHAR,
    plaid_access_token VARCHAR,
    plaid_cursor VARCHAR,
    {sync_columns}
    created_at DATETIME,
    PRIMARY KEY (id)
);
CREATE TABLE transactions (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    plaid_transaction_id VARCHAR,
    date DATE NOT NULL,
    description VARCHAR NOT NULL,
    merchant_name VARCHAR,
    amount FLOAT NOT NULL,
    category_id INTEGER,
    predicted_category_id INTEGER,
    status VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    is_pending BOOLEAN,
    categorization_tier VARCHAR,
    {confidence}
    created_at DATETIME,
    PRIMARY KEY (id),
    FOREIGN KEY(account_id) REFERENCES accounts (id),
    UNIQUE (plaid_transaction_id),
    FOREIGN KEY(category_id) REFERENCES categories (id),
    FOREIGN KEY(predicted_category_id) REFERENCES categories (id)
);
CREATE INDEX ix_transactions_date ON transactions (date);
CREATE INDEX ix_transactions_status ON transactions (status);
CREATE INDEX ix_transactions_account_date ON transactions (account_id, date);
CREATE TABLE merchant_mappings (
    id INTEGER NOT NULL,
    merchant_pattern VARCHAR NOT NULL,
    category_id INTEGER NOT NULL,
    confidence INTEGER,
    created_at DATETIME,
    PRIMARY KEY (id),
    UNIQUE (merchant_pattern),
    FOREIGN KEY(category_id) REFERENCES categories (id)
);
CREATE TABLE amount_rules (
    id INTEGER NOT NULL,
    description_pattern VARCHAR NOT NULL,
    amount FLOAT NOT NULL,
    tolerance FLOAT,
    short_desc VARCHAR NOT NULL,
    category_id INTEGER NOT NULL,
    notes VARCHAR,
    created_at DATETIME,
    PRIMARY KEY (id),
    FOREIGN KEY(category_id) REFERENCES categories (id)
);
CREATE INDEX ix_amount_rules_description_pattern ON amount_rules (description_pattern);
CREATE TABLE budgets (
    id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    month VARCHAR NOT NULL,
    amount FLOAT NOT NULL,
    created_at DATETIME,
    PRIMARY KEY (id),
    UNIQUE (category_id, month),
    FOREIGN KEY(category_id) REFERENCES categories (id)
);
CREATE TABLE notification_log (
    id INTEGER NOT NULL,
    transaction_id INTEGER NOT NULL,
    email_message_id VARCHAR,
    sent_at DATETIME,
    replied_at DATETIME,
    reply_category VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(transaction_id) REFERENCES transactions (id)
);
"""


_DELETED_AND_SYNC_LOG = """
CREATE TABLE deleted_transactions (
    id INTEGER NOT NULL,
    original_id INTEGER NOT NULL,
    account_id INTEGER,
    account_name VARCHAR,
    date DATE NOT NULL,
    description VARCHAR NOT NULL,
    merchant_name VARCHAR,
    amount FLOAT NOT NULL,
    category_name VARCHAR,
    status VARCHAR,
    source VARCHAR,
    deleted_at DATETIME,
    PRIMARY KEY (id)
);
CREATE TABLE sync_log (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    "trigger" VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    added INTEGER,
    modified INTEGER,
    removed INTEGER,
    error_message TEXT,
    duration_seconds FLOAT,
    started_at DATETIME,
    PRIMARY KEY (id),
    FOREIGN KEY(account_id) REFERENCES accounts (id)
);
CREATE INDEX ix_sync_log_account_started ON sync_log (account_id, started_at);
"""

_SETTINGS = """
CREATE TABLE app_settings (
    "key" VARCHAR NOT NULL,
    value TEXT,
    updated_at DATETIME,
    PRIMARY KEY ("key")
);
"""

_INVESTMENTS = """
CREATE TABLE investment_accounts (
    id INTEGER NOT NULL,
    plaid_item_id VARCHAR,
    plaid_account_id VARCHAR,
    account_name VARCHAR NOT NULL,
    account_type VARCHAR,
    institution_name VARCHAR,
    last_synced_at DATETIME,
    last_sync_error TEXT,
    connection_status VARCHAR,
    created_at DATETIME,
    updated_at DATETIME,
    PRIMARY KEY (id),
    UNIQUE (plaid_account_id)
);
CREATE INDEX ix_investment_accounts_plaid_item_id ON investment_accounts (plaid_item_id);
CREATE TABLE securities (
    id INTEGER NOT NULL,
    plaid_security_id VARCHAR,
    ticker VARCHAR,
    name VARCHAR NOT NULL,
    security_type VARCHAR NOT NULL,
    sector VARCHAR,
    isin VARCHAR,
    close_price FLOAT,
    close_price_as_of DATE,
    price_source VARCHAR,
    created_at DATETIME,
    PRIMARY KEY (id),
    UNIQUE (plaid_security_id)
);
CREATE INDEX ix_securities_ticker ON securities (ticker);
CREATE TABLE holdings (
    id INTEGER NOT NULL,
    investment_account_id INTEGER NOT NULL,
    security_id INTEGER NOT NULL,
    quantity FLOAT NOT NULL,
    cost_basis FLOAT,
    cost_basis_per_unit FLOAT,
    current_value FLOAT,
    as_of_date DATE NOT NULL,
    created_at DATETIME,
    PRIMARY KEY (id),
    UNIQUE (investment_account_id, security_id, as_of_date),
    FOREIGN KEY(investment_account_id) REFERENCES investment_accounts (id),
    FOREIGN KEY(security_id) REFERENCES securities (id)
);
CREATE TABLE investment_transactions (
    id INTEGER NOT NULL,
    investment_account_id INTEGER NOT NULL,
    security_id INTEGER,
    plaid_investment_transaction_id VARCHAR,
    date DATE NOT NULL,
    type VARCHAR NOT NULL,
    quantity FLOAT,
    price FLOAT,
    amount FLOAT NOT NULL,
    fees FLOAT,
    notes TEXT,
    created_at DATETIME,
    PRIMARY KEY (id),
    UNIQUE (plaid_investment_transaction_id),
    FOREIGN KEY(investment_account_id) REFERENCES investment_accounts (id),
    FOREIGN KEY(security_id) REFERENCES securities (id)
);
"""

Rows = Mapping[str, Iterable[Mapping[str, Any]]]

THEN = "2024-05-06 07:08:09.000010"

# What every version could hold; floats are as careless as they were.
HOUSEHOLD: Rows = {
    "categories": [
        {"id": 1, "short_desc": "food", "display_name": "Food", "color": "#FF6B6B"},
        {"id": 2, "short_desc": "coffee", "display_name": "Coffee", "parent_id": 1},
        {"id": 7, "short_desc": "balance", "display_name": "Balance"},
        {"id": 8, "short_desc": "transfer", "display_name": "Transfer", "parent_id": 7},
        {"id": 9, "short_desc": "income", "display_name": "Income", "is_income": 1},
    ],
    "accounts": [
        {"id": 1, "name": "Card", "institution": "discover", "account_type": "credit"},
        {"id": 3, "name": "Nest egg", "institution": "x", "account_type": "investment"},
    ],
    "transactions": [
        {"id": 1, "amount": 0.1 + 0.2, "description": "GUM"},
        {"id": 2, "amount": 2.75, "description": "FARE"},
        {"id": 4, "amount": 2.75, "description": "FARE"},
        {"id": 5, "amount": -1234.56, "description": "PAY", "category_id": 9},
        {"id": 6, "amount": 4.1, "description": "BLUE BOTTLE", "category_id": 2, "account_id": 3},
        {"id": 9, "amount": 1.005, "description": "HALF", "status": "manual_confirmed"},
    ],
    "merchant_mappings": [
        {"id": 1, "merchant_pattern": "PEET", "category_id": 2, "confidence": 12},
        {"id": 2, "merchant_pattern": "BLUE BOTTLE", "category_id": 2, "confidence": 12},
    ],
    "amount_rules": [
        {
            "id": 1,
            "description_pattern": "GUM",
            "amount": 0.3,
            "tolerance": 0.01,
            "short_desc": "coffee",
            "category_id": 2,
        },
    ],
    "budgets": [{"id": 1, "category_id": 1, "month": "2024-05", "amount": 300.1}],
    "notification_log": [{"id": 1, "transaction_id": 77}],
}

_DEFAULTS: dict[str, dict[str, Any]] = {
    "categories": {"is_income": 0, "is_recurring": 0, "created_at": THEN},
    "accounts": {"created_at": THEN},
    "transactions": {
        "account_id": 1,
        "date": "2024-05-06",
        "status": "confirmed",
        "source": "csv_import",
        "is_pending": 0,
        "created_at": THEN,
    },
    "merchant_mappings": {"created_at": THEN},
    "amount_rules": {"created_at": THEN},
    "budgets": {"created_at": THEN},
    "deleted_transactions": {"date": "2024-05-06", "description": "GONE", "deleted_at": THEN},
    "sync_log": {"trigger": "manual", "status": "success", "started_at": THEN},
    "investment_accounts": {"created_at": THEN},
    "securities": {"security_type": "etf", "created_at": THEN},
    "holdings": {"created_at": THEN},
    "investment_transactions": {"created_at": THEN},
}


def schema_of(version: Version) -> str:
    """Return the statements that made a `budget.db` of `version`."""
    oldest = version in (Version.OLDEST, Version.OLDEST_UPGRADED)
    sql = _base(
        sync_columns="" if oldest else _SYNC_COLUMNS,
        confidence="" if oldest else "prediction_confidence FLOAT,",
    )
    if version is Version.OLDEST_UPGRADED:
        sql += _UPGRADE
    if version in (Version.NO_SETTINGS, Version.COMPLETE):
        sql += _DELETED_AND_SYNC_LOG
    return sql + (_SETTINGS if version is Version.COMPLETE else "")


def build(path: Path, version: Version = Version.COMPLETE, rows: Rows = HOUSEHOLD) -> Path:
    """Make a `budget.db` of `version` with `rows`, in WAL mode and closed cleanly."""
    return _write(path, schema_of(version), rows)


def build_investments(path: Path, rows: Rows) -> Path:
    """Make an `investments.db` of the version that had one."""
    return _write(path, _INVESTMENTS, rows)


def add_rows(path: Path, rows: Rows) -> None:
    """Add rows to a file that was built."""
    with closing(sqlite3.connect(path)) as connection:
        _add(connection, rows)
        connection.commit()


def build_wal_only(path: Path, version: Version = Version.COMPLETE) -> Path:
    """Make a file whose rows all lie in `-wal`, as after a crash: the `.db` has no table."""
    with closing(sqlite3.connect(path.with_name("origin.db"), isolation_level=None)) as origin:
        origin.execute("PRAGMA journal_mode=wal")
        origin.execute("PRAGMA wal_autocheckpoint=0")
        origin.executescript(schema_of(version))
        _add(origin, HOUSEHOLD)
        for end in ("", "-wal"):
            shutil.copyfile(path.with_name("origin.db" + end), path.with_name(path.name + end))
    path.with_name("origin.db").unlink()
    return path


def _write(path: Path, schema: str, rows: Rows) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=wal")
        connection.executescript(schema)
        _add(connection, rows)
        connection.commit()
    return path


def _add(connection: sqlite3.Connection, rows: Rows) -> None:
    for table, given in rows.items():
        info = connection.execute(f"PRAGMA table_info({table})").fetchall()
        present = {row[1] for row in info}
        needed = {row[1] for row in info if row[3] and row[4] is None}
        for row in given:
            full = {**_DEFAULTS.get(table, {}), **row}
            if table == "accounts" and "plaid_connection_status" in needed:
                full = {"plaid_connection_status": "disconnected", **full}
            columns = [f'"{name}"' for name in full if name in present]
            values = [value for name, value in full.items() if name in present]
            connection.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(values))})",
                values,
            )
