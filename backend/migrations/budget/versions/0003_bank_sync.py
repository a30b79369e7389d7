"""Bank sync: logins, the accounts behind them, the ids that feeds gave, every attempt, jobs.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE connections (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    provider VARCHAR NOT NULL,
    external_id VARCHAR,
    institution_id VARCHAR,
    institution_name VARCHAR NOT NULL,
    environment VARCHAR,
    secret VARCHAR,
    state VARCHAR,
    products VARCHAR DEFAULT 'transactions' NOT NULL,
    status VARCHAR NOT NULL,
    paused_at VARCHAR,
    failures INTEGER DEFAULT '0' NOT NULL,
    next_attempt_at VARCHAR,
    last_attempt_at VARCHAR,
    last_success_at VARCHAR,
    last_error VARCHAR,
    last_error_code VARCHAR,
    last_failure VARCHAR,
    consent_expires_at VARCHAR,
    created_at VARCHAR NOT NULL,
    disconnected_at VARCHAR,
    CONSTRAINT ck_connections_status_is_known CHECK (status IN ('connected', 'preparing', 'login_required', 'error', 'removed', 'disconnected')),
    CONSTRAINT uq_connections_provider_external_id UNIQUE (provider, external_id)
);

CREATE TABLE scheduled_jobs (
    name VARCHAR NOT NULL,
    paused_at VARCHAR,
    last_started_at VARCHAR,
    last_finished_at VARCHAR,
    last_outcome VARCHAR,
    last_sentence VARCHAR,
    next_run_at VARCHAR,
    CONSTRAINT pk_scheduled_jobs PRIMARY KEY (name)
);

CREATE TABLE connection_accounts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL,
    external_id VARCHAR NOT NULL,
    persistent_id VARCHAR,
    name VARCHAR NOT NULL,
    official_name VARCHAR,
    institution_name VARCHAR,
    mask VARCHAR,
    account_type VARCHAR NOT NULL,
    subtype VARCHAR,
    currency VARCHAR,
    balance_current BIGINT,
    balance_available BIGINT,
    balance_limit BIGINT,
    balance_at VARCHAR,
    decision VARCHAR,
    account_id INTEGER,
    first_seen_at VARCHAR NOT NULL,
    last_seen_at VARCHAR NOT NULL,
    CONSTRAINT ck_connection_accounts_decision_is_known CHECK (decision IN ('linked', 'ignored')),
    CONSTRAINT uq_connection_accounts_connection_id_external_id UNIQUE (connection_id, external_id),
    CONSTRAINT fk_connection_accounts_connection_id FOREIGN KEY(connection_id) REFERENCES connections (id) ON DELETE CASCADE,
    CONSTRAINT fk_connection_accounts_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE SET NULL
);

CREATE TABLE feed_transactions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    provider VARCHAR NOT NULL,
    external_id VARCHAR NOT NULL,
    transaction_id INTEGER,
    connection_id INTEGER,
    standing VARCHAR DEFAULT 'current' NOT NULL,
    first_seen_at VARCHAR NOT NULL,
    CONSTRAINT ck_feed_transactions_standing_is_known CHECK (standing IN ('current', 'replaced', 'removed')),
    CONSTRAINT uq_feed_transactions_account_id_provider_external_id UNIQUE (account_id, provider, external_id),
    CONSTRAINT fk_feed_transactions_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE sync_runs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL,
    "trigger" VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    added INTEGER DEFAULT '0' NOT NULL,
    modified INTEGER DEFAULT '0' NOT NULL,
    removed INTEGER DEFAULT '0' NOT NULL,
    matched INTEGER DEFAULT '0' NOT NULL,
    error_code VARCHAR,
    error_message VARCHAR,
    request_id VARCHAR,
    operation_id INTEGER,
    started_at VARCHAR NOT NULL,
    finished_at VARCHAR,
    duration_seconds DOUBLE,
    CONSTRAINT ck_sync_runs_status_is_known CHECK (status IN ('running', 'success', 'partial', 'error', 'interrupted')),
    CONSTRAINT fk_sync_runs_connection_id FOREIGN KEY(connection_id) REFERENCES connections (id) ON DELETE CASCADE
);

CREATE INDEX ix_feed_transactions_transaction_id ON feed_transactions (transaction_id);

CREATE INDEX ix_sync_runs_connection_id_started_at ON sync_runs (connection_id, started_at);

CREATE UNIQUE INDEX uq_connection_accounts_account_id ON connection_accounts (account_id) WHERE account_id IS NOT NULL;
"""

