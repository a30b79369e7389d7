"""What a portfolio's figures are counted in, which securities are cash, and the broker's words.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = (
    "investment_accounts ADD COLUMN currency VARCHAR",
    "securities ADD COLUMN currency VARCHAR",
    "securities ADD COLUMN is_cash BOOLEAN DEFAULT '0' NOT NULL",
    "holdings ADD COLUMN currency VARCHAR",
    "investment_transactions ADD COLUMN currency VARCHAR",
    "investment_transactions ADD COLUMN description VARCHAR",
    "investment_transactions ADD COLUMN subtype VARCHAR",
)


def upgrade() -> None:
    """Add the columns; what is unknown of earlier rows stays so."""
    for column in COLUMNS:
        op.execute(f"ALTER TABLE {column}")
