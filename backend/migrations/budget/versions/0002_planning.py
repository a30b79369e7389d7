"""Planning: kept sums, recurring series, budget periods, goals, stated balances, saved views.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE detected_series (
    "key" VARCHAR NOT NULL,
    merchant_key VARCHAR NOT NULL,
    account_id INTEGER NOT NULL,
    category_id INTEGER,
    cadence VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    amount_varies BOOLEAN NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    next_on DATE NOT NULL,
    count INTEGER NOT NULL,
    confidence DOUBLE NOT NULL,
    history VARCHAR NOT NULL,
    CONSTRAINT pk_detected_series PRIMARY KEY ("key")
);

CREATE TABLE monthly_sums (
    month VARCHAR NOT NULL,
    account_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    category_id INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    outflow BIGINT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_monthly_sums PRIMARY KEY (month, account_id, kind, category_id),
    CONSTRAINT ck_monthly_sums_kind_is_known CHECK (kind IN ('booked', 'paired', 'waiting'))
)
 WITHOUT ROWID;

CREATE TABLE saved_views (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    "query" VARCHAR NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_saved_views_name UNIQUE (name)
);

CREATE TABLE budget_rollovers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    category_id INTEGER NOT NULL,
    mode VARCHAR NOT NULL,
    since VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_budget_rollovers_mode_is_known CHECK (mode IN ('surplus', 'overspend', 'both')),
    CONSTRAINT uq_budget_rollovers_category_id UNIQUE (category_id),
    CONSTRAINT fk_budget_rollovers_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE CASCADE
);

CREATE TABLE recurring_series (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    detected_key VARCHAR,
    known_by VARCHAR,
    decision VARCHAR,
    name VARCHAR,
    merchant_key VARCHAR,
    account_id INTEGER,
    category_id INTEGER,
    cadence VARCHAR,
    amount BIGINT,
    next_on DATE,
    ends_on DATE,
    notes VARCHAR,
    created_at VARCHAR NOT NULL,
    dismissed_alerts VARCHAR,
    CONSTRAINT ck_recurring_series_decision_is_known CHECK (decision IN ('confirmed', 'dismissed')),
    CONSTRAINT uq_recurring_series_detected_key UNIQUE (detected_key),
    CONSTRAINT fk_recurring_series_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT fk_recurring_series_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE SET NULL
);

CREATE TABLE savings_goals (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    target_amount BIGINT NOT NULL,
    target_date DATE,
    account_id INTEGER,
    starting_amount BIGINT NOT NULL,
    color VARCHAR,
    notes VARCHAR,
    finished_at VARCHAR,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_savings_goals_target_is_positive CHECK (target_amount > 0),
    CONSTRAINT fk_savings_goals_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE SET NULL
);

CREATE TABLE goal_contributions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL,
    date DATE NOT NULL,
    amount BIGINT NOT NULL,
    notes VARCHAR,
    created_at VARCHAR NOT NULL,
    CONSTRAINT fk_goal_contributions_goal_id FOREIGN KEY(goal_id) REFERENCES savings_goals (id) ON DELETE CASCADE
);

CREATE TABLE stated_balances (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    date DATE NOT NULL,
    amount BIGINT NOT NULL,
    source VARCHAR NOT NULL,
    import_id INTEGER,
    notes VARCHAR,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_stated_balances_source_is_known CHECK (source IN ('file', 'bank', 'owner')),
    CONSTRAINT ck_stated_balances_amount_is_exact CHECK (typeof(amount) = 'integer'),
    CONSTRAINT fk_stated_balances_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_stated_balances_import_id FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE
);

CREATE INDEX ix_detected_series_merchant_key ON detected_series (merchant_key);

CREATE INDEX ix_goal_contributions_goal_id ON goal_contributions (goal_id);

CREATE INDEX ix_recurring_series_merchant_key ON recurring_series (merchant_key);

CREATE INDEX ix_stated_balances_account_id_date ON stated_balances (account_id, date);

CREATE UNIQUE INDEX uq_stated_balances_source ON stated_balances (account_id, date, source) WHERE import_id IS NULL;

CREATE UNIQUE INDEX uq_stated_balances_import ON stated_balances (import_id, date) WHERE import_id IS NOT NULL;

CREATE INDEX ix_transactions_merchant_key ON transactions (merchant_key, date, account_id, amount, transfer_id);
"""

