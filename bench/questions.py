"""What the screens of reports ask, each beside the SQL that a person would write for it."""

import datetime as dt
from collections.abc import Iterator

from bench.reads import COUNTED, SPENDING, TREND, Read, month_before, pages, searches
from bench.server import Client

_CELLS = f"""
SELECT t.category_id, substr(t.date, 1, 7), sum(t.amount), count(*) FROM transactions t
WHERE t.date >= ? AND t.date < ? AND {COUNTED} GROUP BY 1, 2
"""
_FLOW = f"""
SELECT CAST((julianday(t.date) - julianday(?)) / 14 AS INTEGER), t.category_id, sum(t.amount),
       count(*) FROM transactions t
WHERE t.date >= ? AND t.date < ? AND {COUNTED} GROUP BY 1, 2
"""
_BUDGETS = f"""
SELECT b.category_id, b.amount, (
    SELECT sum(t.amount) FROM transactions t
    WHERE t.category_id = b.category_id AND t.date >= ? AND t.date < ? AND {COUNTED})
FROM budgets b WHERE b.month = ?
"""
_WORTH = """
SELECT account_id, substr(date, 1, 7), sum(amount) FROM transactions GROUP BY 1, 2 ORDER BY 1, 2
"""
_RECURRING = """
SELECT merchant_key, account_id, count(*), min(date), max(date), min(amount), max(amount)
FROM transactions WHERE date >= ? AND transfer_id IS NULL GROUP BY 1, 2 HAVING count(*) > 2
"""
_YEARS = 9


def questions(client: Client, *, rows: int, today: dt.date) -> Iterator[Read]:
    """Yield every report, list and search; `rows` tells how deep a page may lie."""
    yield from _by_category(today)
    yield from _over_time(today)
    yield from _planning(today)
    yield Read("home", lambda _: "/api/reports/home", None, nudged=True)
    yield from pages(client, rows)
    yield from searches()


def _by_category(today: dt.date) -> Iterator[Read]:
    months = [month_before(today, back) for back in range(1, 60)]
    month = tuple(day.isoformat() for day in months[0])
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
    first, last = month_before(today, 120)[0], months[0][0]
    yield Read(
        "category × month, 10 years",
        lambda _: f"/api/reports/category-months?first={first:%Y-%m}&last={last:%Y-%m}",
        _CELLS,
        (first.isoformat(), month[1]),
        nudged=True,
    )


def _over_time(today: dt.date) -> Iterator[Read]:
    months = [month_before(today, back) for back in range(1, 60)]
    end = months[0][1].isoformat()
    yield Read(
        "monthly trend, 12 months",
        lambda n: f"/api/transactions/monthly-trend?months=12&last={months[n % 59][0]:%Y-%m}",
        TREND,
        (months[11][0].isoformat(), end),
    )
    year = today.year - 1
    days = (dt.date(year, 1, 1).isoformat(), dt.date(year + 1, 1, 1).isoformat())
    yield Read(
        "cash flow, one year",
        lambda n: f"/api/transactions/cash-flow?year={year - n % _YEARS}",
        _FLOW,
        (days[0], *days),
        nudged=True,
    )
    yield Read(
        "cash flow, one year by months",
        lambda n: f"/api/transactions/cash-flow?by=month&year={year - n % _YEARS}",
        _CELLS,
        days,
        nudged=True,
    )
    yield Read(
        "streams of a year",
        lambda n: (
            f"/api/reports/money-flow?start_date={year - n % _YEARS}-01-01"
            f"&end_date={year - n % _YEARS}-12-31"
        ),
        _CELLS,
        days,
        nudged=True,
    )
    yield Read(
        "net worth, 10 years",
        lambda _: "/api/reports/net-worth?months=120",
        _WORTH,
        nudged=True,
    )


def _planning(today: dt.date) -> Iterator[Read]:
    first, end = month_before(today, 1)
    yield Read(
        "budgets, one month",
        lambda _: f"/api/reports/budgets?month={first:%Y-%m}",
        _BUDGETS,
        (first.isoformat(), end.isoformat(), f"{first:%Y-%m}"),
        nudged=True,
    )
    since = (today - dt.timedelta(days=3 * 365)).isoformat()
    yield Read("recurring", lambda _: "/api/recurring", _RECURRING, (since,), nudged=True)
    yield Read(
        "bills of the next 30 days",
        lambda _: "/api/recurring/upcoming",
        _RECURRING,
        (since,),
        nudged=True,
    )
