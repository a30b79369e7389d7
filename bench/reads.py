"""What screens ask for, each beside the SQL that a person would write for it."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.measuring import Figure, repeated
from bench.plain import fetch, open_read_only
from bench.server import Client, Server

COUNTED = "t.status IN ('confirmed', 'auto_confirmed') AND t.transfer_id IS NULL"
_PAGE = """
SELECT t.id, t.date, t.amount, t.description, t.merchant_name, a.name, c.display_name
FROM transactions t JOIN accounts a ON a.id = t.account_id
LEFT JOIN categories c ON c.id = t.category_id
"""
_FOUND = " WHERE t.description LIKE ? OR t.merchant_name LIKE ? OR t.notes LIKE ?"
SPENDING = f"""
SELECT c.display_name, sum(t.amount), count(*) FROM transactions t
LEFT JOIN categories c ON c.id = t.category_id LEFT JOIN categories p ON p.id = c.parent_id
WHERE t.date >= ? AND t.date < ? AND {COUNTED} AND NOT coalesce(c.is_income, p.is_income, 0)
GROUP BY t.category_id ORDER BY 2 DESC
"""
TREND = f"""
SELECT substr(t.date, 1, 7), sum(CASE WHEN c.is_income OR p.is_income THEN -t.amount END),
       sum(CASE WHEN c.is_income OR p.is_income THEN 0 ELSE t.amount END) FROM transactions t