BUDGETS = """
CREATE TABLE budgets (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    category_id INTEGER NOT NULL,
    month VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    created_at VARCHAR NOT NULL,
    CONSTRAINT uq_budgets_category_id_month UNIQUE (category_id, month),
    CONSTRAINT ck_budgets_month_is_a_period CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CONSTRAINT fk_budgets_category_id FOREIGN KEY(category_id) REFERENCES categories (id)
)
"""

# What the rows come to, as `services/keeping` keeps it from here on.
SUMS = """
INSERT INTO monthly_sums (month, account_id, kind, category_id, amount, outflow, count)
SELECT month, account_id, kind, category_id, sum(amount), sum(max(amount, 0)), sum(counted)
FROM (
    SELECT substr(date, 1, 7) AS month, account_id,
           CASE WHEN status NOT IN ('confirmed', 'auto_confirmed') THEN 'waiting'
                WHEN transfer_id IS NULL THEN 'booked' ELSE 'paired' END AS kind,
           coalesce(category_id, 0) AS category_id, amount, 1 AS counted
    FROM transactions
    WHERE NOT (has_splits AND status IN ('confirmed', 'auto_confirmed'))
    UNION ALL
    SELECT substr(t.date, 1, 7), t.account_id,
           CASE WHEN t.transfer_id IS NULL THEN 'booked' ELSE 'paired' END,
           coalesce(s.category_id, 0), s.amount,
           row_number() OVER (PARTITION BY s.transaction_id, s.category_id) = 1
    FROM transaction_splits s JOIN transactions t ON t.id = s.transaction_id
    WHERE t.has_splits AND t.status IN ('confirmed', 'auto_confirmed')
)
GROUP BY month, account_id, kind, category_id
"""

# What files stated before: the balances of the statements that said so in so many words, or whose
# rows proved it, and the one that each account went by.
BALANCES = (
    """
    INSERT INTO stated_balances (account_id, date, amount, source, import_id, created_at)
    SELECT account_id, closing_balance_on, closing_balance, 'file', id, created_at FROM imports
    WHERE closing_balance IS NOT NULL AND closing_balance_on IS NOT NULL AND undone_at IS NULL
      AND (balance_status = 'proven' OR format IN ('ofx', 'camt', 'mt940'))
      AND account_id IN (SELECT id FROM accounts)
    """,
    """
    INSERT INTO stated_balances (account_id, date, amount, source, created_at)
    SELECT id, stated_balance_on, stated_balance, 'file', created_at FROM accounts a
    WHERE stated_balance IS NOT NULL AND stated_balance_on IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM stated_balances s WHERE s.account_id = a.id
        AND s.date = a.stated_balance_on AND s.amount = a.stated_balance)
    """,
    # Undoing such an import takes its balance back as well.
    """
    INSERT INTO operation_changes (operation_id, table_name, row_id, action, after)
    SELECT i.operation_id, 'stated_balances', s.id, 'insert', json_object(
        'id', s.id, 'account_id', s.account_id, 'date', s.date, 'amount', s.amount,
        'source', s.source, 'import_id', s.import_id, 'created_at', s.created_at)
    FROM stated_balances s JOIN imports i ON i.id = s.import_id
    WHERE i.operation_id IN (SELECT id FROM operations)
    """,
)


def upgrade() -> None:
    """Make the tables, widen what a budget's period may be, and fill what follows from rows."""
    for statement in TABLES.split(";"):
        if statement.strip():
            op.execute(statement)
    op.execute("ALTER TABLE budgets RENAME TO old_budgets")
    op.execute(BUDGETS)
    op.execute(
        "INSERT INTO budgets SELECT id, category_id, month, amount, created_at FROM old_budgets"
    )
    # The highest number ever given goes along: ids are never given twice.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'budgets'")
    op.execute("UPDATE sqlite_sequence SET name = 'budgets' WHERE name = 'old_budgets'")
    op.execute("DROP TABLE old_budgets")
    op.execute(SUMS)
    for statement in BALANCES:
        op.execute(statement)
