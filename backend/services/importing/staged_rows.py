"""The rows of a waiting file, page by page, as they would be imported."""

import json
from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.models import Category
from backend.services.importing.preview import Part, Preview
from backend.services.importing.statement import RowProblem
from backend.services.importing.verdicts import Verdict
from backend.services.transactions.presentation import dollars

Kind = Literal["new", "duplicate", "possible_duplicate", "error", "left_out"]
_KINDS: dict[Verdict, Kind] = {
    Verdict.NEW: "new",
    Verdict.DUPLICATE: "duplicate",
    Verdict.POSSIBLE_DUPLICATE: "possible_duplicate",
}
_GONE = {
    -1: "You deleted this transaction, so it stays away. The list of deleted ones brings it back.",
    -2: "You deleted this transaction for good, so it stays away.",
}
_TWINS = """
SELECT t.id, t.date, t.description, t.amount
FROM json_each(?) AS wanted JOIN transactions t ON t.id = wanted.value
"""


class StatementNotFoundError(NotFoundError):
    """The file has no such statement."""

    def __init__(self, index: int) -> None:
        super().__init__(f"The file has no statement number {index}.")


class TwinView(TypedDict):
    """The stored transaction that a row repeats, or may repeat."""

    id: int
    date: str
    description: str
    amount: float


class StagedRowView(TypedDict):
    """One row as JSON; `schemas.staged.StagedRowOut` describes the same."""

    row: int
    date: str | None
    description: str
    merchant_name: str | None
    amount: float | None
    balance: float | None
    kind: Kind
    duplicate_of: TwinView | None
    reason: str | None
    predicted_category: str | None
    predicted_category_name: str | None
    will_auto_confirm: bool
    include: bool


def list_rows(
    session: Session,
    preview: Preview,
    *,
    statement: int,
    kind: Kind | None,
    offset: int,
    limit: int,
) -> tuple[list[StagedRowView], int]:
    """Return a page of rows in the file's order, and how many there are in all.

    Without a kind these are all movements of the statement. Rows that can't be read or are left
    out belong to the whole file.

    Raises:
        StatementNotFoundError: the file has no such statement.
    """
    if kind in ("error", "left_out"):
        problems = preview.file.errors if kind == "error" else preview.file.left_out
        page = problems[offset : offset + limit]
        return [_problem_view(problem, kind) for problem in page], len(problems)
    if statement >= len(preview.parts):
        raise StatementNotFoundError(statement)
    part = preview.parts[statement]
    positions: Sequence[int] = range(len(part.rows))
    if kind is not None:
        wanted = next(verdict for verdict, name in _KINDS.items() if name == kind)
        positions = [at for at, verdict in enumerate(part.comparison.verdicts) if verdict == wanted]
    shown = positions[offset : offset + limit]
    twins = _twins(session, [part.comparison.twins[at] for at in shown])
    categories = _categories(session)
    return [_view(preview, part, at, twins, categories) for at in shown], len(positions)


def _view(
    preview: Preview,
    part: Part,
    at: int,
    twins: dict[int, TwinView],
    categories: dict[int, tuple[str, str]],
) -> StagedRowView:
    row, decision, twin = part.rows[at], part.decisions[at], part.comparison.twins[at]
    key, name = categories.get((decision and decision.category_id) or 0, (None, None))
    include = preview.is_included(part, at)
    return StagedRowView(
        row=row.row,
        date=row.date.isoformat(),
        description=row.description,
        merchant_name=(decision.merchant_name or None) if decision else None,
        amount=dollars(row.cents),
        balance=None if row.balance_cents is None else dollars(row.balance_cents),
        kind=_KINDS[part.verdict(at)],
        duplicate_of=twins.get(twin),
        reason=_GONE.get(twin),
        predicted_category=key,
        predicted_category_name=name,
        will_auto_confirm=include and preview.is_sure(part, at),
        include=include,
    )


def _problem_view(problem: RowProblem, kind: Kind) -> StagedRowView:
    return StagedRowView(
        row=problem.row,
        date=None,
        description=problem.text,
        merchant_name=None,
        amount=None,
        balance=None,
        kind=kind,
        duplicate_of=None,
        reason=problem.reason,
        predicted_category=None,
        predicted_category_name=None,
        will_auto_confirm=False,
        include=False,
    )


def _twins(session: Session, ids: Sequence[int]) -> dict[int, TwinView]:
    wanted = json.dumps([row_id for row_id in ids if row_id > 0])
    rows: Any = session.connection().exec_driver_sql(_TWINS, (wanted,))
    return {
        row_id: TwinView(id=row_id, date=day, description=description, amount=dollars(cents))
        for row_id, day, description, cents in rows
    }


def _categories(session: Session) -> dict[int, tuple[str, str]]:
    rows = session.execute(select(Category.id, Category.short_desc, Category.display_name))
    return {category_id: (key, name) for category_id, key, name in rows}
