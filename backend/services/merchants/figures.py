"""What each merchant came to, over everything that is stored.

Rows that wait for review count like others. Between own accounts nothing is spent: the legs of a
transfer are counted as rows and not as money.
"""

from typing import NamedTuple

from sqlalchemy.orm import Session

from backend.services.transactions.remembering import remembered

# Answered from the index on the merchant alone, however many rows there are.
_FIGURES = """
SELECT merchant_key, count(*),
       sum(CASE WHEN transfer_id IS NULL AND amount > 0 THEN amount ELSE 0 END),
       sum(CASE WHEN transfer_id IS NULL AND amount < 0 THEN -amount ELSE 0 END),
       min(date), max(date)
FROM transactions WHERE merchant_key > '' GROUP BY merchant_key
"""


class MerchantFigures(NamedTuple):
    """Rows, cents out, cents in (both positive), first and last day of a merchant."""

    key: str
    rows: int
    out: int
    into: int
    first_on: str
    last_on: str


def merchant_figures(session: Session) -> list[MerchantFigures]:
    """Return the figures of every merchant that has rows, by key."""

    def ask() -> list[MerchantFigures]:
        rows = session.connection().exec_driver_sql(_FIGURES)
        return [MerchantFigures(*row) for row in rows]

    return remembered(session, "merchant figures", ask)
