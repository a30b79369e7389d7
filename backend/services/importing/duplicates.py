"""Compares the rows of a file with what an account holds, held, or must not hold again."""

import datetime as dt
import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy.orm import Session

from backend.core.fingerprint import arrival_fingerprint
from backend.services.importing.feed_rows import settle_by_feed
from backend.services.importing.matching import Matcher, StoredUnder, span_of, trusted_ids
from backend.services.importing.statement import StatementRow
from backend.services.importing.verdicts import (
    Comparison,
    Neighbour,
    Place,
    StoredRow,
    Verdict,
    all_new,
)

_AT_ONCE = 5_000
_WINDOW = dt.timedelta(days=3)

# Looked for only where the account has any: most have nothing deleted, and a new one nothing.
_HAS_ANY = "SELECT EXISTS (SELECT 1 FROM {table} WHERE account_id = ?)"
_EQUALS = """
SELECT {place}, t.id, t.fingerprint, t.occurrence, t.external_id, {description}
FROM {table} t
WHERE t.account_id = ? AND t.fingerprint IN (SELECT value FROM json_each(?))
ORDER BY t.occurrence
"""
_SAME_IDS = """
SELECT {place}, t.id, t.fingerprint, t.occurrence, t.external_id, {amount}, {date}
FROM {table} t
WHERE t.account_id = ? AND t.external_id IN (SELECT value FROM json_each(?))
"""
_Names = Mapping[str, int | str]
_TABLES: tuple[_Names, ...] = (
    {
        "place": int(Place.HERE),
        "table": "transactions",
        "description": "t.description",
        "amount": "t.amount",
        "date": "t.date",
    },
    {
        "place": int(Place.DELETED),
        "table": "deleted_transactions",
        "description": "t.description",
        "amount": "t.amount",
        "date": "t.date",
    },
    {
        "place": int(Place.FORGOTTEN),
        "table": "forgotten_transactions",
        "description": "NULL",
        "amount": "NULL",
        "date": "NULL",
    },
)
# Rows of the account that came another way: by hand, by feed, in a file of another family, or in
# a table that another bank or program wrote.
_NEIGHBOURS = """
SELECT t.id, t.date, t.amount
FROM transactions t LEFT JOIN imports i ON i.id = t.import_id
WHERE t.account_id = :account AND t.date >= :first AND t.date <= :last
  AND (t.source NOT IN (SELECT value FROM json_each(:family))
       OR (:profile IS NOT NULL AND i.profile IS NOT NULL AND i.profile != :profile))
"""
_TWINS = """
SELECT possible_duplicate_of_id FROM transactions
WHERE account_id = ? AND possible_duplicate_of_id IS NOT NULL
"""
_PLACES = tuple(Place)
# Tables are one family: many people save a bank's CSV as a workbook.
_TABLE_SOURCES = ("csv_import", "xlsx_import")


def source_of(statement_format: str) -> str:
    """Return how rows of a file of this format are marked as having come."""
    return f"{statement_format}_import"


def fingerprints_of(rows: Sequence[StatementRow]) -> "array[int]":
    """Return the fingerprint of each row."""
    days: dict[dt.date, str] = {}

    def fingerprint(row: StatementRow) -> int:
        day = days.get(row.date)
        if day is None:
            day = days[row.date] = row.date.isoformat()
        return arrival_fingerprint(day, row.cents, row.description)

    return array("q", map(fingerprint, rows))


