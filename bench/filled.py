"""A household of any size, written straight into its file: for questions, not for imports."""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from backend.core.fingerprint import arrival_fingerprint
from backend.database import recorder
from backend.database.types import MOMENT_FORMAT
from backend.migrations.runner import upgrade
from backend.services.demo.ledger import generate_ledger, ledger_accounts
from backend.services.demo.model import SampleTransaction
from backend.services.keeping import budget_database
from backend.services.seeding import seed

RULES = 350
_BUDGETED = 24
_BUDGET_MONTHS = 120
_CHUNK = 10_000
_SOMETIME = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_STAMP = _SOMETIME.strftime(MOMENT_FORMAT)

_ROW = """
INSERT INTO transactions (id, account_id, date, description, merchant_name, merchant_key, amount,
    category_id, status, source, fingerprint, occurrence, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'csv_import', ?, ?, ?)
"""
_RULE = """
INSERT OR IGNORE INTO merchant_mappings
    (merchant_pattern, category_id, confidence, origin, created_at)
SELECT ?, id, 5, 'learned', ? FROM categories WHERE short_desc = ?
"""
_BUDGETS = """
INSERT INTO budgets (category_id, month, amount, created_at)
SELECT category_id, strftime('%Y-%m', :last, 'start of month', '-' || back || ' months'),
       20000 + 500 * (category_id % 40), :stamp
FROM (SELECT category_id FROM transactions WHERE amount > 0 AND transfer_id IS NULL
      AND category_id IN (SELECT id FROM categories WHERE NOT is_income AND NOT is_transfer)
      GROUP BY 1 ORDER BY count(*) DESC LIMIT :categories),
     (WITH RECURSIVE months (back) AS
      (SELECT 0 UNION ALL SELECT back + 1 FROM months WHERE back < :months) SELECT back FROM months)
"""


def fill(budget_file: Path, rows: int, *, last_day: dt.date) -> None:
    """Write ten years of six accounts that end on `last_day`, `rows` rows, into a new file.

    With their transfers paired, 350 rules, and budgets for 24 categories. Everything that the app
    keeps beside the rows is then brought up to date by the app itself.
    """
    upgrade(budget_file, "budget")
    database = budget_database(budget_file)
    with database.write() as session:
        seed(session, _SOMETIME, with_accounts=False)
    database.close()
    with closing(sqlite3.connect(budget_file)) as connection, connection:
        connection.execute("PRAGMA synchronous=off")
        _write(connection, rows, last_day)
    with database.write() as session:
        recorder.open_operation(session, None)
        # Any change that is not recorded makes the app bring everything up to date.
        session.execute(text("UPDATE tags SET name = name"))
        session.execute(text("UPDATE transactions SET notes = NULL WHERE id = 1"))
    with database.write() as session:
        session.execute(text("ANALYZE"))
    database.close()


def _write(connection: sqlite3.Connection, rows: int, last_day: dt.date) -> None:
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_schema"
        " WHERE type = 'index' AND tbl_name = 'transactions' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    legs: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    learned: dict[str, str] = {}
    accounts = _add_accounts(connection, last_day)
    categories = dict(connection.execute("SELECT short_desc, id FROM categories"))
    entries = generate_ledger(rows, last_day=last_day)
    bound = _rows(entries, accounts, categories, legs=legs, learned=learned)
    while chunk := list(islice(bound, _CHUNK)):
        connection.executemany(_ROW, chunk)
    _pair(connection, legs)
    for _, statement in indexes:
        connection.execute(statement)
    connection.executemany(_RULE, _rules(learned))
    connection.execute(
        _BUDGETS,
        {
            "last": last_day.isoformat(),
            "stamp": _STAMP,
            "categories": _BUDGETED,
            "months": _BUDGET_MONTHS - 1,
        },
    )


def _add_accounts(connection: sqlite3.Connection, last_day: dt.date) -> dict[str, int]:
    first_day = last_day.replace(year=last_day.year - 10, day=1).isoformat()
    ids = {}
    for account in ledger_accounts():
        added = connection.execute(
            "INSERT INTO accounts (name, institution, account_type, opening_balance,"
            " opening_balance_on, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (
                account.name,
                account.institution,
                account.account_type,
                account.opening_cents,
                first_day,
                _STAMP,
            ),
        )
        ids[account.key] = int(added.lastrowid or 0)
    return ids


def _rows(
    entries: Iterator[SampleTransaction],
    accounts: dict[str, int],
    categories: dict[str, int],
    *,
    legs: defaultdict[str, list[tuple[int, int]]],
    learned: dict[str, str],
) -> Iterator[tuple[object, ...]]:
    """Yield what is stored of each row; note the legs of transfers and the merchants."""
    seen: defaultdict[tuple[int, int], int] = defaultdict(int)
    for number, row in enumerate(entries, start=1):
        account, day = accounts[row.account_key], row.date.isoformat()
        mark = arrival_fingerprint(day, row.cents, row.description)
        seen[account, mark] += 1
        waits = row.status == "pending_review"
        if row.transfer_key is not None and not waits:
            legs[row.transfer_key].append((number, row.cents))
        elif row.category is not None:
            learned[row.merchant.upper()] = row.category
        yield (
            *(number, account, day, row.description, row.merchant, row.merchant.upper()),
            row.cents,
            None if waits or row.category is None else categories[row.category],
            *(row.status.value, mark, seen[account, mark], _STAMP),
        )


def _pair(connection: sqlite3.Connection, legs: defaultdict[str, list[tuple[int, int]]]) -> None:
    """Pair the legs of each move of which none waits."""
    pairs = [sorted(found, key=lambda leg: -leg[1]) for found in legs.values()]
    whole = [pair for pair in pairs if len(pair) == 2]
    connection.executemany(
        "INSERT INTO transfers (id, out_transaction_id, in_transaction_id, status, created_at)"
        " VALUES (?, ?, ?, 'confirmed', ?)",
        [(n, out, into, _STAMP) for n, ((out, _), (into, _)) in enumerate(whole, start=1)],
    )
    connection.executemany(
        "UPDATE transactions SET transfer_id = ? WHERE id IN (?, ?)",
        [(n, out, into) for n, ((out, _), (into, _)) in enumerate(whole, start=1)],
    )


def _rules(learned: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return the merchants as rules, and as many of other places as make it 350."""
    own = [(merchant, _STAMP, category) for merchant, category in learned.items()]
    more = [(f"PLACE NUMBER {n}", _STAMP, "groceries") for n in range(RULES - len(own))]
    return (own + more)[:RULES]