# Earlier versions kept a login's token with each of its accounts. Their cursors were made for one
# account each and can't be used for a whole login: the first sync reads everything again, and the
# ids tell what is here.
LOGINS = (
    """
    INSERT INTO connections (provider, external_id, institution_name, secret, status,
                             last_success_at, last_error, created_at)
    SELECT 'plaid', plaid_item_id, min(institution), max(plaid_access_token),
           CASE WHEN max(plaid_access_token) IS NULL THEN 'removed'
                WHEN max(plaid_connection_status = 'item_login_required') THEN 'login_required'
                WHEN max(plaid_connection_status = 'error') THEN 'error'
                WHEN max(plaid_connection_status = 'connected') THEN 'connected'
                ELSE 'disconnected' END,
           max(last_synced_at), max(last_sync_error), min(created_at)
    FROM accounts WHERE plaid_item_id IS NOT NULL
    GROUP BY plaid_item_id
    """,
    """
    INSERT INTO connection_accounts (connection_id, external_id, name, account_type, currency,
        balance_current, balance_available, balance_limit, balance_at, decision, account_id,
        first_seen_at, last_seen_at)
    SELECT c.id, a.plaid_account_id, a.name, a.account_type, a.currency, a.balance_current,
           a.balance_available, a.balance_limit, a.balance_updated_at, 'linked',
           CASE c.status WHEN 'disconnected' THEN NULL ELSE min(a.id) END,
           min(a.created_at), max(coalesce(a.last_synced_at, a.created_at))
    FROM accounts a JOIN connections c ON c.external_id = a.plaid_item_id
    WHERE a.plaid_account_id IS NOT NULL
    GROUP BY c.id, a.plaid_account_id
    """,
    """
    UPDATE accounts SET plaid_access_token = NULL, plaid_cursor = NULL
    WHERE plaid_item_id IS NOT NULL
    """,
    """
    INSERT INTO feed_transactions (account_id, provider, external_id, transaction_id,
                                   first_seen_at)
    SELECT account_id, 'plaid', plaid_transaction_id, id, created_at FROM transactions
    WHERE plaid_transaction_id IS NOT NULL
    """,
    """
    INSERT OR IGNORE INTO feed_transactions (account_id, provider, external_id, transaction_id,
                                             first_seen_at)
    SELECT account_id, 'plaid', plaid_transaction_id, original_id, deleted_at
    FROM deleted_transactions
    WHERE plaid_transaction_id IS NOT NULL AND account_id IN (SELECT id FROM accounts)
    """,
    """
    INSERT OR IGNORE INTO feed_transactions (account_id, provider, external_id, first_seen_at)
    SELECT account_id, 'plaid', plaid_transaction_id, forgotten_at FROM forgotten_transactions
    WHERE plaid_transaction_id IS NOT NULL AND account_id IN (SELECT id FROM accounts)
    """,
)


def upgrade() -> None:
    """Make the tables, and move what accounts knew of their logins there."""
    for statement in TABLES.split(";"):
        if statement.strip():
            op.execute(statement)
    op.execute("ALTER TABLE sync_log ADD COLUMN run_id INTEGER")
    op.execute("ALTER TABLE transactions ADD COLUMN bank_category VARCHAR")
    for statement in LOGINS:
        op.execute(statement)
