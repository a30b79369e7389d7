"""What a feed's row changes in a stored one. Pure.

The bank owns its own words: the day, the text, the amount, whether it is booked. What the owner
changed by hand, and the category of a row that they settled, are never touched. A row that came
another way first keeps its words, and one that was typed in is the owner's altogether.
"""

from typing import Any

from backend.core.money import to_cents
from backend.integrations.bank_feed import FeedTransaction
from backend.models import TransactionStatus
from backend.services.categorization.decisions import Decision
from backend.services.sync.stored import Row

_MANUAL = "manual"
_BOOKING = ("amount", "posted_date", "bank_category")
_PLAID = "plaid"

Values = dict[str, Any]


def feed_values(feed: FeedTransaction) -> Values:
    """Return what a feed says of a row, as it is stored."""
    posted = feed.posted_date
    return {
        "date": feed.date.isoformat(),
        "posted_date": posted.isoformat() if posted else None,
        "description": feed.description,
        "merchant_name": feed.merchant_name,
        "amount": to_cents(feed.amount),
        "is_pending": int(feed.is_pending),
        "bank_category": feed.bank_category,
    }


def changes(row: Row, feed: FeedTransaction, *, provider: str) -> Values:
    """Return the columns that a feed's row changes in a stored one, with their new values."""
    wanted = feed_values(feed)
    if provider == _PLAID:
        wanted["plaid_transaction_id"] = feed.external_id
    edited = set((row.owner_edits or "").split(","))
    owned = _owned_columns(row, provider)
    return {
        name: value
        for name, value in wanted.items()
        if name in owned
        and name not in edited
        and value is not None  # a feed that says nothing takes nothing back
        and value != getattr(row, name)
    }


def _owned_columns(row: Row, provider: str) -> frozenset[str]:
    """Return the columns of a row that are this feed's to say."""
    if row.source == _MANUAL:
        return frozenset({"posted_date", "bank_category", "plaid_transaction_id"})
    if row.source not in (provider, f"{provider}_sync"):
        return frozenset({*_BOOKING, "plaid_transaction_id"})
    return frozenset(
        {*_BOOKING, "date", "description", "merchant_name", "is_pending", "plaid_transaction_id"}
    )


def is_open(row: Row) -> bool:
    """Tell whether nobody has said anything yet about a row's category."""
    return (
        row.status == TransactionStatus.PENDING_REVIEW
        and row.category_id is None
        and not row.has_splits
        and "category_id" not in (row.owner_edits or "").split(",")
    )


def decided_values(decision: Decision, *, may_be_sure: bool) -> Values:
    """Return how the rules file a row, as it is stored."""
    sure = decision.auto and may_be_sure
    category = decision.category_id
    return {
        "merchant_key": decision.merchant or None,
        "category_id": category if sure else None,
        "predicted_category_id": category,
        "status": TransactionStatus.AUTO_CONFIRMED if sure else TransactionStatus.PENDING_REVIEW,
        "categorization_tier": decision.tier,
        "prediction_confidence": None if category is None else round(decision.confidence, 4),
        "decided_by_id": decision.decided_by,
        "matched_text": decision.matched_text or None,
    }
