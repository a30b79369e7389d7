"""What belongs together: the legs of transfers, categories and their parents, budgets."""

from typing import Any

from backend.services.consistency.findings import (
    Check,
    Repair,
    by_query,
    by_statements,
    dollars,
)

_GOOD_PAIRS = """
    SELECT x.id, x.out_transaction_id, x.in_transaction_id FROM transfers x
    JOIN transactions o ON o.id = x.out_transaction_id
    JOIN transactions i ON i.id = x.in_transaction_id
    WHERE x.status = 'confirmed' AND o.amount + i.amount = 0
"""


def _legs(transfer_id: int, out: Any, into: Any, same_account: int) -> str:
    if same_account:
        return f"both legs of transfer {transfer_id} are in one account"
    return f"{dollars(out)} left and {dollars(-into)} arrived (transfer {transfer_id})"


TRANSFER_LEGS = Check(
    "transfer_legs",
    "The legs of a transfer cancel out",
    "What left one own account arrived in another, to the cent; so leaving both out is right.",
    by_query(
        "SELECT 'transaction', o.id, x.id, o.amount, i.amount, o.account_id = i.account_id"
        " FROM transfers x"
        " JOIN transactions o ON o.id = x.out_transaction_id"
        " JOIN transactions i ON i.id = x.in_transaction_id"
        " WHERE x.status = 'confirmed' AND (o.amount + i.amount != 0 OR o.amount <= 0"
        " OR o.account_id = i.account_id)",
        _legs,
    ),
)

TRANSFER_ENDS = Check(
    "transfer_ends",
    "Transfers and their legs agree",
    "Both legs name their transfer, and a row that names one is a leg of it.",
    by_query(
        "SELECT 'transaction', t.id, t.transfer_id, 1 FROM transactions t"
        " LEFT JOIN transfers x ON x.id = t.transfer_id AND x.status = 'confirmed'"
        "  AND t.id IN (x.out_transaction_id, x.in_transaction_id)"
        " WHERE t.transfer_id IS NOT NULL AND x.id IS NULL"
        " UNION ALL SELECT 'transaction', t.id, x.id, 0 FROM transfers x"
        " JOIN transactions t ON t.id IN (x.out_transaction_id, x.in_transaction_id)"
        " WHERE x.status = 'confirmed' AND t.transfer_id IS NOT x.id",
        lambda transfer_id, is_claimed: (
            f"counts as a leg of transfer {transfer_id}, which is none of its own"
            if is_claimed
            else f"is a leg of transfer {transfer_id} and does not count as one"
        ),
    ),
    Repair(
        "Let the legs follow the pairs",
        "Let the legs of transfers follow their pairs",
        by_statements(
            "UPDATE transactions SET transfer_id = NULL WHERE transfer_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM transfers x WHERE x.id = transactions.transfer_id"
            " AND x.status = 'confirmed'"
            " AND transactions.id IN (x.out_transaction_id, x.in_transaction_id))",
            "UPDATE transactions SET transfer_id = pair.id"
            f" FROM ({_GOOD_PAIRS}) AS pair WHERE transactions.transfer_id IS NULL"
            " AND transactions.id IN (pair.out_transaction_id, pair.in_transaction_id)",
        ),
    ),
)

CATEGORIES = Check(
    "category_tree",
    "Categories have two levels",
    "A parent's figures are its own and its children's: a third level would be counted nowhere.",
    by_query(
        "SELECT 'category', c.short_desc, p.display_name FROM categories c"
        " JOIN categories p ON p.id = c.parent_id WHERE p.parent_id IS NOT NULL",
        lambda parent: f"lies under “{parent}”, which itself has a parent",
    ),
    Repair(
        "Move them up a level",
        "Moved categories of a third level up",
        by_statements(
            "UPDATE categories SET parent_id = (SELECT p.parent_id FROM categories p"
            " WHERE p.id = categories.parent_id AND p.parent_id IS NOT categories.id)"
            " WHERE id IN (SELECT c.id FROM categories c"
            " JOIN categories p ON p.id = c.parent_id WHERE p.parent_id IS NOT NULL)"
        ),
    ),
)

BUDGETS = Check(
    "budgets",
    "Each budget has its category and its period",
    "A budget of a category that is gone, or of no month, would be counted nowhere.",
    by_query(
        "SELECT 'budget', b.id, b.month, c.id IS NULL FROM budgets b"
        " LEFT JOIN categories c ON c.id = b.category_id"
        " WHERE c.id IS NULL OR date(CASE length(b.month) WHEN 7 THEN b.month || '-01'"
        "  ELSE b.month END, '+0 days')"
        " IS NOT CASE length(b.month) WHEN 7 THEN b.month || '-01' ELSE b.month END",
        lambda month, is_homeless: (
            f"is for a category that is not there ({month})"
            if is_homeless
            else f"is for “{month}”, which is no period"
        ),
    ),
)

MERCHANTS = Check(
    "merchants",
    "A merged merchant has no transactions of its own",
    "What was merged counts for the merchant that stays: in its total, its rules, its series.",
    by_query(
        "SELECT 'transaction', t.id, a.alias, a.merchant_key FROM merchant_aliases a"
        " JOIN transactions t ON t.merchant_key = a.alias",
        lambda alias, key: f"is of {alias}, which was merged into {key}",
    ),
    Repair(
        "Let them be of the merchant that stays",
        "Let transactions be of the merchant that stays",
        by_statements(
            "UPDATE transactions SET merchant_key = (SELECT a.merchant_key"
            " FROM merchant_aliases a WHERE a.alias = transactions.merchant_key)"
            " WHERE merchant_key IN (SELECT alias FROM merchant_aliases)"
        ),
    ),
)

LINK_CHECKS = (TRANSFER_LEGS, TRANSFER_ENDS, CATEGORIES, BUDGETS, MERCHANTS)