def compare(
    session: Session,
    account_id: int,
    rows: Sequence[StatementRow],
    *,
    statement_format: str,
    profile: str | None = None,
    insisted: AbstractSet[int] = frozenset(),
) -> Comparison:
    """Return what each row is to the account.

    Args:
        session: any session.
        account_id: the account that the rows would go to.
        rows: all rows of the file for this account.
        statement_format: the file's format; rows of the same family never count as possible
            duplicates of one another.
        profile: the bank or program that wrote a table, where it was recognised.
        insisted: numbers of rows that the owner wants stored whatever they repeat.
    """
    prints = fingerprints_of(rows)
    tables = _tables_with_rows(session, account_id)
    if not tables:
        return all_new(prints)
    matcher = Matcher(rows, prints, insisted)
    matcher.by_ids(_with_ids(session, account_id, trusted_ids(rows), tables))
    matcher.by_count(_stored_under(session, account_id, rows, tables))
    if matcher.result.count(Verdict.NEW):
        settle_by_feed(session, account_id, rows, matcher.result)
    if matcher.result.count(Verdict.NEW):
        source = source_of(statement_format)
        family = _TABLE_SOURCES if source in _TABLE_SOURCES else (source,)
        matcher.by_likeness(_neighbours(session, account_id, rows, family=family, profile=profile))
    return matcher.result


def _tables_with_rows(session: Session, account_id: int) -> list[_Names]:
    connection = session.connection()
    return [
        names
        for names in _TABLES
        if connection.exec_driver_sql(_HAS_ANY.format(**names), (account_id,)).scalar()
    ]


def _stored_under(
    session: Session, account_id: int, rows: Sequence[StatementRow], tables: Sequence[_Names]
) -> StoredUnder:
    """Return what finds the stored rows of some fingerprints, those in the account first."""

    def stored_under(places: Mapping[int, Sequence[int]]) -> dict[int, list[StoredRow]]:
        found: dict[int, list[StoredRow]] = {}
        for names in tables:
            statement = _EQUALS.format(**names)
            for place, row_id, key, occurrence, external_id, description in _lookup(
                session, statement, account_id, list(places)
            ):
                same = description is None or _same_words(
                    description, rows[places[key][0]].description
                )
                stored = StoredRow(_PLACES[place], row_id, key, occurrence, external_id, same)
                found.setdefault(key, []).append(stored)
        return found

    return stored_under


def _with_ids(
    session: Session, account_id: int, ids: AbstractSet[str], tables: Sequence[_Names]
) -> Iterator[StoredRow]:
    for names in tables if ids else ():
        statement = _SAME_IDS.format(**names)
        for place, row_id, key, occurrence, external_id, cents, day in _lookup(
            session, statement, account_id, sorted(ids)
        ):
            yield StoredRow(
                place=_PLACES[place],
                id=row_id,
                fingerprint=key,
                occurrence=occurrence or 0,
                external_id=external_id,
                cents=cents,
                day=None if day is None else dt.date.fromisoformat(day).toordinal(),
            )


def _lookup(
    session: Session, statement: str, account_id: int, wanted: Sequence[int | str]
) -> Iterator[Any]:
    connection = session.connection()
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = json.dumps(wanted[start : start + _AT_ONCE])
        yield from connection.exec_driver_sql(statement, (account_id, chunk)).all()


def _neighbours(
    session: Session,
    account_id: int,
    rows: Sequence[StatementRow],
    *,
    family: Sequence[str],
    profile: str | None,
) -> list[Neighbour]:
    first, last = span_of(rows)
    connection = session.connection()
    found = connection.exec_driver_sql(
        _NEIGHBOURS,
        {
            "account": account_id,
            "first": (first - _WINDOW).isoformat(),
            "last": (last + _WINDOW).isoformat(),
            "family": json.dumps(family),
            "profile": profile,
        },
    )
    neighbours = [
        Neighbour(row_id, dt.date.fromisoformat(day).toordinal(), cents)
        for row_id, day, cents in found
    ]
    if not neighbours:
        return []
    taken = {row_id for (row_id,) in connection.exec_driver_sql(_TWINS, (account_id,))}
    return [other for other in neighbours if other.id not in taken]


def _same_words(stored: str, description: str) -> bool:
    """Tell whether a stored description is a row's, case and gaps aside."""
    return stored == description or _words(stored) == _words(description)


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
