"""How long the ledger remembers: about a year, and never so much that it weighs on the file."""

import datetime as dt
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from backend.models import OutboundRequest

KEPT: Final = dt.timedelta(days=396)  # thirteen months
MOST_ENTRIES: Final = 20_000
MOST_CHARACTERS: Final = 50_000_000  # of all bodies together
_WEIGHED_EVERY: Final = 100  # entries, as it takes a look at each


def forget_old(session: Session, *, newest_id: int, at: dt.datetime) -> None:
    """Forget entries of long ago, and the oldest bodies where all together weigh too much."""
    table = OutboundRequest
    session.execute(delete(table).where(table.started_at < at - KEPT))
    session.execute(delete(table).where(table.id <= newest_id - MOST_ENTRIES))
    if newest_id % _WEIGHED_EVERY == 0:
        drop_heavy_bodies(session, MOST_CHARACTERS)


def drop_heavy_bodies(session: Session, most_characters: int) -> None:
    """Forget what the oldest requests said, until the rest has at most so many characters."""
    table = OutboundRequest
    total = func.sum(func.length(table.body)).over(order_by=table.id.desc())
    weighed = select(table.id, total.label("total")).where(table.body.is_not(None)).subquery()
    newest = select(func.max(weighed.c.id)).where(weighed.c.total > most_characters)
    session.execute(
        update(table)
        .where(table.id <= newest.scalar_subquery(), table.body.is_not(None))
        .values(body=None, is_cut=True)
        .execution_options(synchronize_session=False)
    )
