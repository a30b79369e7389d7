"""Adopt `budget.db` of every earlier version."""

from backend.migrations.adoption import values as v
from backend.migrations.adoption.categories import adopt_categories
from backend.migrations.adoption.defaults import (
    SHIPPED_CONFIDENCE,
    SHIPPED_MAPPINGS,
    SHIPPED_RULES,
)
from backend.migrations.adoption.old_file import OldFile
from backend.migrations.adoption.shapes import Column, Row, Shape, UnkeepableError
from backend.migrations.adoption.transactions import adopt_deleted, adopt_transactions

TABLES = (
    "categories",
    "accounts",
    "transactions",
    "deleted_transactions",
    "merchant_mappings",
    "amount_rules",
    "budgets",
    "notification_log",
    "app_settings",
    "sync_log",
)

_ID = Column(v.whole, needed=True)
_TEXT = Column(v.text)
_MONEY = Column(v.cents)
_MOMENT = Column(v.moment)


def adopt(old: OldFile) -> None:
    """Fill today's tables from the old ones that were set aside, and let those go."""
    adopt_categories(old)
    _adopt_accounts(old)
    adopt_transactions(old)
    adopt_deleted(old)
    _adopt_mappings(old)
    _adopt_rules(old)
    _adopt_budgets(old)
    _adopt_logs(old)
    _keep_ids_unused(old)
    old.let_go(keyless=("app_settings",))


def _adopt_accounts(old: OldFile) -> None:
    def adjust(new: Row) -> None:
        if new["plaid_connection_status"] is None:
            linked = new["plaid_access_token"] is not None
            new["plaid_connection_status"] = "connected" if linked else "disconnected"

    old.carry("accounts", _account_shape(old.moment), adjust)
    _stand_in_for_lost_accounts(old)


def _account_shape(now: str) -> Shape:
    return {
        "id": _ID,
        "name": Column(v.text, default="Unnamed account"),
        "institution": Column(v.text, default="unknown"),
        "account_type": Column(v.text, default="other"),
        "plaid_item_id": _TEXT,
        "plaid_access_token": _TEXT,
        "plaid_cursor": _TEXT,
        "plaid_account_id": _TEXT,
        "plaid_connection_status": _TEXT,
        "last_synced_at": _MOMENT,
        "last_sync_error": _TEXT,
        "balance_current": _MONEY,
        "balance_available": _MONEY,
        "balance_limit": _MONEY,
        "balance_updated_at": _MOMENT,
        "created_at": Column(v.moment, default=now),
    }


def _stand_in_for_lost_accounts(old: OldFile) -> None:
    """Give rows whose account is gone one to stand in: they go on counting."""
    used = {row["account_id"] for row in old.rows("transactions")}
    for account_id in sorted(used - old.values("SELECT id FROM accounts") - {None}):
        old.insert(
            "accounts",
            {
                "id": account_id,
                "name": f"Lost account {account_id}",
                "institution": "unknown",
                "account_type": "other",
                "created_at": old.moment,
            },
        )
        old.note("accounts", account_id, {}, "The account was gone, but not its transactions.")


def _adopt_mappings(old: OldFile) -> None:
    shape = {
        "id": _ID,
        "merchant_pattern": Column(v.text, needed=True),
        "category_id": _ID,
        "confidence": Column(v.whole, default=1),
        "created_at": Column(v.moment, default=old.moment),
    }
    key_of = _category_keys(old)

    def adjust(new: Row) -> None:
        key = _key(key_of, new)
        new["confidence"] = max(1, new["confidence"])
        shipped = SHIPPED_MAPPINGS.get(new["merchant_pattern"]) == key
        certain = new["confidence"] >= SHIPPED_CONFIDENCE
        new["origin"] = "shipped" if shipped and certain else "learned"

    old.carry("merchant_mappings", shape, adjust)


def _adopt_rules(old: OldFile) -> None:
    shape = {
        "id": _ID,
        "description_pattern": Column(v.text, needed=True),
        "amount": Column(v.cents, needed=True),
        "tolerance": Column(v.cents, default=1),
        "short_desc": Column(v.text, default=""),
        "category_id": _ID,
        "notes": _TEXT,
        "created_at": Column(v.moment, default=old.moment),
    }
    key_of = _category_keys(old)

    def adjust(new: Row) -> None:
        rule = (new["description_pattern"], new["amount"], _key(key_of, new))
        new["origin"] = "shipped" if rule in SHIPPED_RULES else "own"

    old.carry("amount_rules", shape, adjust)


def _adopt_budgets(old: OldFile) -> None:
    shape = {
        "id": _ID,
        "category_id": _ID,
        "month": Column(v.month, needed=True),
        "amount": Column(v.cents, needed=True),
        "created_at": Column(v.moment, default=old.moment),
    }
    key_of = _category_keys(old)

    def adjust(new: Row) -> None:
        _key(key_of, new)

    old.carry("budgets", shape, adjust)


def _adopt_logs(old: OldFile) -> None:
    notifications = {
        "id": _ID,
        "transaction_id": _ID,
        "email_message_id": _TEXT,
        "sent_at": _MOMENT,
        "replied_at": _MOMENT,
        "reply_category": _TEXT,
    }
    old.carry("notification_log", notifications)
    settings = {"key": Column(v.text, needed=True), "value": _TEXT, "updated_at": _MOMENT}
    old.carry("app_settings", settings)
    _adopt_sync_log(old)


def _adopt_sync_log(old: OldFile) -> None:
    count = Column(v.whole, default=0)
    shape = {
        "id": _ID,
        "account_id": _ID,
        "trigger": Column(v.text, default="manual"),
        "status": Column(v.text, needed=True),
        "added": count,
        "modified": count,
        "removed": count,
        "error_message": _TEXT,
        "duration_seconds": Column(v.seconds),
        "started_at": _MOMENT,
    }
    accounts = old.values("SELECT id FROM accounts")

    def adjust(new: Row) -> None:
        if new["account_id"] not in accounts:
            raise UnkeepableError("its account is gone")

    old.carry("sync_log", shape, adjust)


def _keep_ids_unused(old: OldFile) -> None:
    """Earlier versions gave ids of deleted rows again; from here on nobody does."""
    deleted = "FROM deleted_transactions"
    old.never_reuse("accounts", old.values(f"SELECT account_id {deleted}"))
    old.never_reuse("transactions", old.values(f"SELECT original_id {deleted}"))
    old.never_reuse("transactions", old.values("SELECT transaction_id FROM notification_log"))


def _category_keys(old: OldFile) -> dict[int, str]:
    return {int(i): str(key) for i, key in old.pairs("SELECT id, short_desc FROM categories")}


def _key(key_of: dict[int, str], row: Row) -> str:
    if row["category_id"] not in key_of:
        raise UnkeepableError("its category is gone")
    return key_of[row["category_id"]]
