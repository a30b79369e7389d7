"""Found series, kept beside the rows: found anew for the merchants that a write touched.

A series lies within one account, so that a file for one account leaves the others' as they are.

They follow from the rows and from nothing else: `differences` proves it, `rebuild` makes it so.
What depends on the day on which one looks is left to the reader.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.services.recurring.amounts import price_changes
from backend.services.recurring.detection import Found, find_series
from backend.services.recurring.fitting import LEEWAY, Charge

# Raise it when the same rows may give other series: files are then gone through when opened.
VERSION = 2
_VERSION_KEY = "series_version"

# Three years before a merchant's newest row in the account: so that a yearly charge came thrice.
_LOOK_BACK = "-1130 days"
# Materialized, or else the newest day would be looked up for every row.
_ROWS = """
WITH sought (key, account, since) AS MATERIALIZED (
    SELECT key, account, (SELECT date(max(date), '{look_back}') FROM transactions
                          WHERE merchant_key = key AND account_id = account
                            AND transfer_id IS NULL AND NOT is_left_out)
    FROM ({merchants})
)
SELECT t.merchant_key, t.account_id, t.amount < 0, t.date, t.amount, t.id
FROM sought CROSS JOIN transactions t
  ON t.merchant_key = sought.key AND t.account_id = sought.account AND t.date >= sought.since
WHERE t.transfer_id IS NULL AND NOT t.is_left_out
  AND t.date >= '1900-01-01' AND t.date < '2200-01-01'
"""
_EVERYONE = (
    "SELECT DISTINCT merchant_key AS key, account_id AS account FROM transactions"
    " WHERE merchant_key > '' AND transfer_id IS NULL AND NOT is_left_out"
)
_LISTED = """
    SELECT json_extract(value, '$[0]') AS key, json_extract(value, '$[1]') AS account
    FROM json_each(:merchants) WHERE json_extract(value, '$[1]') IS NOT NULL
    UNION
    SELECT merchant_key, account_id FROM transactions
    WHERE merchant_key IN (SELECT json_extract(value, '$[0]') FROM json_each(:merchants)
                           WHERE json_extract(value, '$[1]') IS NULL)
      AND transfer_id IS NULL AND NOT is_left_out
"""
_FORGET = text("""
DELETE FROM detected_series
WHERE (merchant_key, account_id) IN (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:merchants))
   OR merchant_key IN (SELECT json_extract(value, '$[0]') FROM json_each(:merchants)
                       WHERE json_extract(value, '$[1]') IS NULL)
""")

_LATEST = text("""
SELECT id, merchant_name, category_id, predicted_category_id FROM transactions
WHERE id IN (SELECT value FROM json_each(:ids))
""")
_AT_ONCE = 2_000
_NAMED_BY = 6  # so many of the last charges tell name and category

_STORE = text("""
INSERT INTO detected_series (key, merchant_key, account_id, category_id, cadence, amount,
    amount_varies, first_on, last_on, next_on, count, confidence, history)
VALUES (:key, :merchant_key, :account_id, :category_id, :cadence, :amount,
    :amount_varies, :first_on, :last_on, :next_on, :count, :confidence, :history)
""")
_COLUMNS = (
    "key, merchant_key, account_id, category_id, cadence, amount, amount_varies, first_on, "
    "last_on, next_on, count, confidence, history"
)


class _Naming(NamedTuple):
    """What the row of a charge says of its series."""

    name: str | None
    category: int | None
    guess: int | None


Group = tuple[str, int, list[Charge]]
# A merchant in one account, or in every account that it is in (None).
MerchantIn = tuple[str, int | None]


def rebuild(session: Session, merchants: Collection[MerchantIn] | None = None) -> None:
    """Find the series of `merchants`, each in an account or in all, or every series anew."""
    if merchants is None:
        session.execute(text("DELETE FROM detected_series"))
    elif merchants:
        session.execute(_FORGET, _bound(merchants))
    else:
        return
    records = _detected(session, merchants)
    if records:
        session.execute(_STORE, records)


def _bound(merchants: Collection[MerchantIn]) -> dict[str, str]:
    return {"merchants": json.dumps(list(merchants))}


def bring_up_to_version(session: Session) -> None:
    """Find every series anew where the file's were found by another version of the app."""
    query = text("SELECT value FROM app_settings WHERE key = :key")
    if session.execute(query, {"key": _VERSION_KEY}).scalar() == str(VERSION):
        return
    rebuild(session)
    session.execute(
        text("INSERT OR REPLACE INTO app_settings (key, value) VALUES (:key, :value)"),
        {"key": _VERSION_KEY, "value": str(VERSION)},
    )


