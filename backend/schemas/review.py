"""Review as JSON: the queue, decisions about its rows, and what they teach."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.schemas.transactions import (
    CategoryKey,
    Id,
    LearnedOut,
    TransactionIds,
    TransactionOut,
)
from backend.services.categorization.learning import LearnChoice

MOST_DECISIONS = 10_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PendingCountOut(BaseModel):
    """How many transactions wait for a decision, and how many are staged."""

    count: int
    staged: int


class ReviewGroup(BaseModel):
    """Rows of one merchant with one suggestion, which a single decision can settle.

    `key` tells groups apart; `count` is of all rows of the group, of which at most the newest 50
    are given. `amount_total` is signed: positive left the accounts.
    """

    key: str
    merchant_key: str | None
    merchant_name: str
    count: int
    amount_total: float
    predicted_category: str | None
    predicted_category_name: str | None
    confidence: float | None
    tier: str | None
    transactions: list[TransactionOut]


class ReviewQueueOut(BaseModel):
    """What waits for review; `total` counts rows, `group_count` all groups."""

    total: int
    staged: int
    group_count: int
    groups: list[ReviewGroup]


class ReviewIn(_Strict):
    """The owner's decision; `learn` says what to make of it."""

    category_short_desc: CategoryKey
    learn: LearnChoice = LearnChoice.KEEP


class ReviewedOut(BaseModel):
    """The confirmed transaction, and what it taught, if anything."""

    transaction: TransactionOut
    learned: LearnedOut | None


class ReviewItem(_Strict):
    """One decision of several."""

    transaction_id: Id
    category_short_desc: CategoryKey


class BulkReviewIn(_Strict):
    """Several decisions, made at once."""

    items: Annotated[list[ReviewItem], Field(min_length=1, max_length=MOST_DECISIONS)]
    learn: LearnChoice = LearnChoice.KEEP


class ConfirmedOut(BaseModel):
    """How many transactions were confirmed, and what that taught."""

    confirmed: int
    learned: list[LearnedOut]


class StageIn(_Strict):
    """The category to stage; none accepts the suggestion."""

    category_short_desc: CategoryKey | None = None


class BulkStageIn(TransactionIds):
    """Transactions to stage: as suggested (`confirm`), or under one category (`change`)."""

    action: Literal["confirm", "change"]
    category_short_desc: CategoryKey | None = None


class SkippedRow(BaseModel):
    """A transaction that was passed over, and why."""

    id: int
    reason: str


class StagedOut(BaseModel):
    """How many transactions were staged, and which were not."""

    staged: int
    skipped: list[SkippedRow]


class CommitIn(_Strict):
    """Which staged transactions to confirm; none named means all of them."""

    transaction_ids: Annotated[list[Id], Field(max_length=MOST_DECISIONS)] | None = None
    learn: LearnChoice = LearnChoice.KEEP


class RevertedOut(BaseModel):
    """How many staged transactions went back into review."""

    reverted: int


class CategorizedOut(BaseModel):
    """What a run over the rows without suggestion found; `categorized` includes the confirmed."""

    categorized: int
    auto_confirmed: int
    unmatched: int


class ClearedOut(BaseModel):
    """How many suggestions were forgotten."""

    cleared: int


class DuplicateIn(_Strict):
    """Whether a possible duplicate is the same movement of money."""

    decision: Literal["same", "different"]


class PossibleDuplicate(BaseModel):
    """A transaction that may be here twice, and the one that it may repeat."""

    transaction: TransactionOut
    other: TransactionOut


class PossibleDuplicateList(BaseModel):
    """The possible duplicates, newest first."""

    items: list[PossibleDuplicate]
    total: int


class LearningAnswer(_Strict):
    """The owner's answer to something learned, and the transactions it was learned from."""

    choice: LearnChoice
    transaction_ids: Annotated[list[Id], Field(max_length=MOST_DECISIONS)] | None = None


class DoneOut(BaseModel):
    """It is done."""

    ok: Literal[True] = True


class ConfirmedAs(BaseModel):
    """How often the owner filed a merchant under a category."""

    category: str
    category_name: str
    count: int


class WhyHistory(BaseModel):
    """What the owner decided about the same merchant before."""

    confirmed_as: list[ConfirmedAs]


class FilingRecord(BaseModel):
    """What became of the latest lines that a part of the app filed by itself.

    The parts are `shipped` and `learned` mappings, and the `local_model`.
    """

    part: str
    filed: int
    corrected: int
    has_to_ask: bool


class ErrorBudgetOut(BaseModel):
    """Of what is filed by itself, `one_in` so many may be wrong; None where nothing is.

    `filed` and `corrected` are of all transactions, the parts of their latest hundred each.
    """

    one_in: int | None
    filed: int
    corrected: int
    parts: list[FilingRecord]


class RunnerUp(BaseModel):
    """The category that came second, and its share of what speaks for one or the other."""

    category: str
    category_name: str
    share: float


class TrackRecord(BaseModel):
    """Of `total` settled transactions that the same decided about, `right` stand as it said."""

    right: int
    total: int


class WhyOut(BaseModel):
    """Why a transaction has its category, in a sentence and in the evidence behind it.

    `held` says why a person is asked; `rows` is a filter that finds what was confirmed at the
    merchant before; `query` is the owner's rule, `model` the AI's name; `changes` says what would
    lead to another category.
    """

    tier: str | None
    sentence: str
    matched_text: str | None
    pattern: str | None
    rule_id: int | None
    mapping_id: int | None
    times: int | None
    threshold: int | None
    origin: str | None
    confidence: float | None
    history: WhyHistory
    held: str | None
    is_auto: bool
    decided_at: dt.datetime | None
    runner_up: RunnerUp | None
    record: TrackRecord | None
    rows: str | None
    query: str | None
    model: str | None
    changes: list[str]
