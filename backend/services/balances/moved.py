"""What has left each account by the end of a day, read from kept sums and one month's rows."""

import datetime as dt
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.services.keeping import bring_up_to_date
from backend.services.transactions.remembering import remembered

_DAY = dt.timedelta(days=1)
Pair = tuple[int, dt.date]

_MONTHS = text("""
SELECT account_id, month, sum(amount) FROM monthly_sums
WHERE :account_id IS NULL OR account_id = :account_id
GROUP BY month, account_id ORDER BY month
""")

# From the first of its month up to each day, in the index that holds the amounts.
_IN_MONTH = text("""
SELECT json_extract(p.value, '$[0]'), json_extract(p.value, '$[1]'), coalesce((
    SELECT sum(t.amount) FROM transactions t
    WHERE t.account_id = json_extract(p.value, '$[0]') AND t.date <= json_extract(p.value, '$[1]')
      AND t.date >= substr(json_extract(p.value, '$[1]'), 1, 8) || '01'), 0)
FROM json_each(:pairs) p
""")

_BY_DAY = text("""
SELECT account_id, date, sum(amount) FROM transactions
WHERE account_id IN (SELECT value FROM json_each(:accounts)) AND date >= :start AND date <= :end
GROUP BY account_id, date
""")

_FIRST_DAYS = text("""
SELECT id, (SELECT min(date) FROM transactions t WHERE t.account_id = accounts.id) FROM accounts
WHERE :account_id IS NULL OR id = :account_id
""")


class Moved:
    """What has left accounts by the end of any day, in cents.

    All rows count, also those that wait for review and transfers: a balance doesn't care.
    """

    def __init__(self, session: Session, account_id: int | None = None) -> None:
        bring_up_to_date(session)
        self._session = session
        asked = {"account_id": account_id}
        self._months, self._totals = remembered(
            session, ("moved by month", account_id), lambda: _added_up(session, asked)
        )
        self.first_days: dict[int, dt.date] = {
            id_: dt.date.fromisoformat(day)
            for id_, day in session.execute(_FIRST_DAYS, asked)
            if day is not None
        }

    def by(self, pairs: Iterable[Pair]) -> dict[Pair, int]:
        """Return what had left each account by the end of each day."""
        wanted = set(pairs)
        found = {pair: self._by_month(*pair) for pair in wanted if _ends_month(pair[1])}
        odd = sorted(wanted - found.keys())
        asked = json.dumps([(id_, day.isoformat()) for id_, day in odd])
        rows = remembered(
            self._session,
            ("moved in month", asked),
            lambda: self._session.execute(_IN_MONTH, {"pairs": asked}).all(),
        )
        for id_, written, cents in rows:
            day = dt.date.fromisoformat(written)
            found[id_, day] = self._by_month(id_, day.replace(day=1) - _DAY) + cents
        return found

    def daily(
        self, account_ids: Iterable[int], start: dt.date, end: dt.date
    ) -> dict[int, list[int]]:
        """Return of each account what had left it by each day, `start` and `end` included."""
        ids = list(account_ids)
        asked = {"accounts": json.dumps(ids), "start": start.isoformat(), "end": end.isoformat()}
        on_day: dict[tuple[int, str], int] = {
            (id_, day): cents for id_, day, cents in self._session.execute(_BY_DAY, asked)
        }
        before = start - _DAY
        moved = self.by((id_, before) for id_ in ids)
        days = [(start + dt.timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]
        return {id_: list(_running(moved[id_, before], days, id_, on_day)) for id_ in ids}

    def at_month_ends(self, account_ids: Sequence[int], days: Sequence[dt.date]) -> list[list[int]]:
        """Return of each account what had left it by each day: ends of months, and a last day."""
        last = self.by((id_, days[-1]) for id_ in account_ids)
        ends = [day.isoformat()[:7] for day in days[:-1]]
        return [[*self._totals_by(id_, ends), last[id_, days[-1]]] for id_ in account_ids]

    def _totals_by(self, account_id: int, ends: Iterable[str]) -> Iterator[int]:
        months, totals = self._months.get(account_id, []), self._totals.get(account_id, [])
        place = 0
        for month in ends:
            while place < len(months) and months[place] <= month:
                place += 1
            yield totals[place - 1] if place else 0

    def _by_month(self, account_id: int, day: dt.date) -> int:
        """Return what had left by the end of the month of `day`."""
        months = self._months.get(account_id, [])
        place = bisect_right(months, day.isoformat()[:7]) - 1
        return self._totals[account_id][place] if place >= 0 else 0


def _ends_month(day: dt.date) -> bool:
    return (day + _DAY).day == 1


def _running(
    moved: int, days: list[str], account_id: int, on_day: dict[tuple[int, str], int]
) -> Iterator[int]:
    for day in days:
        moved += on_day.get((account_id, day), 0)
        yield moved


def _added_up(
    session: Session, asked: dict[str, int | None]
) -> tuple[dict[int, list[str]], dict[int, list[int]]]:
    """Return of each account its months, and what had left it by the end of each."""
    months: dict[int, list[str]] = defaultdict(list)
    totals: dict[int, list[int]] = defaultdict(list)
    for id_, month, cents in session.execute(_MONTHS, asked):
        months[id_].append(month)
        totals[id_].append(cents + (totals[id_][-1] if totals[id_] else 0))
    return months, totals
