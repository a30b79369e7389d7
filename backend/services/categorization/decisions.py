"""What the tiers take and give: rules, mappings, a line of a statement, a decision."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

RULE = "rule"
AMOUNT_RULE = "amount_rule"
MERCHANT_MAP = "merchant_map"
LOCAL_MODEL = "local_model"
AI = "ai"
UNMATCHED = "unmatched"

SHIPPED = "shipped"
LEARNED = "learned"
OWN = "own"


class Hold(StrEnum):
    """Why a category that was found waits for a person."""

    TOO_FEW_TIMES = "too_few_times"
    SEVERAL_CATEGORIES = "several_categories"
    PLATFORM = "platform"
    PART_OF_NAME = "part_of_name"
    WRONG_DIRECTION = "wrong_direction"
    SWITCHED_OFF = "switched_off"
    MATTER_OF_TASTE = "matter_of_taste"
    ERROR_BUDGET = "error_budget"
    THIN_EVIDENCE = "thin_evidence"
    NOT_SURE_ENOUGH = "not_sure_enough"
    RULE_ASKS = "rule_asks"
    SPLIT_DOES_NOT_FIT = "split_does_not_fit"


@dataclass(frozen=True, slots=True)
class AmountRule:
    """A pattern and an amount that together give a category.

    `cents` is signed (positive = money out); it may be off by `tolerance_cents` either way.
    """

    id: int
    pattern: str
    cents: int
    tolerance_cents: int
    category_id: int
    origin: str = OWN


@dataclass(frozen=True, slots=True)
class Mapping:
    """A merchant's pattern and the category that it gets.

    `times` is how often it was confirmed; `origin` is `shipped`, `learned` or `own`. `auto` is
    off where the owner wants to see every line. `is_ambiguous` says that the owner files this
    merchant under several categories, `is_income` that the category is one of income.
    """

    id: int
    pattern: str
    category_id: int
    times: int
    origin: str = LEARNED
    is_regex: bool = False
    auto: bool = True
    is_ambiguous: bool = False
    is_income: bool = False


class Circumstances(NamedTuple):
    """What else is known of a line when it is decided, for the owner's own rules.

    None stands for what is not known (an account that the import will only make), which no
    condition holds of. `merchant` and `notes` are what the row has or will have; without them
    the merchant is the one that the line names.
    """

    date: dt.date | None = None
    account_id: int | None = None
    source: str | None = None
    merchant: str | None = None
    notes: str | None = None


class Line(NamedTuple):
    """A line of a statement as tiers see it; positive `cents` left the account.

    `words` are the words of the cleaned `text`, `merchant` is the key of the merchant and
    `merchant_name` the same for people's eyes.
    """

    description: str
    cents: int
    text: str
    words: list[str]
    merchant: str
    merchant_name: str


class Decision(NamedTuple):
    """The category of a line and the evidence for it.

    `tier` says who decided, `decided_by` by which rule or mapping (its id), `matched_text` in
    which words. `confidence` lies in 0–1. `auto` tells that nobody needs to look; otherwise
    `hold` says why. Without a category all of these are empty.

    `runner_up_id` is the category that came second, with its share. `evidence` is what makes the
    same decision again, as pairs that JSON can hold.
    """

    category_id: int | None
    tier: str
    confidence: float
    auto: bool
    decided_by: int | None
    matched_text: str
    merchant: str
    merchant_name: str
    hold: Hold | None = None
    runner_up_id: int | None = None
    runner_up_share: float | None = None
    evidence: tuple[tuple[str, Any], ...] = ()


class OwnRules(Protocol):
    """The owner's own rules, which are asked before all tiers; see `services/rules/deciding`."""

    def decide(self, line: Line, around: Circumstances) -> Decision | None:
        """Return what the first rule that files such a line says, or None to ask the tiers."""
        ...


class Tier(Protocol):
    """One way to find a category; the first tier that answers wins."""

    def decide(self, line: Line) -> Decision | None:
        """Return the decision about `line`, or None to ask the next tier."""
        ...
