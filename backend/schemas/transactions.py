"""Transactions as JSON. Money is a number of dollars; positive left the account."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from sqlalchemy.orm import Session

from backend.models import TransactionStatus
from backend.schemas.money import DollarsIn, DollarsOut
from backend.services.filtering.conditions import without_words
from backend.services.filtering.meaning import understand
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.paging import SortKey

LARGEST_ID = 2**63 - 1
MOST_IDS = 100_000
MOST_PARTS = 100

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2200, 12, 31))]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
MerchantName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]
CategoryKey = Annotated[str, StringConstraints(min_length=1, max_length=200)]
TagName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Tags = Annotated[list[TagName], Field(max_length=50)]


class SplitOut(BaseModel):
    """A part of a transaction."""

    category: str | None
    category_name: str | None
    amount: float
    notes: str | None


class TransferOut(BaseModel):
    """The pair that a transaction is one leg of; suggested or confirmed."""

    id: int
    status: Literal["suggested", "confirmed"]
    other_transaction_id: int
    other_account_name: str


class TransactionOut(BaseModel):
    """One movement of money, with the names of what it refers to."""

    id: int
    account_id: int
    account_name: str
    date: dt.date
    posted_date: dt.date | None
    description: str
    merchant_name: str | None
    merchant_key: str | None
    amount: float
    category: str | None
    category_name: str | None
    category_color: str | None
    predicted_category: str | None
    predicted_category_name: str | None
    status: str
    source: str
    is_pending: bool
    categorization_tier: str | None
    prediction_confidence: float | None
    matched_text: str | None
    notes: str | None
    tags: list[str]
    splits: list[SplitOut]
    transfer: TransferOut | None
    import_id: int | None
    possible_duplicate_of_id: int | None
    is_left_out: bool
    created_at: dt.datetime


class TransactionList(BaseModel):
    """A page of transactions; `next_cursor` asks for the one after it.

    `total` is null where it was not asked for and nothing told it.
    """

    items: list[TransactionOut]
    total: int | None
    next_cursor: str | None


class TotalsOut(BaseModel):
    """What the filtered transactions add up to; outflow and inflow are both positive."""

    model_config = ConfigDict(from_attributes=True)

    count: int
    outflow: DollarsOut
    inflow: DollarsOut
    net: DollarsOut


class StatsOut(BaseModel):
    """How many transactions stand where; `confirmed` includes what rules confirmed."""

    model_config = ConfigDict(from_attributes=True)

    total_transactions: int
    pending_review: int
    pending_save: int
    confirmed: int


class LearnedOut(BaseModel):
    """What a decision taught, in a sentence and in figures."""

    model_config = ConfigDict(from_attributes=True)

    mapping_id: int
    merchant_pattern: str
    merchant_name: str
    category: str
    category_name: str
    times: int
    threshold: int
    sentence: str
    can_auto: bool
    previous_category: str | None


class EditedTransactionOut(TransactionOut):
    """An edited transaction, and what its new category taught, if anything."""

    learned: LearnedOut | None = None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TransactionIn(_Strict):
    """A transaction typed in by hand."""

    account_id: Id
    date: Day
    amount: DollarsIn
    description: Words
    merchant_name: MerchantName | None = None
    category: CategoryKey | None = None
    notes: Notes | None = None
    tags: Tags = []


class TransactionEdit(_Strict):
    """What the owner changes; fields that are not sent stay as they are."""

    date: Day | None = None
    amount: DollarsIn | None = None
    merchant_name: MerchantName | None = None
    category: CategoryKey | None = None
    notes: Notes | None = None
    tags: Tags | None = None
    status: Literal["confirmed", "pending_review"] | None = None
    is_left_out: bool | None = None

    @model_validator(mode="after")
    def _keep_what_must_be(self) -> Self:
        for name in ("date", "amount", "tags", "status", "is_left_out"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} can't be empty")
        if self.category is not None and self.status == "pending_review":
            raise ValueError("a category confirms, so the status can't be pending_review")
        return self


class SplitIn(_Strict):
    """A part of a transaction, as the owner wants it; no category means undecided."""

    category: CategoryKey | None = None
    amount: DollarsIn
    notes: Notes | None = None


class SplitsIn(_Strict):
    """All parts of a transaction; none takes the split away."""

    splits: Annotated[list[SplitIn], Field(max_length=MOST_PARTS)]


class TransactionIds(_Strict):
    """Transactions by id."""

    transaction_ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_IDS)]


class FilterQuery(BaseModel):
    """Which transactions; what is left out lets everything pass. Both days are included."""

    status: list[TransactionStatus] = Field(default_factory=list)
    account_id: Id | None = None
    category_id: Id | None = None
    parent_category_id: Id | None = None
    category: CategoryKey | None = Field(None, description="a key, or `uncategorized`")
    start_date: Day | None = None
    end_date: Day | None = None
    search: Annotated[str, StringConstraints(max_length=200)] | None = None
    source: Annotated[str, StringConstraints(max_length=60)] | None = None
    tag: Annotated[str, StringConstraints(max_length=60)] | None = None
    min_amount: DollarsIn | None = None
    max_amount: DollarsIn | None = None
    import_id: Id | None = None
    exclude_transfers: bool = False
    filter: Annotated[str, Field(max_length=4000)] | None = Field(
        None, description="in the filter language, see docs/filter-language.md"
    )

    def to_filter(self, session: Session, today: dt.date) -> TransactionFilter:
        """Return the filter that services take, the words of the filter language looked up.

        Raises:
            FilterError: they mean nothing.
        """
        values = {name: getattr(self, name) for name in FilterQuery.model_fields}
        statuses = tuple(dict.fromkeys(values.pop("status")))
        condition = understand(session, values.pop("filter"), today=today)
        if self.search is None:
            values["search"], condition = without_words(condition)
        return TransactionFilter(statuses=statuses, condition=condition, **values)


class PageQuery(FilterQuery):
    """A filter, an order and a place in it."""

    sort: SortKey = SortKey.DATE
    order: Literal["asc", "desc"] = "desc"
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    offset: Annotated[int, Field(ge=0, le=LARGEST_ID)] = 0
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = None
    count: bool = Field(True, description="whether the total is needed")


class BulkSet(_Strict):
    """What to change on many transactions; an empty text clears the field."""

    category: CategoryKey | None = None
    merchant_name: MerchantName | None = None
    notes: Notes | None = None
    add_tags: Tags = []
    remove_tags: Tags = []
    is_left_out: bool | None = None

    @model_validator(mode="after")
    def _change_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say what to change")
        return self


class BulkEdit(_Strict):
    """Which transactions to change, by id or by a filter, and what."""

    transaction_ids: Annotated[list[Id], Field(max_length=MOST_IDS)] | None = None
    filter: FilterQuery | None = None
    set: BulkSet

    @model_validator(mode="after")
    def _choose_one_way(self) -> Self:
        if (self.transaction_ids is None) == (self.filter is None):
            raise ValueError("name either transaction_ids or a filter")
        return self


class BulkEdited(BaseModel):
    """How many changed; split ones keep the categories of their parts."""

    model_config = ConfigDict(from_attributes=True)

    changed: int
    split_left: int
    learned: list[LearnedOut]


class DuplicatesOut(BaseModel):
    """Equal rows: those that stay and those that are there once too often."""

    model_config = ConfigDict(from_attributes=True)

    account_id: int
    date: dt.date
    amount: DollarsOut
    description: str
    kept_ids: list[int]
    duplicate_ids: list[int]


class DeduplicationOut(BaseModel):
    """What was found, and how many went to the deleted log: none in a dry run."""

    dry_run: bool
    groups: list[DuplicatesOut]
    duplicates: int
    deleted: int


class TagOut(BaseModel):
    """A tag and how many transactions have it."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    count: int


class DeletedOut(BaseModel):
    """How many transactions were moved to the deleted log."""

    deleted: int
