"""How a table is read, as JSON."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.services.importing.reading import Form
from backend.services.importing.statement import DateOrder, SignRule, TableLayout

_MOST_COLUMNS = 500
_MOST_LINES = 10_000_000

Column = Annotated[int, Field(ge=0, le=_MOST_COLUMNS)]
Line = Annotated[int, Field(ge=0, le=_MOST_LINES)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Layout(BaseModel):
    """How a table is read; columns and lines count from 0. See `TableLayout`."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    date: Column
    description: Annotated[tuple[Column, ...], Field(max_length=20)]
    amount: Column | None = None
    debit: Column | None = None
    credit: Column | None = None
    direction: Column | None = None
    posted_date: Column | None = None
    balance: Column | None = None
    external_id: Column | None = None
    status: Column | None = None
    currency: Column | None = None
    account: Column | None = None
    memo: Column | None = None
    merchant: Column | None = None
    fee: Column | None = None
    sheet: Annotated[str, StringConstraints(max_length=200)] | None = None
    header_row: Line | None = None
    first_row: Line = 0
    encoding: Word = "utf-8"
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ","
    date_order: DateOrder = "mdy"
    decimal_mark: Literal[".", ","] = "."
    sign: SignRule = "money_in_positive"
    profile: Annotated[str, StringConstraints(max_length=80)] | None = None

    @model_validator(mode="after")
    def _has_amounts(self) -> Self:
        if self.amount is None and self.debit is None and self.credit is None:
            raise ValueError("choose the column of the amounts")
        return self

    def to_layout(self) -> TableLayout:
        """Return what the readers take."""
        return TableLayout(**self.model_dump())


class FormOut(BaseModel):
    """How a table is written: where a mapping by hand starts from."""

    model_config = ConfigDict(from_attributes=True)

    encoding: str
    delimiter: str
    sheet: str | None

    @classmethod
    def of(cls, form: Form | None) -> Self | None:
        """Return a table's form as JSON, if it is known."""
        return None if form is None else cls.model_validate(form)
