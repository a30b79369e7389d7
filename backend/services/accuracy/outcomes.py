"""What became of the predictions, counted by the database in one pass over the rows."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

EARLIEST, LATEST = dt.date.min, dt.date.max
SURE = 10_000  # confidence in whole ten-thousandths, so that sums of it are exact
BINS = 10


class State(StrEnum):
    """Where a row with a decision stands."""

    JUDGED = "judged"  # the owner confirmed a category: it was right or it was not
    FILED = "filed"  # filed by itself, and nobody objected so far
    WAITING = "waiting"  # for the owner
    APART = "apart"  # a split, a paired transfer or without category: nothing to compare


class Outcomes(NamedTuple):
    """How many rows share a part, a state and so on; what has no meaning in a state is None.

    Attributes:
        part: who decided: rule, amount_rule, own, learned, shipped, local_model, ai, unmatched.
        is_auto: whether it was sure enough to file by itself.
        has_answer: whether it predicted a category, which is still there.
        state: where the rows stand.
        month: of the rows' dates, as YYYY-MM.
        bin: which tenth of confidence it lies in; of judged rows.
        predicted_id: the category that was predicted; of judged rows.
        chosen_id: the one that the owner confirmed; of judged rows.
        rows: how many rows there are.
        confidence: their confidence in ten-thousandths, added up.
    """

    part: str
    is_auto: bool
    has_answer: bool
    state: State
    month: str
    bin: int | None
    predicted_id: int | None
    chosen_id: int | None
    rows: int
    confidence: int


# What can't be compared any more counts as unanswered: the predicted category was deleted since.
KINDS = """
kinds AS MATERIALIZED (
    SELECT id, is_auto, CAST(round(coalesce(confidence, 0) * 10000) AS INTEGER) AS confidence,
           CASE WHEN tier = 'merchant_map' THEN coalesce(json_extract(evidence, '$.origin'), 'learned')
                ELSE tier END AS part
    FROM decisions
)
"""
STATE = """
CASE WHEN t.status IN ('pending_review', 'pending_save') THEN 'waiting'
     WHEN t.has_splits OR t.transfer_id IS NOT NULL OR t.category_id IS NULL
          OR t.predicted_category_id IS NULL THEN 'apart'
     WHEN t.status = 'auto_confirmed' THEN 'filed'
     ELSE 'judged' END
"""
_COUNT = f"""
WITH {KINDS}
SELECT part, is_auto, has_answer, state, month,
       CASE state WHEN 'judged' THEN min(confidence / 1000, 9) END AS bin,
       CASE state WHEN 'judged' THEN predicted END AS predicted,
       CASE state WHEN 'judged' THEN chosen END AS chosen,
       count(*), sum(confidence)
FROM (
    SELECT k.part, k.is_auto, k.confidence, t.predicted_category_id IS NOT NULL AS has_answer,
           {STATE} AS state, substr(t.date, 1, 7) AS month,
           t.predicted_category_id AS predicted, t.category_id AS chosen
    FROM transactions t JOIN kinds k ON k.id = t.decision_id
    WHERE t.date >= :start AND t.date < :end
)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""


def count_outcomes(
    session: Session, start: dt.date = EARLIEST, end: dt.date = LATEST
) -> Iterator[Outcomes]:
    """Yield what became of the predictions of rows with `start <= date < end`."""
    bound = {"start": start.isoformat(), "end": end.isoformat()}
    for row in session.connection().exec_driver_sql(_COUNT, bound):
        yield _outcomes(row)


def _outcomes(row: Any) -> Outcomes:
    part, is_auto, has_answer, state, *rest = row
    return Outcomes(part, bool(is_auto), bool(has_answer), State(state), *rest)
