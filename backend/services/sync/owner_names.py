"""Feeds speak of merchants in words of their own; what the owner calls one comes first."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from backend.integrations.bank_feed import FeedTransaction
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.normalization import Cleaner


def in_owner_words(
    session: Session, rows: Iterable[FeedTransaction]
) -> tuple[FeedTransaction, ...]:
    """Return a feed's rows with the names that the owner gave their merchants.

    Without this, a feed that sends a row again would take the name back.
    """
    said = merchant_words(session)
    if not said.names:
        return tuple(rows)
    cleaner = Cleaner()
    named = []
    for row in rows:
        key = said.key_of(cleaner.clean(row.description).merchant)
        name = said.names.get(key)
        named.append(row if name is None else replace(row, merchant_name=name))
    return tuple(named)
