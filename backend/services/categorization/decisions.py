"""What the tiers take and give: rules, mappings, a line of a statement, a decision."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

AMOUNT_RULE = "amount_rule"
MERCHANT_MAP = "merchant_map"
LOCAL_MODEL = "local_model"
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


class Tier(Protocol):
    """One way to find a category; the first tier that answers wins."""

    def decide(self, line: Line) -> Decision | None:
        """Return the decision about `line`, or None to ask the next tier."""
        ...
