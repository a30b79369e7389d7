"""Adopt transactions and the log of deleted ones."""

from collections import Counter
from collections.abc import Set as AbstractSet

from backend.core.fingerprint import arrival_fingerprint
from backend.migrations.adoption import values as v
from backend.migrations.adoption.old_file import OldFile
from backend.migrations.adoption.shapes import Column, Row, Shape

STATUSES = frozenset({"pending_review", "pending_save", "confirmed", "auto_confirmed"})
_RENAMED = {"manual_confirmed": "confirmed"}

# What a version that didn't store the confidence had in mind.
_CONFIDENCE_OF_TIER = {"ai": 0.7, "amount_rule": 1.0, "merchant_map": 0.8}

_ID = Column(v.whole, needed=True)
_TEXT = Column(v.text)


def adopt_transactions(old: OldFile) -> None:
    """Keep every transaction whose amount and day can be read.

    Each is given what it is known by when its file or feed comes again: equal rows of an account
    are numbered, oldest first.
    """
    categories = old.values("SELECT id FROM categories")
    seen: Counter[tuple[int, int]] = Counter()

    def adjust(new: Row) -> None:
        _settle_status(old, new)
        _drop_lost_categories(old, new, categories)
        if new["prediction_confidence"] is None:
            tier = new["categorization_tier"]
            new["prediction_confidence"] = _CONFIDENCE_OF_TIER.get(tier)
        _number(new, seen)

    old.carry("transactions", _shape(old.moment), adjust)


def adopt_deleted(old: OldFile) -> None:
    """Keep the log of deleted transactions; the numbers of equal rows go on from the living."""
    born = dict(old.pairs("SELECT id, created_at FROM accounts"))
    living = "SELECT account_id, fingerprint FROM transactions WHERE fingerprint IS NOT NULL"
    seen = Counter(old.pairs(living))

    def adjust(new: Row) -> None:
        new["status"] = _RENAMED.get(new["status"], new["status"])
        account = new["account_id"]
        if account in born and born[account] > new["deleted_at"]:
            reason = "its account's number was given to an account that was made later"
            old.note("deleted_transactions", new["id"], {"account_id": account}, reason)
            new["account_id"] = None
        if new["account_id"] in born:
            _number(new, seen)

    old.carry("deleted_transactions", _deleted_shape(old.moment), adjust)


def _shape(now: str) -> Shape:
    return {
        "id": _ID,
        "account_id": _ID,
        "plaid_transaction_id": _TEXT,
        "date": Column(v.day, needed=True),
        "description": Column(v.text, default=""),
        "merchant_name": _TEXT,
        "amount": Column(v.cents, needed=True),
        "category_id": Column(v.whole),
        "predicted_category_id": Column(v.whole),
        "status": Column(v.text, default="pending_review"),
        "source": Column(v.text, default="archive"),
        "is_pending": Column(v.flag, default=0),
        "categorization_tier": _TEXT,
        "prediction_confidence": Column(v.share),
        "created_at": Column(v.moment, default=now),
    }


def _deleted_shape(now: str) -> Shape:
    return {
        "id": _ID,
        "original_id": Column(v.whole, default=0),
        "account_id": Column(v.whole),
        "account_name": _TEXT,
        "date": Column(v.day, needed=True),
        "description": Column(v.text, default=""),
        "merchant_name": _TEXT,
        "amount": Column(v.cents, needed=True),
        "category_name": _TEXT,
        "status": _TEXT,
        "source": _TEXT,
        "plaid_transaction_id": _TEXT,
        "deleted_at": Column(v.moment, default=now),
    }


def _settle_status(old: OldFile, new: Row) -> None:
    status = _RENAMED.get(new["status"], new["status"])
    if status not in STATUSES:
        reason = f"status: {status!r} is none that this version knows; the row waits for review"
        old.note("transactions", new["id"], {"status": status}, reason)
        status = "pending_review"
    new["status"] = status


def _drop_lost_categories(old: OldFile, new: Row, categories: AbstractSet[int]) -> None:
    for column in ("category_id", "predicted_category_id"):
        if new[column] is not None and new[column] not in categories:
            old.note("transactions", new["id"], {column: new[column]}, "the category is gone")
            new[column] = None


def _number(new: Row, seen: Counter[tuple[int, int]]) -> None:
    number = arrival_fingerprint(new["date"], new["amount"], new["description"])
    seen[new["account_id"], number] += 1
    new["fingerprint"] = number
    new["occurrence"] = seen[new["account_id"], number]
