"""Which transactions: one filter for lists, totals, bulk edits, exports and drill-downs.

A condition is about the whole row (its day, account, words) or about a part (its category): a
split transaction matches when one of its parts does, and adds only such parts to totals.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Boolean, ColumnElement, Select, and_, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from backend.models import (
    Category,
    Tag,
    Transaction,
    TransactionSplit,
    TransactionStatus,
    TransactionTag,
)
from backend.services.filtering.compiling import compile_condition
from backend.services.filtering.conditions import (
    Condition,
    DateBetween,
    about_parts,
    about_parts_only,
    conjuncts,
    reads_text,
)
from backend.services.transactions.search import search_conditions

UNCATEGORIZED = "uncategorized"

_WAITING = {TransactionStatus.PENDING_REVIEW.value, TransactionStatus.PENDING_SAVE.value}
# In these very words, so that SQLite knows that its index of waiting rows holds them all.
_IS_WAITING = literal_column(
    "transactions.status IN ('pending_review', 'pending_save')", type_=Boolean
)

CategoryColumn = InstrumentedAttribute[int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionFilter:
    """What to look for; a field left out lets everything pass.

    Attributes:
        statuses: any of these.
        parent_category_id: that category and its subcategories.
        category: the key of a category, or `uncategorized` for none.
        start_date: the first day.
        end_date: the last day, included.
        search: words that must all occur, see `search_conditions`.
        min_amount: signed like the amounts, so positive is money out.
        exclude_transfers: leave out paired legs and what is filed as a transfer.
        condition: what a filter in words means; of a split transaction each part is asked.
    """

    statuses: tuple[str, ...] = ()
    account_id: int | None = None
    category_id: int | None = None
    parent_category_id: int | None = None
    category: str | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    search: str | None = None
    source: str | None = None
    tag: str | None = None
    min_amount: Decimal | None = None
    max_amount: Decimal | None = None
    import_id: int | None = None
    exclude_transfers: bool = False
    condition: Condition | None = None

    @property
    def reads_text(self) -> bool:
        """Whether the words of every row have to be read, which no index can spare."""
        return bool(self.search) or reads_text(self.condition)


def conditions(wanted: TransactionFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on `transactions` that the filter means."""
    found = row_conditions(wanted)
    whole = part_conditions(wanted, Transaction.category_id)
    if whole:
        found.append(or_(and_(~Transaction.has_splits, *whole), _has_part(wanted)))
    return found


def _has_part(wanted: TransactionFilter) -> ColumnElement[bool]:
    """Return whether a row has a part that matches."""
    parts = part_conditions(wanted, TransactionSplit.category_id)
    asked = [one for one in conjuncts(wanted.condition) if about_parts(one)]
    if all(about_parts_only(one) for one in asked):
        return Transaction.id.in_(select(TransactionSplit.transaction_id).where(*parts))
    own = TransactionSplit.transaction_id == Transaction.id
    matching = select(TransactionSplit.id).where(own, *parts).correlate(Transaction)
    return and_(Transaction.has_splits, matching.exists())


def row_conditions(wanted: TransactionFilter) -> list[ColumnElement[bool]]:
    """Return the conditions that the whole row has to meet."""
    found: list[ColumnElement[bool]] = []
    if wanted.statuses:
        found.append(Transaction.status.in_(wanted.statuses))
        if _WAITING.issuperset(wanted.statuses):
            found.append(_IS_WAITING)
    for column, value in (
        (Transaction.account_id, wanted.account_id),
        (Transaction.import_id, wanted.import_id),
        (Transaction.source, wanted.source),
    ):
        if value is not None:
            found.append(column == value)
    found += _ranges(wanted)
    if wanted.tag:
        found.append(_has_tag(wanted.tag))
    if wanted.exclude_transfers:
        found.append(Transaction.transfer_id.is_(None))
    if wanted.search:
        found += search_conditions(wanted.search)
    found += [
        compile_condition(one, Transaction.category_id)
        for one in conjuncts(wanted.condition)
        if not about_parts(one)
    ]
    return found


def day_conditions(wanted: TransactionFilter) -> list[ColumnElement[bool]]:
    """Return those of the conditions that are about nothing but the day."""
    days = TransactionFilter(start_date=wanted.start_date, end_date=wanted.end_date)
    return _ranges(days) + [
        compile_condition(one, Transaction.category_id)
        for one in conjuncts(wanted.condition)
        if isinstance(one, DateBetween)
    ]


def part_conditions(
    wanted: TransactionFilter, category_id: CategoryColumn
) -> list[ColumnElement[bool]]:
    """Return the conditions that a part, or a row that is not split, has to meet."""
    found: list[ColumnElement[bool]] = []
    if wanted.category_id is not None:
        found.append(category_id == wanted.category_id)
    if wanted.parent_category_id is not None:
        found.append(category_id.in_(_family(wanted.parent_category_id)))
    if wanted.category == UNCATEGORIZED:
        found.append(category_id.is_(None))
    elif wanted.category is not None:
        named = select(Category.id).where(Category.short_desc == wanted.category)
        found.append(category_id.in_(named))
    if wanted.exclude_transfers:
        found.append(or_(category_id.is_(None), category_id.not_in(transfer_categories())))
    found += [
        compile_condition(one, category_id)
        for one in conjuncts(wanted.condition)
        if about_parts(one)
    ]
    return found


def transfer_categories() -> Select[int]:
    """Select the ids of categories whose rows move money between own accounts."""
    return _TRANSFERS


def _select_transfers() -> Select[int]:
    parent = aliased(Category)
    return (
        select(Category.id)
        .outerjoin(parent, parent.id == Category.parent_id)
        .where(or_(Category.is_transfer, parent.is_transfer))
    )


# Made once: composing it would take longer than running it.
_TRANSFERS = _select_transfers()


def _family(parent_id: int) -> Select[int]:
    return select(Category.id).where(or_(Category.id == parent_id, Category.parent_id == parent_id))


def _ranges(wanted: TransactionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.start_date is not None:
        found.append(Transaction.date >= wanted.start_date)
    if wanted.end_date is not None:
        found.append(Transaction.date < wanted.end_date + dt.timedelta(days=1))
    if wanted.min_amount is not None:
        found.append(Transaction.amount >= wanted.min_amount)
    if wanted.max_amount is not None:
        found.append(Transaction.amount <= wanted.max_amount)
    return found


def _has_tag(name: str) -> ColumnElement[bool]:
    tagged = (
        select(TransactionTag.transaction_id).join(Tag).where(Tag.name.collate("NOCASE") == name)
    )
    return Transaction.id.in_(tagged)
