"""The first schema of investments.db, also for files of earlier versions.

Revision ID: 0001
Revises:
"""

import sqlite3
from typing import cast

from alembic import context, op

from backend.migrations.adoption.investments import TABLES, adopt
from backend.migrations.adoption.old_file import OldFile

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = """
CREATE TABLE investment_accounts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    plaid_item_id VARCHAR,
    plaid_account_id VARCHAR,
    account_name VARCHAR NOT NULL,
    account_type VARCHAR,
    institution_name VARCHAR,
    last_synced_at VARCHAR,
    last_sync_error VARCHAR,
    connection_status VARCHAR,
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR,
    CONSTRAINT uq_investment_accounts_plaid_account_id UNIQUE (plaid_account_id)
);

CREATE TABLE quarantined_rows (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    table_name VARCHAR NOT NULL,
    original_id INTEGER,
    data VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL
);

CREATE TABLE securities (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    plaid_security_id VARCHAR,
    ticker VARCHAR,
    name VARCHAR NOT NULL,
    security_type VARCHAR NOT NULL,
    sector VARCHAR,
    isin VARCHAR,
    close_price VARCHAR,
    close_price_as_of DATE,
    price_source VARCHAR,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_securities_plaid_security_id UNIQUE (plaid_security_id)
);

CREATE TABLE holdings (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    investment_account_id INTEGER NOT NULL,
    security_id INTEGER NOT NULL,
    quantity VARCHAR NOT NULL,
    cost_basis BIGINT,
    cost_basis_per_unit VARCHAR,
    current_value BIGINT,
    as_of_date DATE NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_holdings_investment_account_id_security_id_as_of_date UNIQUE (investment_account_id, security_id, as_of_date),
    CONSTRAINT fk_holdings_investment_account_id FOREIGN KEY(investment_account_id) REFERENCES investment_accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_holdings_security_id FOREIGN KEY(security_id) REFERENCES securities (id)
);

CREATE TABLE investment_transactions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    investment_account_id INTEGER NOT NULL,
    security_id INTEGER,
    plaid_investment_transaction_id VARCHAR,
    date DATE NOT NULL,
    type VARCHAR NOT NULL,
    quantity VARCHAR,
    price VARCHAR,
    amount BIGINT NOT NULL,
    fees BIGINT DEFAULT '0' NOT NULL,
    notes VARCHAR,
    created_at VARCHAR NOT NULL,
    CONSTRAINT fk_investment_transactions_investment_account_id FOREIGN KEY(investment_account_id) REFERENCES investment_accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_investment_transactions_security_id FOREIGN KEY(security_id) REFERENCES securities (id),
    CONSTRAINT uq_investment_transactions_plaid_investment_transaction_id UNIQUE (plaid_investment_transaction_id)
);

CREATE INDEX ix_holdings_account_as_of ON holdings (investment_account_id, as_of_date);

CREATE INDEX ix_holdings_security_id ON holdings (security_id);

CREATE INDEX ix_investment_accounts_plaid_item_id ON investment_accounts (plaid_item_id);

CREATE INDEX ix_investment_transactions_account_date ON investment_transactions (investment_account_id, date);

CREATE INDEX ix_investment_transactions_security_date ON investment_transactions (security_id, date);

CREATE INDEX ix_securities_ticker ON securities (ticker);
"""


def upgrade() -> None:
    """Create every table and index, and fill them from the tables of an earlier version."""
    moment = context.config.attributes["moment"].strftime("%Y-%m-%d %H:%M:%S.%f")
    old = OldFile(cast("sqlite3.Connection", op.get_bind().connection.driver_connection), moment)
    found = old.set_aside(TABLES)
    statements = [statement.strip() for statement in SCHEMA.split(";") if statement.strip()]
    tables = [statement for statement in statements if statement.startswith("CREATE TABLE")]
    for statement in tables:
        op.execute(statement)
    if found:
        adopt(old)
    # Indexes are made in one go from full tables, in a fraction of the time.
    for statement in statements[len(tables) :]:
        op.execute(statement)
