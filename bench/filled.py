"""A household of any size, written straight into its file: for questions, not for imports."""

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from heapq import merge
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from backend.core.calendar import Month
from backend.core.fingerprint import arrival_fingerprint
from backend.database import recorder
from backend.database.types import MOMENT_FORMAT
from backend.migrations.runner import upgrade
from backend.services.demo.ledger import generate_ledger, ledger_accounts
from backend.services.demo.model import SampleSource, SampleStatus, SampleTransaction
from backend.services.keeping import budget_database
from backend.services.seeding import seed

RULES = 350
_BUDGETED = 24
_SERIES = 20
_MONTHS = 120
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

    With their transfers paired, 20 monthly charges, a stated balance for each account and month,
    350 rules, and budgets for 24 categories. Everything that the app keeps beside the rows is then
    brought up to date by the app itself.
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
    bills = _bills(min(_SERIES, rows // 1_000), last_day)
    everyday = generate_ledger(rows - len(bills), last_day=last_day)
    entries = merge(everyday, bills, key=lambda row: row.date)
    bound = _rows(entries, accounts, categories, legs=legs, learned=learned)
    while chunk := list(islice(bound, _CHUNK)):
        connection.executemany(_ROW, chunk)
    _pair(connection, legs)
    for _, statement in indexes:
        connection.execute(statement)
    connection.execute(
        "CREATE TEMP TABLE months AS SELECT account_id, substr(date, 1, 7) AS month,"
        " sum(amount) AS amount FROM transactions GROUP BY 1, 2"
    )
    _state_balances(connection, last_day)
    connection.executemany(_RULE, _rules(learned))
    connection.execute(
        _BUDGETS,
        {
            "last": last_day.isoformat(),
            "stamp": _STAMP,
            "categories": _BUDGETED,
            "months": _MONTHS - 1,
        },
    )


def _bills(series: int, last_day: dt.date) -> list[SampleTransaction]:
    """Return that many monthly charges over ten years, oldest first; some get dearer."""
    account = ledger_accounts()[2].key
    rows = []
    for back in reversed(range(_MONTHS)):
        month = Month.of(last_day).plus(-back)
        for number in range(series):
            day = month.first_day.replace(day=number % 28 + 1)
            if day > last_day:
                continue
            dearer = 100 * (number % 3) if back < number else 0
            name = f"SUBSCRIPTION {chr(65 + number)}{chr(75 + number % 9)}"
            rows.append(
                SampleTransaction(
                    *(f"bill-{number}-{back}", account, day, 999 + 200 * number + dearer),
                    *(name, name.title(), "subscriptions"),
                    status=SampleStatus.CONFIRMED,
                    source=SampleSource.CSV_IMPORT,
                )
            )
    return rows


def _state_balances(connection: sqlite3.Connection, last_day: dt.date) -> None:
    """State each account's balance at the end of each month, as its rows make it."""
    days = [
        (Month.of(last_day).plus(-back).first_day - dt.timedelta(days=1)).isoformat()
        for back in range(_MONTHS - 1)
    ]
    connection.execute(
        "INSERT INTO stated_balances (account_id, date, amount, source, created_at)"
        " SELECT a.id, day.value, a.opening_balance - (SELECT coalesce(sum(s.amount), 0)"
        "  FROM months s WHERE s.account_id = a.id AND s.month <= substr(day.value, 1, 7)),"
        " 'file', ? FROM accounts a, json_each(?) day",
        (_STAMP, json.dumps(days)),
    )


def _add_accounts(connection: sqlite3.Connection, last_day: dt.date) -> dict[str, int]:
    first_day = last_day.replace(year=last_day.year - 11, day=1).isoformat()
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
