"""Pages of a sorted list: the order, and the cursor that asks for the next page."""

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlalchemy.orm import aliased

from backend.core.errors import InvalidInputError
from backend.models import Account, Category, Transaction

DayAndId = tuple[dt.date, int]
Columns = TypeVarTuple("Columns")


class SortKey(StrEnum):
    """What a list of transactions can be sorted by; `created` is the order of arrival."""

    DATE = "date"
    AMOUNT = "amount"
    MERCHANT = "merchant"
    CATEGORY = "category"
    ACCOUNT = "account"
    CREATED = "created"


class InvalidCursorError(InvalidInputError):
    """A cursor is not one that the same list gave."""

    def __init__(self) -> None:
        super().__init__("That place in the list is not known. Load the list again from its top.")


@dataclass(frozen=True, slots=True)
class Order:
    """A sort with the id as tiebreak, so that every row has exactly one place."""

    key: SortKey = SortKey.DATE
    descending: bool = True

    def apply(self, statement: Select[*Columns]) -> Select[*Columns]:
        """Return `statement`, which selects from transactions, in this order."""
        if self.key is SortKey.ACCOUNT:
            statement = statement.join(Account, Account.id == Transaction.account_id)
            columns: list[ColumnElement[Any]] = [Account.name.collate("NOCASE")]
        elif self.key is SortKey.CATEGORY:
            category = aliased(Category)
            statement = statement.outerjoin(category, category.id == Transaction.category_id)
            # What has no category comes last, whichever way the rest is sorted.
            statement = statement.order_by(category.id.is_(None))
            columns = [category.display_name.collate("NOCASE")]
        else:
            columns = list(_COLUMNS[self.key])
        columns.append(Transaction.id.expression)
        return statement.order_by(*(c.desc() if self.descending else c for c in columns))

    def after(self, last: "Place") -> ColumnElement[bool]:
        """Return the condition that a row comes after `last` in this order."""
        id_ = Transaction.id
        later = id_ < last.id if self.descending else id_ > last.id
        if self.key is SortKey.CREATED or last.day is None:
            return later
        day = Transaction.date
        # The first condition alone lets the index find the place.
        bound = day <= last.day if self.descending else day >= last.day
        beyond = day < last.day if self.descending else day > last.day
        return and_(bound, or_(beyond, later))

    def arranged(self, rows: list[DayAndId], last: "Place") -> list[DayAndId]:
        """Return what comes after `last` of `rows`, a whole list to be sorted by day."""
        found = sorted(rows, reverse=self.descending)
        if not last.id or last.day is None:
            return found[last.offset :]
        end = (last.day, last.id)
        return [row for row in found if (row < end if self.descending else row > end)]

    def end(self, start: "Place", page: list[DayAndId]) -> "Place":
        """Return where a page that began at `start` ends."""
        if self.key in (SortKey.DATE, SortKey.CREATED):
            day, id_ = page[-1]
            return Place(id=id_, day=day)
        # Other orders have no index to find a row's place by: the next page counts rows.
        return Place(offset=start.offset + len(page))


_COLUMNS: dict[SortKey, tuple[ColumnElement[Any], ...]] = {
    SortKey.DATE: (Transaction.date.expression,),
    SortKey.AMOUNT: (Transaction.amount.expression,),
    SortKey.MERCHANT: (
        func.coalesce(Transaction.merchant_name, Transaction.description).collate("NOCASE"),
    ),
    SortKey.CREATED: (),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: at a row of a day, or after a count of rows."""

    id: int = 0
    day: dt.date | None = None
    offset: int = 0

    def cursor(self, order: Order) -> str:
        """Return the place as opaque text that only fits the same order."""
        day = self.day.isoformat() if self.day else None
        body = [order.key.value, order.descending, self.id, day, self.offset]
        return base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, cursor: str, order: Order) -> "Place":
        """Return the place that `cursor` means.

        Raises:
            InvalidCursorError: it is of another order, or none at all.
        """
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            key, descending, id_, day, offset = json.loads(base64.urlsafe_b64decode(padded))
            place = cls(int(id_), dt.date.fromisoformat(day) if day else None, int(offset))
        except (ValueError, TypeError, OverflowError, binascii.Error) as error:
            raise InvalidCursorError from error
        if [key, descending] != [order.key.value, order.descending]:
            raise InvalidCursorError
        if not (0 <= place.id < 2**63 and 0 <= place.offset < 2**63):
            raise InvalidCursorError
        return place
