"""Is the file sound? Checks of the database itself and of what must always hold in it."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold; `problems` has what breaks it, the first few in words."""

    name: str
    problems: list[str]

    @property
    def is_sound(self) -> bool:
        """Whether nothing breaks it."""
        return not self.problems


# Each query returns the rows that break the rule, as one text column.
_RULES = {
    "Amounts are whole cents": (
        "SELECT 'transaction ' || id FROM transactions WHERE typeof(amount) != 'integer'"
        " UNION ALL SELECT 'split ' || id FROM transaction_splits"
        " WHERE typeof(amount) != 'integer'"
        " UNION ALL SELECT 'budget ' || id FROM budgets WHERE typeof(amount) != 'integer'"
    ),
    "The parts of a split add up to the whole": (
        "SELECT 'transaction ' || t.id FROM transactions t WHERE t.has_splits AND t.amount !="
        " (SELECT coalesce(sum(s.amount), 0) FROM transaction_splits s"
        "  WHERE s.transaction_id = t.id)"
    ),
    "Only split transactions have parts": (
        "SELECT 'transaction ' || t.id FROM transactions t WHERE NOT t.has_splits AND EXISTS"
        " (SELECT 1 FROM transaction_splits s WHERE s.transaction_id = t.id)"
    ),
    "The legs of a transfer cancel out": (
        "SELECT 'transfer ' || x.id FROM transfers x"
        " JOIN transactions o ON o.id = x.out_transaction_id"
        " JOIN transactions i ON i.id = x.in_transaction_id"
        " WHERE x.status = 'confirmed' AND (o.amount + i.amount != 0 OR o.amount <= 0"
        " OR o.account_id = i.account_id)"
    ),
    "Transfers and their legs agree": (
        "SELECT 'transaction ' || t.id FROM transactions t"
        " LEFT JOIN transfers x ON x.id = t.transfer_id AND x.status = 'confirmed'"
        "  AND t.id IN (x.out_transaction_id, x.in_transaction_id)"
        " WHERE t.transfer_id IS NOT NULL AND x.id IS NULL"
        " UNION ALL SELECT 'transfer ' || x.id FROM transfers x"
        " WHERE x.status = 'confirmed' AND 2 !="
        " (SELECT count(*) FROM transactions t WHERE t.transfer_id = x.id)"
    ),
    "Every status is known": (
        "SELECT 'transaction ' || id FROM transactions WHERE status NOT IN"
        " ('pending_review', 'pending_save', 'confirmed', 'auto_confirmed')"
    ),
    "Categories have two levels": (
        "SELECT 'category ' || c.short_desc FROM categories c"
        " JOIN categories p ON p.id = c.parent_id WHERE p.parent_id IS NOT NULL"
    ),
    "Dates are days": (
        # "+0 days" makes SQLite reckon: without it, 30 February is a day to it
        "SELECT 'transaction ' || id FROM transactions WHERE date(date, '+0 days') IS NOT date"
    ),
    "A transaction is not here and deleted at once": (
        "SELECT 'transaction ' || t.id FROM transactions t"
        " JOIN deleted_transactions d ON d.original_id = t.id"
    ),
}


def examine(session: Session) -> list[Check]:
    """Return every check with what breaks it."""
    integrity = [
        str(row[0]) for row in session.execute(text("PRAGMA integrity_check(5)")) if row[0] != "ok"
    ]
    orphans = [
        f"{table} row {row_id} refers to a missing row of {parent}"
        for table, row_id, parent, _ in session.execute(text("PRAGMA foreign_key_check"))
    ]
    checks = [Check("The file is intact", integrity), Check("No row is orphaned", _few(orphans))]
    for name, query in _RULES.items():
        found = [str(row[0]) for row in session.execute(text(query))]
        checks.append(Check(name, _few(found)))
    return checks


def _few(problems: list[str]) -> list[str]:
    if len(problems) <= _SHOWN:
        return problems
    return [*problems[:_SHOWN], f"and {len(problems) - _SHOWN} more"]
