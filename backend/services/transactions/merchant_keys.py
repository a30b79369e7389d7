"""Merchant keys for rows that have none: those of earlier versions."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.database import recorder
from backend.models import Transaction
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.normalization import Cleaner

_BATCH = 5_000


def fill_merchant_keys(session: Session) -> int:
    """Give every transaction without a merchant key the one of its description.

    A description without a merchant gets an empty key, so that it is not looked at again. The
    owner never sees the keys, so that nothing is recorded for undo: call it in a write session
    of its own.

    Returns:
        How many rows were filled.
    """
    missing = session.execute(
        select(Transaction.id, Transaction.description).where(Transaction.merchant_key.is_(None))
    ).all()
    if not missing:
        return 0
    cleaner, said = Cleaner(), merchant_words(session)
    recorder.open_operation(session, None)
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        keys = [
            {"id": row, "merchant_key": said.key_of(cleaner.clean(text).merchant)}
            for row, text in batch
        ]
        session.execute(update(Transaction), keys)
    recorder.finish(session)
    return len(missing)
