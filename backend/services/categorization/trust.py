"""The error budget: how far what files by itself is trusted, going by the owner's corrections.

Of the latest lines that shipped mappings, learned mappings or the local model filed by themselves,
one in so many may have been wrong. A part that exceeds it asks again; while it asks, each
confirmation of what it would have filed speaks for it, until its record is within the budget or
it was right often enough without a break.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Session

from backend.services.categorization.decisions import LEARNED, LOCAL_MODEL, SHIPPED

DEFAULT_ONE_IN = 50
NEVER = "never"
GUESSING = (SHIPPED, LEARNED, LOCAL_MODEL)  # the owner's own rules and patterns guess nothing
CHOICES = ("20", "50", "100", "200", NEVER)
WATCHED = 100  # lines of each part, the latest
_LATEST = 2_000  # rows that are looked at
_EARNING = 2  # trust is earned again by half as many in a row as one of which may be wrong
_SLIPS = 2  # mistakes that tell nothing yet

_BUDGET = "SELECT value FROM app_settings WHERE key = 'error_budget'"
# A row that waits says nothing, and so does one that was split or paired. What was predicted is
# read from the row: it follows a category that is merged into another, as evidence never does.
_COMPARABLE = """
t.status IN ('confirmed', 'auto_confirmed') AND NOT t.has_splits AND t.transfer_id IS NULL
  AND t.category_id IS NOT NULL AND t.predicted_category_id IS NOT NULL
"""
_OUTCOMES = f"""
SELECT CASE d.tier WHEN 'merchant_map' THEN json_extract(d.evidence, '$.origin') ELSE d.tier END,
       CASE WHEN t.status = 'auto_confirmed' THEN 1
            ELSE t.category_id = t.predicted_category_id END
FROM (SELECT id, status, category_id, predicted_category_id, has_splits, transfer_id, decision_id
      FROM transactions WHERE decision_id IS NOT NULL ORDER BY id DESC LIMIT ?) t
JOIN decisions d ON d.id = t.decision_id
WHERE d.tier IN ('merchant_map', 'local_model') AND (d.is_auto OR d.hold = 'error_budget')
  AND {_COMPARABLE}
ORDER BY t.id DESC
"""


_SO_FAR = f"""
SELECT count(*),
       coalesce(sum(t.status = 'confirmed' AND t.category_id != t.predicted_category_id), 0)
FROM transactions t JOIN decisions d ON d.id = t.decision_id
WHERE d.is_auto AND {_COMPARABLE}
  AND (d.tier = 'local_model' OR d.tier = 'merchant_map'
       AND json_extract(d.evidence, '$.origin') IN ('shipped', 'learned'))
"""


class Record(NamedTuple):
    """Of `filed` lines that a part of the app filed by itself, `corrected` ones were re-filed.

    The latest `in_a_row` of them are right.
    """

    filed: int = 0
    corrected: int = 0
    in_a_row: int = 0


class Trust(NamedTuple):
    """Which parts may file by themselves; `one_in` is the budget, None where nothing may."""

    one_in: int | None = DEFAULT_ONE_IN
    paused: frozenset[str] = frozenset()

    def is_paused(self, part: str) -> bool:
        """Tell whether a part (an origin of mappings, or a tier) has to ask."""
        return self.one_in is None or part in self.paused


FULL_TRUST = Trust()


class Standing(NamedTuple):
    """The budget, and how each part has done with its latest lines."""

    one_in: int | None
    records: dict[str, Record]

    def has_to_ask(self, part: str) -> bool:
        """Tell whether a part files nothing by itself at present."""
        return self.one_in is None or (part != LOCAL_MODEL and self.exceeds(part))

    @property
    def asking(self) -> list[str]:
        """Which parts file nothing by themselves at present, for their corrections."""
        return [part for part in GUESSING if self.one_in is not None and self.has_to_ask(part)]

    @property
    def trust(self) -> Trust:
        """Which parts may file by themselves."""
        exceeded = (part for part in (SHIPPED, LEARNED) if self.exceeds(part))
        return Trust(self.one_in, frozenset(exceeded))

    def exceeds(self, part: str) -> bool:
        """Tell whether more of a part's lines were corrected than the budget allows."""
        record, one_in = self.records.get(part, Record()), self.one_in or 1
        is_earned = record.in_a_row >= one_in / _EARNING
        return record.corrected > max(record.filed / one_in, _SLIPS) and not is_earned


def read_standing(session: Session) -> Standing:
    """Return the budget, and what became of the latest lines that were filed by themselves."""
    connection = session.connection()
    rows = connection.exec_driver_sql(_OUTCOMES, (_LATEST,))
    return Standing(
        budget_from(connection.exec_driver_sql(_BUDGET).scalar()),
        _records((part, bool(is_right)) for part, is_right in rows),
    )


def read_whole_record(session: Session) -> Record:
    """Return how many lines there are that were filed by themselves, and how many corrected."""
    return Record(*session.connection().exec_driver_sql(_SO_FAR).one())


def budget_from(value: str | None) -> int | None:
    """Return the error budget that a setting's text means: one in so many, None for never."""
    if value == NEVER:
        return None
    return max(1, int(value)) if value and value.isdecimal() else DEFAULT_ONE_IN


def _records(outcomes: Iterable[tuple[str, bool]]) -> dict[str, Record]:
    """Count, for each part, the first outcomes that come."""
    records = dict.fromkeys(GUESSING, Record())
    for part, is_right in outcomes:
        if part in records and records[part].filed < WATCHED:
            before = records[part]
            corrected = before.corrected + (not is_right)
            in_a_row = before.in_a_row + (not corrected)
            records[part] = Record(before.filed + 1, corrected, in_a_row)
    return records