def differences(session: Session) -> list[str]:
    """Return the merchants whose kept series are not what their rows give."""
    found = {
        tuple(record[name] for name in _COLUMNS.split(", ")) for record in _detected(session, None)
    }
    stored = {
        tuple(row) for row in session.execute(text(f"SELECT {_COLUMNS} FROM detected_series"))
    }
    return sorted({row[1] for row in found ^ stored})


def _detected(session: Session, merchants: Collection[MerchantIn] | None) -> list[dict[str, Any]]:
    found = [
        (merchant, account_id, series)
        for merchant, account_id, charges in _groups(session, merchants)
        for series in find_series(merchant, charges)
    ]
    naming = _naming(session, [series for _, _, series in found])
    return [
        _record(merchant, account_id, series, *_named(series, naming))
        for merchant, account_id, series in found
    ]


def _groups(session: Session, merchants: Collection[MerchantIn] | None) -> Iterator[Group]:
    """Yield the rows of each merchant, account and direction, in order."""
    source = _EVERYONE if merchants is None else _LISTED
    statement = text(_ROWS.format(look_back=_LOOK_BACK, merchants=source))
    found = session.execute(statement, {} if merchants is None else _bound(merchants))
    groups: defaultdict[tuple[str, int, int], list[Charge]] = defaultdict(list)
    ordinals = _Ordinals()
    for rows in found.partitions(_AT_ONCE):
        for merchant, account_id, comes_in, day, cents, row_id in rows:
            groups[merchant, account_id, comes_in].append(Charge(ordinals[day], cents, row_id))
    for (merchant, account_id, _), charges in groups.items():
        if len(charges) > 1:
            yield merchant, account_id, sorted(charges)


class _Ordinals(dict[str, int]):
    """Days as ordinals, each read once: many rows share a day."""

    def __missing__(self, day: str) -> int:
        ordinal = self[day] = dt.date.fromisoformat(day).toordinal()
        return ordinal


def _naming(session: Session, found: Sequence[Found]) -> dict[int, _Naming]:
    ids = [charge.id for series in found for charge in series.charges[-_NAMED_BY:]]
    rows = session.execute(_LATEST, {"ids": json.dumps(ids)})
    return {row_id: _Naming(*rest) for row_id, *rest in rows}


def _named(series: Found, naming: dict[int, _Naming]) -> tuple[str | None, int | None]:
    """Return the name and the category of the latest charge that has them; a guess comes last."""
    latest = [naming[charge.id] for charge in reversed(series.charges[-_NAMED_BY:])]
    name = next((each.name for each in latest if each.name), None)
    filed = next((each.category for each in latest if each.category), None)
    return name, filed or next((each.guess for each in latest if each.guess), None)


def _record(
    merchant: str, account_id: int, series: Found, name: str | None, category_id: int | None
) -> dict[str, Any]:
    fit, charges = series.fit, series.charges
    return {
        # The row that came first: later charges, new prices and older files don't change it.
        "key": str(min(charge.id for charge in charges)),
        "merchant_key": merchant,
        "account_id": account_id,
        "category_id": category_id,
        "cadence": fit.rhythm.cadence.value,
        "amount": charges[-1].cents,
        "amount_varies": int(series.varies),
        "first_on": _iso(charges[0].day),
        "last_on": _iso(charges[-1].day),
        "next_on": _iso(fit.rhythm.due(fit.slots[-1] + 1)),
        "count": len(charges),
        "confidence": series.confidence,
        "history": json.dumps(_history(series, name), separators=(",", ":")),
    }


def _history(series: Found, name: str | None) -> dict[str, Any]:
    fit = series.fit
    late = LEEWAY[fit.rhythm.cadence].on_time
    changes = [] if series.varies else price_changes(series.charges)
    return {
        "name": name,
        "alone": series.alone,
        "rhythm": fit.rhythm.written(),
        "slot": fit.slots[-1],
        "charges": [_plain(charge) for charge in series.charges],
        "missed": [_iso(fit.rhythm.due(slot)) for slot in fit.skipped],
        "late": [
            [charge.id, off]
            for charge, off in zip(fit.charges, fit.offs, strict=True)
            if off > late
        ],
        "prices": [[*_plain(change.charge), change.before] for change in changes],
        "trial": None if series.trial is None else _plain(series.trial),
        "twice": [_plain(charge) for charge in series.twice],
    }


def _plain(charge: Charge) -> list[Any]:
    return [charge.id, _iso(charge.day), charge.cents]


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()
