"""Writes the rows of one statement: thousands at a time, as values, never as mapped objects."""

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from sqlalchemy.orm import Session

from backend.database import recorder
from backend.database.types import MOMENT_FORMAT
from backend.models import Import
from backend.services.categorization.decisions import Decision
from backend.services.categorization.recording import record
from backend.services.importing.duplicates import source_of
from backend.services.importing.preview import Part, Preview
from backend.services.importing.statement import StatementRow
from backend.services.importing.verdicts import Verdict

_CHUNK = 1_000
# Rows of one statement: SQLite first saves each page that a statement of several rows changes, which
# ten rows are not worth. More than this cost as much to prepare as they save.
_AT_ONCE = 50

_COLUMNS = (
    *("account_id", "import_id", "source", "created_at"),
    *("date", "posted_date", "description", "amount", "external_id"),
    *("fingerprint", "occurrence", "possible_duplicate_of_id"),
    *("merchant_name", "merchant_key", "category_id", "predicted_category_id", "status"),
    *("categorization_tier", "prediction_confidence", "decided_by_id", "matched_text"),
    *("decision_id", "is_pending", "has_splits"),
)
# What all rows of a statement share is bound once for those that are inserted together.
_SHARED = 4
_OWN = len(_COLUMNS) - _SHARED - 2  # two are the same for all rows ever


def _insert(rows: int) -> str:
    shared = ", ".join(f"?{number}" for number in range(1, _SHARED + 1))
    firsts = range(_SHARED + 1, _SHARED + 1 + rows * _OWN, _OWN)
    own = (", ".join(f"?{number}" for number in range(at, at + _OWN)) for at in firsts)
    values = ", ".join(f"({shared}, {one}, 0, 0)" for one in own)
    return f"INSERT INTO transactions ({', '.join(_COLUMNS)}) VALUES {values}"


_INSERT = _insert(1)
_INSERT_MANY = _insert(_AT_ONCE)
_STORED = StatementRow(0, dt.date.min, 0, "")

_STATUS = 4  # where the status stands among what a decision gives

Values = tuple[Any, ...]


class RowWriter:
    """One statement on its way into the database.

    Attributes:
        imported: how many rows are in.
        possible: how many of them may repeat a stored row.
        sure: how many of them are confirmed without anybody looking.
        ids: the ids that they got; None without rows.
    """

    def __init__(
        self, session: Session, preview: Preview, part: Part, record: Import, at: dt.datetime
    ) -> None:
        self._session = session
        self._preview = preview
        self._part = part
        self._at = at
        self._shared: Values = (
            record.account_id,
            record.id,
            source_of(record.format),
            at.astimezone(dt.UTC).strftime(MOMENT_FORMAT),
        )
        self.imported = self.possible = self.sure = 0
        self.ids: range | None = None

    def write(self) -> Iterator[int]:
        """Insert the rows and record them for undo; yield after each step how many are in."""
        with recorder.bulk_inserts(self._session, "transactions"):
            values = self._values()
            while chunk := list(islice(values, _CHUNK)):
                self._insert(chunk)
                yield self.imported
        if self.ids is not None:
            first, last = self.ids[0], self.ids[-1]
            recorder.record_inserted_range(self._session, "transactions", first, last)

    def _insert(self, chunk: list[Values]) -> None:
        connection = self._session.connection()
        shared, whole = self._shared, len(chunk) - len(chunk) % _AT_ONCE
        if whole:
            groups = (chunk[at : at + _AT_ONCE] for at in range(0, whole, _AT_ONCE))
            bound = [tuple(chain(shared, *group)) for group in groups]
            connection.exec_driver_sql(_INSERT_MANY, bound)
        if whole < len(chunk):
            connection.exec_driver_sql(_INSERT, [shared + one for one in chunk[whole:]])
        last = connection.exec_driver_sql("SELECT last_insert_rowid()").scalar_one()
        first = self.ids[0] if self.ids else last - len(chunk) + 1
        self.ids = range(first, last + 1)
        self.imported += len(chunk)

    def _values(self) -> Iterator[Values]:
        """Yield what is stored of each row alone, in the order of `_COLUMNS`; let go of the row."""
        rows, decisions, compared = self._part.rows, self._part.decisions, self._part.comparison
        verdicts, twins = compared.verdicts, compared.twins
        prints, numbers = compared.fingerprints, compared.occurrences
        days, decision_ids = _Days(), self._decision_ids()
        # Decisions outlive the writer, so that their ids name them; many rows share one.
        decided: dict[int, Values] = {}
        for at in self._oldest_first():
            row, decision = rows[at], decisions[at]
            rows[at] = _STORED
            twin = None
            if verdicts[at] == Verdict.POSSIBLE_DUPLICATE:
                twin = twins[at]
                self.possible += 1
                ending = _decided_values(decision, decision_ids, may_be_sure=False)
            else:
                found = decided.get(id(decision))
                ending = found or decided.setdefault(
                    id(decision), _decided_values(decision, decision_ids)
                )
            self.sure += ending[_STATUS] == "auto_confirmed"
            yield (
                days[row.date],
                days[row.posted_date],
                row.description,
                row.cents,
                row.external_id,
                prints[at],
                numbers[at],
                twin,
                *ending,
            )

    def _decision_ids(self) -> dict[int, int]:
        """Keep what was decided; return its ids by the decisions' own."""
        different = {id(one): one for one in self._part.decisions if one is not None}
        kept = record(self._session, list(different.values()), at=self._at)
        return dict(zip(different, kept, strict=True))

    def _oldest_first(self) -> Iterable[int]:
        """Return the positions of the rows to store in the order in which they happened.

        Most banks put the newest first. Stored the other way round, ids rise with the days, so
        that rows of one day are listed as at the bank and the indexes grow at their ends.
        """
        positions = array("L", self._preview.included(self._part))
        rows = self._part.rows
        if positions and rows[positions[0]].date > rows[positions[-1]].date:
            positions.reverse()
        return positions


class _Days(dict[dt.date | None, str | None]):
    """Days as they are stored, each written once."""

    def __missing__(self, day: dt.date | None) -> str | None:
        text = self[day] = None if day is None else day.isoformat()
        return text


def _decided_values(
    decision: Decision | None, decision_ids: dict[int, int], *, may_be_sure: bool = True
) -> Values:
    if decision is None:
        raise AssertionError("a row to store has no decision")
    sure = decision.auto and may_be_sure
    category = decision.category_id
    return (
        decision.merchant_name or None,
        decision.merchant or None,
        category if sure else None,
        category,
        "auto_confirmed" if sure else "pending_review",
        decision.tier,
        None if category is None else round(decision.confidence, 4),
        decision.decided_by,
        decision.matched_text or None,
        decision_ids[id(decision)],
    )
