"""The first schema of budget.db, also for files of earlier versions.

Revision ID: 0001
Revises:
"""

import sqlite3
from typing import cast

from alembic import context, op

from backend.migrations.adoption.budget import TABLES, adopt
from backend.migrations.adoption.old_file import OldFile

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = """
CREATE TABLE accounts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    institution VARCHAR NOT NULL,
    account_type VARCHAR NOT NULL,
    currency VARCHAR DEFAULT 'USD' NOT NULL,
    plaid_item_id VARCHAR,
    plaid_access_token VARCHAR,
    plaid_cursor VARCHAR,
    plaid_account_id VARCHAR,
    plaid_connection_status VARCHAR DEFAULT 'disconnected' NOT NULL,
    last_synced_at VARCHAR,
    last_sync_error VARCHAR,
    balance_current BIGINT,
    balance_available BIGINT,
    balance_limit BIGINT,
    balance_updated_at VARCHAR,
    opening_balance BIGINT,
    opening_balance_on DATE,
    stated_balance BIGINT,
    stated_balance_on DATE,
    file_account_number VARCHAR,
    archived_at VARCHAR,
    created_at VARCHAR NOT NULL
);

CREATE TABLE app_settings (
    "key" VARCHAR NOT NULL,
    value VARCHAR,
    updated_at VARCHAR,
    CONSTRAINT pk_app_settings PRIMARY KEY ("key")
);

CREATE TABLE categories (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    short_desc VARCHAR NOT NULL,
    display_name VARCHAR NOT NULL,
    parent_id INTEGER,
    color VARCHAR,
    is_income BOOLEAN DEFAULT '0' NOT NULL,
    is_recurring BOOLEAN DEFAULT '0' NOT NULL,
    is_transfer BOOLEAN DEFAULT '0' NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_categories_not_its_own_parent CHECK (parent_id IS NOT id),
    CONSTRAINT uq_categories_short_desc UNIQUE (short_desc),
    CONSTRAINT fk_categories_parent_id FOREIGN KEY(parent_id) REFERENCES categories (id)
);

CREATE TABLE deleted_transactions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    original_id INTEGER NOT NULL,
    account_id INTEGER,
    account_name VARCHAR,
    date DATE NOT NULL,
    description VARCHAR NOT NULL,
    merchant_name VARCHAR,
    amount BIGINT NOT NULL,
    category_name VARCHAR,
    status VARCHAR,
    source VARCHAR,
    reason VARCHAR DEFAULT 'owner' NOT NULL,
    plaid_transaction_id VARCHAR,
    external_id VARCHAR,
    fingerprint INTEGER,
    occurrence INTEGER,
    snapshot VARCHAR,
    deleted_at VARCHAR NOT NULL
);

CREATE TABLE forgotten_transactions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    plaid_transaction_id VARCHAR,
    external_id VARCHAR,
    fingerprint INTEGER,
    occurrence INTEGER,
    forgotten_at VARCHAR NOT NULL
);

CREATE TABLE learning_exclusions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    merchant_pattern VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_learning_exclusions_merchant_pattern UNIQUE (merchant_pattern)
);

CREATE TABLE notification_log (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    transaction_id INTEGER NOT NULL,
    email_message_id VARCHAR,
    sent_at VARCHAR,
    replied_at VARCHAR,
    reply_category VARCHAR
);

CREATE TABLE operations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    change_count INTEGER DEFAULT '0' NOT NULL,
    undoes_id INTEGER,
    undone_by_id INTEGER,
    created_at VARCHAR NOT NULL,
    CONSTRAINT fk_operations_undoes_id FOREIGN KEY(undoes_id) REFERENCES operations (id),
    CONSTRAINT fk_operations_undone_by_id FOREIGN KEY(undone_by_id) REFERENCES operations (id)
);

CREATE TABLE quarantined_rows (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    table_name VARCHAR NOT NULL,
    original_id INTEGER,
    data VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL
);

CREATE TABLE tags (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    CONSTRAINT uq_tags_name UNIQUE (name)
);

CREATE TABLE amount_rules (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    description_pattern VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    tolerance BIGINT NOT NULL,
    short_desc VARCHAR NOT NULL,
    category_id INTEGER NOT NULL,
    notes VARCHAR,
    origin VARCHAR DEFAULT 'own' NOT NULL,
    is_enabled BOOLEAN DEFAULT '1' NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT fk_amount_rules_category_id FOREIGN KEY(category_id) REFERENCES categories (id)
);

CREATE TABLE budgets (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    category_id INTEGER NOT NULL,
    month VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_budgets_category_id_month UNIQUE (category_id, month),
    CONSTRAINT ck_budgets_month_is_a_month CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    CONSTRAINT fk_budgets_category_id FOREIGN KEY(category_id) REFERENCES categories (id)
);

CREATE TABLE import_profiles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    signature VARCHAR NOT NULL,
    layout VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR NOT NULL,
    CONSTRAINT fk_import_profiles_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE imports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    operation_id INTEGER,
    file_name VARCHAR NOT NULL,
    file_sha256 VARCHAR,
    format VARCHAR NOT NULL,
    profile VARCHAR,
    imported INTEGER NOT NULL,
    skipped_duplicates INTEGER NOT NULL,
    possible_duplicates INTEGER NOT NULL,
    errors VARCHAR NOT NULL,
    left_out INTEGER NOT NULL,
    first_date DATE,
    last_date DATE,
    balance_status VARCHAR NOT NULL,
    balance_sentence VARCHAR,
    closing_balance BIGINT,
    closing_balance_on DATE,
    created_at VARCHAR NOT NULL,
    undone_at VARCHAR,
    CONSTRAINT fk_imports_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);

CREATE TABLE merchant_mappings (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    merchant_pattern VARCHAR NOT NULL,
    category_id INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    origin VARCHAR DEFAULT 'learned' NOT NULL,
    is_regex BOOLEAN DEFAULT '0' NOT NULL,
    is_enabled BOOLEAN DEFAULT '1' NOT NULL,
    is_ambiguous BOOLEAN DEFAULT '0' NOT NULL,
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR,
    CONSTRAINT ck_merchant_mappings_pattern_is_not_empty CHECK (merchant_pattern != ''),
    CONSTRAINT uq_merchant_mappings_merchant_pattern UNIQUE (merchant_pattern),
    CONSTRAINT fk_merchant_mappings_category_id FOREIGN KEY(category_id) REFERENCES categories (id)
);

CREATE TABLE operation_changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id INTEGER NOT NULL,
    last_row_id INTEGER,
    action VARCHAR NOT NULL,
    "before" VARCHAR,
    "after" VARCHAR,
    CONSTRAINT fk_operation_changes_operation_id FOREIGN KEY(operation_id) REFERENCES operations (id) ON DELETE CASCADE
);

CREATE TABLE sync_log (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    "trigger" VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    added INTEGER DEFAULT '0' NOT NULL,
    modified INTEGER DEFAULT '0' NOT NULL,
    removed INTEGER DEFAULT '0' NOT NULL,
    error_message VARCHAR,
    duration_seconds DOUBLE,
    started_at VARCHAR,
    CONSTRAINT fk_sync_log_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE learning_events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    transaction_id INTEGER NOT NULL,
    mapping_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_learning_events_transaction_id UNIQUE (transaction_id),
    CONSTRAINT fk_learning_events_mapping_id FOREIGN KEY(mapping_id) REFERENCES merchant_mappings (id) ON DELETE CASCADE,
    CONSTRAINT fk_learning_events_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE CASCADE
);

CREATE TABLE transactions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    plaid_transaction_id VARCHAR,
    date DATE NOT NULL,
    posted_date DATE,
    description VARCHAR NOT NULL,
    merchant_name VARCHAR,
    merchant_key VARCHAR,
    amount BIGINT NOT NULL,
    category_id INTEGER,
    predicted_category_id INTEGER,
    status VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    is_pending BOOLEAN DEFAULT '0' NOT NULL,
    categorization_tier VARCHAR,
    prediction_confidence FLOAT,
    decided_by_id INTEGER,
    matched_text VARCHAR,
    notes VARCHAR,
    import_id INTEGER,
    external_id VARCHAR,
    fingerprint INTEGER,
    occurrence INTEGER,
    transfer_id INTEGER,
    has_splits BOOLEAN DEFAULT '0' NOT NULL,
    possible_duplicate_of_id INTEGER,
    owner_edits VARCHAR,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_transactions_amount_is_exact CHECK (typeof(amount) = 'integer'),
    CONSTRAINT ck_transactions_status_is_known CHECK (status IN ('pending_review', 'pending_save', 'confirmed', 'auto_confirmed')),
    CONSTRAINT ck_transactions_confidence_is_a_share CHECK (prediction_confidence BETWEEN 0 AND 1),
    CONSTRAINT fk_transactions_account_id FOREIGN KEY(account_id) REFERENCES accounts (id),
    CONSTRAINT uq_transactions_plaid_transaction_id UNIQUE (plaid_transaction_id),
    CONSTRAINT fk_transactions_category_id FOREIGN KEY(category_id) REFERENCES categories (id),
    CONSTRAINT fk_transactions_predicted_category_id FOREIGN KEY(predicted_category_id) REFERENCES categories (id),
    CONSTRAINT fk_transactions_import_id FOREIGN KEY(import_id) REFERENCES imports (id)
);

CREATE TABLE transaction_splits (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    transaction_id INTEGER NOT NULL,
    category_id INTEGER,
    amount BIGINT NOT NULL,
    notes VARCHAR,
    CONSTRAINT ck_transaction_splits_amount_is_exact CHECK (typeof(amount) = 'integer'),
    CONSTRAINT fk_transaction_splits_transaction_id FOREIGN KEY(transaction_id) REFERENCES transactions (id) ON DELETE CASCADE,
    CONSTRAINT fk_transaction_splits_category_id FOREIGN KEY(category_id) REFERENCES categories (id)
);

CREATE TABLE transaction_tags (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    transaction_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    CONSTRAINT uq_transaction_tags_transaction_id_tag_id UNIQUE (transaction_id, tag_id),
    CONSTRAINT fk_transaction_tags_transaction_id FOREIGN KEY(transaction_id) REFERENCES transactions (id) ON DELETE CASCADE,
    CONSTRAINT fk_transaction_tags_tag_id FOREIGN KEY(tag_id) REFERENCES tags (id) ON DELETE CASCADE
);

CREATE TABLE transfers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    out_transaction_id INTEGER NOT NULL,
    in_transaction_id INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_transfers_status_is_known CHECK (status IN ('suggested', 'confirmed', 'refused')),
    CONSTRAINT fk_transfers_out_transaction_id FOREIGN KEY(out_transaction_id) REFERENCES transactions (id) ON DELETE CASCADE,
    CONSTRAINT fk_transfers_in_transaction_id FOREIGN KEY(in_transaction_id) REFERENCES transactions (id) ON DELETE CASCADE
);

CREATE INDEX ix_amount_rules_category_id ON amount_rules (category_id);

CREATE INDEX ix_amount_rules_description_pattern ON amount_rules (description_pattern);

CREATE INDEX ix_categories_parent_id ON categories (parent_id);

CREATE INDEX ix_deleted_transactions_arrival ON deleted_transactions (account_id, fingerprint, occurrence);

CREATE INDEX ix_deleted_transactions_plaid_transaction_id ON deleted_transactions (plaid_transaction_id);

CREATE INDEX ix_forgotten_transactions_arrival ON forgotten_transactions (account_id, fingerprint, occurrence);

CREATE INDEX ix_forgotten_transactions_plaid_transaction_id ON forgotten_transactions (plaid_transaction_id);

CREATE INDEX ix_import_profiles_account_id ON import_profiles (account_id);

CREATE INDEX ix_imports_account_id ON imports (account_id);

CREATE INDEX ix_imports_file_sha256 ON imports (file_sha256);

CREATE INDEX ix_learning_events_category_id ON learning_events (category_id);

CREATE INDEX ix_learning_events_mapping_id ON learning_events (mapping_id);

CREATE INDEX ix_merchant_mappings_category_id ON merchant_mappings (category_id);

CREATE INDEX ix_operation_changes_operation_id ON operation_changes (operation_id);

CREATE INDEX ix_operation_changes_row ON operation_changes (table_name, row_id);

CREATE INDEX ix_operations_created_at ON operations (created_at);

CREATE INDEX ix_sync_log_account_id_started_at ON sync_log (account_id, started_at);

CREATE INDEX ix_transaction_splits_category_id ON transaction_splits (category_id);

CREATE INDEX ix_transaction_splits_transaction_id ON transaction_splits (transaction_id);

CREATE INDEX ix_transaction_tags_tag_id ON transaction_tags (tag_id);

CREATE INDEX ix_transactions_account_id_date ON transactions (account_id, date, amount);

CREATE INDEX ix_transactions_category_id ON transactions (category_id);

CREATE INDEX ix_transactions_date ON transactions (date);

CREATE INDEX ix_transactions_external_id ON transactions (account_id, external_id) WHERE external_id IS NOT NULL;

CREATE INDEX ix_transactions_import_id ON transactions (import_id);

CREATE INDEX ix_transactions_possible_duplicate_of_id ON transactions (possible_duplicate_of_id) WHERE possible_duplicate_of_id IS NOT NULL;

CREATE INDEX ix_transactions_waiting ON transactions (status, merchant_key, predicted_category_id, date, amount, prediction_confidence) WHERE status IN ('pending_review', 'pending_save');

CREATE INDEX ix_transfers_in_transaction_id ON transfers (in_transaction_id);

CREATE INDEX ix_transfers_out_transaction_id ON transfers (out_transaction_id);

CREATE UNIQUE INDEX uq_transactions_arrival ON transactions (account_id, fingerprint, occurrence) WHERE fingerprint IS NOT NULL;

CREATE UNIQUE INDEX uq_transfers_in ON transfers (in_transaction_id) WHERE status != 'refused';

CREATE UNIQUE INDEX uq_transfers_out ON transfers (out_transaction_id) WHERE status != 'refused';
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
