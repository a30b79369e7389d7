"""What is known here of the rows that an update has for one account."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.integrations.bank_feed import FeedTransaction
from backend.models import FeedStanding
from backend.services.sync import stored
from backend.services.sync.likeness import Likeness
from backend.services.sync.matching import DAYS_APART, Present
from backend.services.sync.pending import Waiting
from backend.services.sync.stored import Gone, Known, Link, Login, Row

# A purchase's day and the day of its booking lie apart, and either may be stored as the day.
_WINDOW = dt.timedelta(days=DAYS_APART + 10)


@dataclass(slots=True)
class Brought:
    """What an update has for one account; `covered` are half-open stretches of days."""

    upserts: list[FeedTransaction] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    covered: list[tuple[str, str]] = field(default_factory=list)


class AccountView:
    """The account's ids, rows and pending rows, as far as an update speaks of them.

    Attributes:
        followers: by the id of a pending row, the row that followed it, as the bank says.
        known: the ids that came before.
        waiting: by their ids, the rows that the bank has no more, or under another id.
        renamed: by their ids, posted rows that new ones are like, and that the bank, though it told
            of their days, does not name.
        asked_about: pending rows that another row may be, as the owner is to say.
    """

    def __init__(self, session: Session, login: Login, link: Link, brought: Brought) -> None:
        self._session = session
        self._login = login
        self._link = link
        self._brought = brought
        self.likeness = Likeness()
        self.followers = {row.pending_id: row for row in brought.upserts if row.pending_id}
        self.waiting: dict[str, Waiting] = {}
        self.asked_about: set[int] = set()
        pending = self._pending()
        self.known = self._known_ids(pending)
        wanted = {k.transaction_id for k in self.known.values() if k.transaction_id is not None}
        self._rows = stored.rows_of(session, wanted)
        missing = wanted - self._rows.keys()
        self._gone = stored.gone_rows(session, link.account_id, missing) if missing else {}
        self._others: dict[int, Row] = {}
        self._find_waiting(pending)
        self.renamed = self._find_renamed()

    def row(self, transaction_id: int | None) -> Row | None:
        """Return a transaction that an id of the update, or its likeness, leads to, if it is here."""
        key = transaction_id or 0
        return self._rows.get(key) or self._others.get(key)

    def gone(self, transaction_id: int | None) -> Gone | None:
        """Return a transaction that an id of the update leads to, if it is in the deleted log."""
        return self._gone.get(transaction_id or 0)

    def came_other_ways(self, rows: list[FeedTransaction]) -> Iterator[Present]:
        """Yield the stored rows around the days of `rows` that this login did not bring."""
        days = [row.date for row in rows] + [row.posted_date or row.date for row in rows]
        span = ((min(days) - _WINDOW).isoformat(), (max(days) + _WINDOW).isoformat())
        asked = (self._session, self._link.account_id, self._login.id, span)
        spoken_for = self._spoken_for()
        for row, is_asked_about in stored.rows_of_other_ways(*asked):
            if row.id not in spoken_for:
                self._others[row.id] = row
                names = self.likeness.keys(row.description, row.merchant_name)
                ordinals = _ordinals(row.date, row.posted_date)
                yield Present(row.id, ordinals, row.amount, names, True, is_asked_about)
        for row_id, day, cents, description, merchant_name in stored.rows_kept_away(*asked):
            names = self.likeness.keys(description, merchant_name)
            yield Present(row_id, _ordinals(day), cents, names, is_here=False)

    def _spoken_for(self) -> set[int | None]:
        """Return the transactions that ids of the update lead to.

        What another login brought as pending is none of them, though it is known by its id.
        """
        rows = self._brought.upserts
        ids = self._brought.removed.union(row.external_id for row in rows) | self.followers.keys()
        known = (self.known.get(external_id) for external_id in ids)
        return {one.transaction_id for one in known if one is not None}

    def _pending(self) -> list[tuple[Row, str, str, bool]]:
        if not (self._brought.covered or self._brought.removed):
            return []
        return stored.pending_rows(self._session, self._link.account_id, self._login.provider)

    def _known_ids(self, pending: list[tuple[Row, str, str, bool]]) -> dict[str, Known]:
        ids = {row.external_id for row in self._brought.upserts} | self._brought.removed
        ids |= self.followers.keys() | {external_id for _, external_id, *_ in pending}
        return self._known(ids)

    def _known(self, ids: Iterable[str]) -> dict[str, Known]:
        provider = self._login.provider
        return stored.known_ids(self._session, self._link.account_id, provider, ids)

    def _find_waiting(self, pending: list[tuple[Row, str, str, bool]]) -> None:
        present = {row.external_id for row in self._brought.upserts} - self._brought.removed
        for row, external_id, standing, is_asked_about in pending:
            if is_asked_about:
                self.asked_about.add(row.id)
            elif external_id not in present and self._is_missing(row, external_id, standing):
                self._wait(external_id, row)
        for external_id in self._brought.removed - self.waiting.keys():
            known = self.known.get(external_id)
            gone = self.row(known.transaction_id) if known else None
            is_current = known is not None and known.standing == FeedStanding.CURRENT
            if gone is not None and is_current and gone.id not in self.asked_about:
                self._wait(external_id, gone)

    def _find_renamed(self) -> dict[str, Waiting]:
        """Find what may have got another id, as services give when a bank is connected anew."""
        rows = self._brought.upserts
        cents = [to_cents(row.amount) for row in rows if row.external_id not in self.known]
        if not cents:
            return {}
        renamed = {}
        named = [row.external_id for row in rows]
        for span in self._brought.covered:
            found = stored.rows_not_named(
                self._session, self._link.account_id, self._login, span, named=named, cents=cents
            )
            for row, external_id in found:
                self._others[row.id] = row
                renamed[external_id] = self._waiting(row)
        self.known |= self._known(renamed)
        return renamed

    def _is_missing(self, row: Row, external_id: str, standing: str) -> bool:
        return (
            standing == FeedStanding.REMOVED
            or external_id in self._brought.removed
            or any(first <= row.date < end for first, end in self._brought.covered)
        )

    def _wait(self, external_id: str, row: Row) -> None:
        follower = self.followers.get(external_id)
        if follower is not None and follower.external_id not in self.known:
            return  # the bank says what it became
        self.waiting[external_id] = self._waiting(row)

    def _waiting(self, row: Row) -> Waiting:
        names = self.likeness.keys(row.description, row.merchant_name)
        day = dt.date.fromisoformat(row.date).toordinal()
        return Waiting(row.id, day, row.amount, names, bool(row.is_pending))


def _ordinals(*days: str | None) -> tuple[int, ...]:
    return tuple(dt.date.fromisoformat(day).toordinal() for day in days if day)
