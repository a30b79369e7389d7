"""Intelligence: decisions with evidence, rules, merchants, what left, the AI, insights.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE ai_usage (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER DEFAULT '0' NOT NULL,
    cache_write_tokens INTEGER DEFAULT '0' NOT NULL,
    cost_micros INTEGER,
    asked INTEGER DEFAULT '0' NOT NULL
);

CREATE TABLE decisions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    digest VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    category_id INTEGER,
    confidence FLOAT,
    is_auto BOOLEAN NOT NULL,
    hold VARCHAR,
    decided_by_id INTEGER,
    matched_text VARCHAR,
    runner_up_id INTEGER,
    runner_up_share FLOAT,
    evidence VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_decisions_confidence_is_a_share CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_decisions_runner_up_is_a_share CHECK (runner_up_share BETWEEN 0 AND 1),
    CONSTRAINT uq_decisions_digest UNIQUE (digest)
);

CREATE TABLE dismissed_insights (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    dismissed_at VARCHAR NOT NULL,
    CONSTRAINT uq_dismissed_insights_key UNIQUE ("key")
);

CREATE TABLE insight_chats (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    title VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR NOT NULL
);

CREATE TABLE merchant_aliases (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    alias VARCHAR NOT NULL,
    merchant_key VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_merchant_aliases_alias UNIQUE (alias)
);

CREATE TABLE merchant_names (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    merchant_key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_merchant_names_merchant_key UNIQUE (merchant_key)
);

CREATE TABLE outbound_requests (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    started_at VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    host VARCHAR NOT NULL,
    port INTEGER,
    method VARCHAR,
    path VARCHAR,
    body VARCHAR,
    is_cut BOOLEAN DEFAULT '0' NOT NULL,
    sent_bytes INTEGER DEFAULT '0' NOT NULL,
    received_bytes INTEGER DEFAULT '0' NOT NULL,
    status INTEGER,
    outcome VARCHAR NOT NULL,
    detail VARCHAR,
    duration_seconds DOUBLE
);

CREATE TABLE predictions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    transaction_id INTEGER NOT NULL,
    decision_id INTEGER NOT NULL,
    made_at VARCHAR NOT NULL
);

CREATE TABLE rules (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR,
    "query" VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    is_enabled BOOLEAN DEFAULT '1' NOT NULL,
    files_by_itself BOOLEAN DEFAULT '1' NOT NULL,
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR
);

CREATE TABLE ai_answers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    merchant_key VARCHAR NOT NULL,
    is_outflow BOOLEAN NOT NULL,
    category_id INTEGER,
    reason VARCHAR,
    model VARCHAR NOT NULL,
    asked_at VARCHAR NOT NULL,
    CONSTRAINT uq_ai_answers_merchant_key_is_outflow UNIQUE (merchant_key, is_outflow),
    CONSTRAINT fk_ai_answers_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE CASCADE
);

CREATE TABLE insight_messages (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    facts VARCHAR,
    outcome VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT fk_insight_messages_chat_id FOREIGN KEY(chat_id) REFERENCES insight_chats (id) ON DELETE CASCADE
);

CREATE TABLE rule_actions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    rule_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    category_id INTEGER,
    tag_id INTEGER,
    value VARCHAR,
    share INTEGER,
    amount BIGINT,
    CONSTRAINT ck_rule_actions_kind_is_known CHECK (kind IN ('category', 'merchant', 'tag', 'note', 'transfer', 'split', 'leave_out')),
    CONSTRAINT fk_rule_actions_rule_id FOREIGN KEY(rule_id) REFERENCES rules (id) ON DELETE CASCADE,
    CONSTRAINT fk_rule_actions_category_id FOREIGN KEY(category_id) REFERENCES categories (id),
    CONSTRAINT fk_rule_actions_tag_id FOREIGN KEY(tag_id) REFERENCES tags (id) ON DELETE CASCADE
);

CREATE INDEX ix_ai_usage_at ON ai_usage (at);

CREATE INDEX ix_insight_messages_chat_id ON insight_messages (chat_id);

CREATE INDEX ix_merchant_aliases_merchant_key ON merchant_aliases (merchant_key);

CREATE INDEX ix_outbound_requests_started_at ON outbound_requests (started_at);

CREATE INDEX ix_predictions_transaction_id ON predictions (transaction_id);

CREATE INDEX ix_rule_actions_category_id ON rule_actions (category_id);

CREATE INDEX ix_rule_actions_rule_id ON rule_actions (rule_id);
"""

COLUMNS = (
    "ALTER TABLE transactions ADD COLUMN decision_id INTEGER",
    "ALTER TABLE transactions ADD COLUMN is_left_out BOOLEAN DEFAULT '0' NOT NULL",
    # Series are found without what is left out, from the index alone as before.
    "DROP INDEX ix_transactions_merchant_key",
    """
    CREATE INDEX ix_transactions_merchant_key ON transactions
    (merchant_key, date, account_id, amount, transfer_id, is_left_out)
    """,
    """
    CREATE INDEX ix_transactions_confirmed ON transactions (date, id)
    WHERE status = 'confirmed'
    """,
)

# A kind more is allowed; what is kept stays as it is.
SUMS = (
    "ALTER TABLE monthly_sums RENAME TO earlier_sums",
    """
CREATE TABLE monthly_sums (
    month VARCHAR NOT NULL,
    account_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    category_id INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    outflow BIGINT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_monthly_sums PRIMARY KEY (month, account_id, kind, category_id),
    CONSTRAINT ck_monthly_sums_kind_is_known CHECK (kind IN ('booked', 'paired', 'waiting', 'left_out'))
)
 WITHOUT ROWID
    """,
    "INSERT INTO monthly_sums SELECT * FROM earlier_sums",
    "DROP TABLE earlier_sums",
)

# Predictions that changed are logged by the database itself, so that no code can forget to. What
# was decided of a row first is with the row until something else is: then both are entered.
PREDICTIONS = (
    """
CREATE TRIGGER log_changed_prediction AFTER UPDATE OF decision_id ON transactions
WHEN NEW.decision_id IS NOT OLD.decision_id
BEGIN
    INSERT INTO predictions (transaction_id, decision_id, made_at)
    SELECT OLD.id, OLD.decision_id, OLD.created_at
    WHERE OLD.decision_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM predictions WHERE transaction_id = OLD.id);
    INSERT INTO predictions (transaction_id, decision_id, made_at)
    SELECT NEW.id, NEW.decision_id,
           coalesce((SELECT created_at FROM operations ORDER BY id DESC LIMIT 1), NEW.created_at)
    WHERE NEW.decision_id IS NOT NULL;
END
    """,
    """
CREATE VIEW prediction_log AS
SELECT transaction_id, decision_id, made_at FROM predictions
UNION ALL
SELECT id, decision_id, created_at FROM transactions t
WHERE decision_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM predictions WHERE transaction_id = t.id)
    """,
)


def upgrade() -> None:
    """Make the tables and columns."""
    for statement in TABLES.split(";"):
        if statement.strip():
            op.execute(statement)
    for statement in (*COLUMNS, *SUMS, *PREDICTIONS):
        op.execute(statement)
