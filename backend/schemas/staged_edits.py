"""What the owner says about a file that waits, as JSON."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from backend.core.money import to_cents
from backend.schemas.layouts import Layout
from backend.schemas.money import DollarsIn
from backend.services.importing.statement import DateOrder, SignRule, StatedBalance
from backend.services.importing.wishes import TypedClosing

LARGEST_ID = 2**63 - 1
_MOST_LINES = 10_000_000
_MOST_ROWS = 200_000

Place = Annotated[int, Field(ge=0, le=_MOST_LINES)]
RowNumbers = Annotated[list[Place], Field(max_length=_MOST_ROWS)]
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class TypedClosingIn(BaseModel):
    """Balances from the paper; positive when the account holds money."""

    closing: DollarsIn
    opening: DollarsIn | None = None

    def to_typed(self) -> TypedClosing:
        """Return what the balance proof takes."""
        opening = None if self.opening is None else StatedBalance(None, to_cents(self.opening))
        return TypedClosing(StatedBalance(None, to_cents(self.closing)), opening)


class StagedEdit(BaseModel):
    """What the owner says about a file that waits; what is left out stays as it is.

    `skip_rows` and `include_rows` replace the lists that were sent before.
    """

    model_config = ConfigDict(extra="forbid")

    layout: Layout | None = None
    date_order: DateOrder | None = None
    sign: SignRule | None = None
    targets: dict[Place, Id] | None = None
    typed_closing: dict[Place, TypedClosingIn] | None = None
    skip_rows: RowNumbers | None = None
    include_rows: RowNumbers | None = None
    remember: bool | None = None

    def to_changes(self) -> dict[str, Any]:
        """Return the changes of the wishes, by field."""
        sent = self.model_fields_set
        changes: dict[str, Any] = {
            name: getattr(self, name) for name in ("date_order", "sign") if name in sent
        }
        if "layout" in sent:
            changes["layout"] = None if self.layout is None else self.layout.to_layout()
            changes["remember"] = self.layout is not None
        if self.targets is not None:
            changes["targets"] = self.targets
        if self.typed_closing is not None:
            changes["typed"] = {at: typed.to_typed() for at, typed in self.typed_closing.items()}
        return changes | _row_changes(self.skip_rows, self.include_rows, self.remember)


class CommitIn(BaseModel):
    """Last words before a file is stored."""

    model_config = ConfigDict(extra="forbid")

    skip_rows: RowNumbers | None = None
    include_rows: RowNumbers | None = None
    remember_profile: bool | None = None

    def to_changes(self) -> dict[str, Any]:
        """Return the changes of the wishes, by field."""
        return _row_changes(self.skip_rows, self.include_rows, self.remember_profile)


def _row_changes(
    skip: list[int] | None, include: list[int] | None, remember: bool | None
) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if skip is not None:
        changes["skipped"] = frozenset(skip)
    if include is not None:
        changes["insisted"] = frozenset(include)
    if remember is not None:
        changes["remember"] = remember
    return changes