LEFT JOIN categories c ON c.id = t.category_id LEFT JOIN categories p ON p.id = c.parent_id
WHERE t.date >= ? AND t.date < ? AND {COUNTED} GROUP BY 1
"""
_TOTALS = """
SELECT count(*), sum(max(t.amount, 0)), sum(min(t.amount, 0)) FROM transactions t
WHERE t.date >= ? AND t.date <= ?
"""
_QUEUE = """
SELECT merchant_key, predicted_category_id, count(*), sum(amount) FROM transactions
WHERE status IN ('pending_review', 'pending_save') AND status = 'pending_review'
GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 50
"""
# The same words written otherwise find the same rows, but are another question.
_WORDS = tuple(
    write(word)
    for write in (str.lower, str.title, str.upper)
    for word in ("market", "grill", "coffee", "books", "deli", "pets", "garage")
)


@dataclass(frozen=True, slots=True)
class Read:
    """One question: the path for the n-th time of asking, and the plain SQL.

    The app keeps answers for as long as its file stays the same; so each time something else is
    asked, or else (`nudged`) a row is changed before.
    """

    job: str
    path: Callable[[int], str]
    statement: str | None
    bound: tuple[object, ...] = ()
    nudged: bool = False


def measure_reads(server: Server, *, rows: int, today: dt.date, times: int) -> Iterator[Figure]:
    """Yield a figure for each question."""
    plain = open_read_only(server.folder / "budget.db")
    with server.client() as client:
        for read in _reads(client, rows=rows, today=today):
            yield _measure(server, client, plain, read, rows=rows, times=times)
    plain.close()


def _measure(
    server: Server,
    client: Client,
    plain: sqlite3.Connection,
    read: Read,
    *,
    rows: int,
    times: int,
) -> Figure:
    def nudge(number: int) -> None:
        if read.nudged:
            client.patch("/api/transactions/1", {"notes": f"note {number}"})

    def ask(number: int) -> None:
        client.get(read.path(number))

    def ask_plainly() -> None:
        if read.statement:
            json.dumps(fetch(plain, read.statement, *read.bound))

    wall, share = repeated(server, ask, ask_plainly, before=nudge, times=times)
    return Figure(read.job, rows, wall, share if read.statement else None)


def _reads(client: Client, *, rows: int, today: dt.date) -> Iterator[Read]:
    yield from pages(client, rows)
    yield from searches()
    yield from filters()
    yield from _reports(today)
    yield Read("review queue", lambda _: "/api/transactions/review-queue", _QUEUE)
    yield Read("home", lambda _: "/api/reports/home", None, nudged=True)
    yield Read("accounts", lambda _: "/api/accounts", None, nudged=True)


def pages(client: Client, rows: int) -> Iterator[Read]:
    """Yield the pages of the list: the first, and one at its end by both ways."""
    newest = _PAGE + " ORDER BY t.date DESC, t.id DESC LIMIT 50"
    yield Read("first page of 50", lambda _: "/api/transactions?limit=50", newest)
    deep = max(0, min(rows * 9 // 10, rows - 100))  # a page has to follow
    path = f"/api/transactions?limit=50&offset={deep}"
    yield Read("page at 90 % depth, by offset", lambda _: path, f"{newest} OFFSET {deep}")
    cursor = client.get(path)["next_cursor"]
    last = client.get(path)["items"][-1]
    after = _PAGE + (
        " WHERE t.date <= ? AND (t.date < ? OR t.id < ?) ORDER BY t.date DESC, t.id DESC LIMIT 50"
    )
    yield Read(
        "page at 90 % depth, next",
        lambda _: f"/api/transactions?limit=50&cursor={cursor}",
        after,
        (last["date"], last["date"], last["id"]),
    )


def searches() -> Iterator[Read]:
    """Yield searches: counted, with hits alone, without any."""
    found = _PAGE + _FOUND + " ORDER BY t.date DESC, t.id DESC LIMIT 50"
    yield Read(
        "search, newest 50 and how many",
        lambda n: f"/api/transactions?limit=50&search={_WORDS[n % len(_WORDS)]}",
        found,
        ("%market%",) * 3,
    )
    yield Read(
        "search, newest 50",
        lambda n: f"/api/transactions?limit=50&count=false&search={_WORDS[n % len(_WORDS)]}",
        found,
        ("%market%",) * 3,
    )
    yield Read(
        "search, no hit",
        lambda n: f"/api/transactions?limit=50&search=qzx{n + 1}",
        found,
        ("%qzx%",) * 3,
    )


def filters() -> Iterator[Read]:
    """Yield filters in the filter language: the page that is shown first, and a report."""
    yield Read(
        "filter by category and size, newest 50",
        lambda n: f"/api/transactions?limit=50&count=false&filter=category:food+amount%3E{n + 1}",
        f"{_PAGE} WHERE (c.short_desc = 'food' OR c.parent_id = ("
        "SELECT id FROM categories WHERE short_desc = 'food')) AND abs(t.amount) > 100"
        " ORDER BY t.date DESC, t.id DESC LIMIT 50",
    )


def _reports(today: dt.date) -> Iterator[Read]:
    months = [month_before(today, back) for back in range(1, 60)]
    end = months[0][1]
    month = (months[0][0].isoformat(), end.isoformat())
    year = (today - dt.timedelta(days=365)).isoformat()
    yield Read(
        "totals of a filtered set, one year",
        lambda n: (
            f"/api/transactions/totals?start_date={year}&end_date={end}&min_amount={-9999 - n}"
        ),
        _TOTALS,
        (year, end.isoformat()),
    )
    yield Read(
        "spending, one month",
        lambda n: f"/api/transactions/spending-by-category?month={months[n % 59][0]:%Y-%m}",
        SPENDING,
        month,
    )
    yield Read(
        "spending screen: a month, compared",
        lambda n: f"/api/reports/spending?month={months[n % 59][0]:%Y-%m}&compare=year_ago",
        SPENDING,
        month,
    )
    trend_from = months[11][0].isoformat()
    yield Read(
        "monthly trend, 12 months",
        lambda n: f"/api/transactions/monthly-trend?months=12&last={months[n % 59][0]:%Y-%m}",
        TREND,
        (trend_from, end.isoformat()),
    )


def month_before(today: dt.date, back: int) -> tuple[dt.date, dt.date]:
    """Return the first day of a whole month that lies `back` months ago, and of the next."""
    index = today.year * 12 + today.month - 1 - back
    first = dt.date(index // 12, index % 12 + 1, 1)
    return first, (first + dt.timedelta(days=31)).replace(day=1)
