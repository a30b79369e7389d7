"""Rules as JSON: merchant mappings and amount rules. Amounts are positive for money out."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.models import RuleOrigin
from backend.schemas.money import DollarsIn, DollarsOut
from backend.schemas.transactions import CategoryKey, TransactionOut
from backend.services.rules.amount_rules import ListedAmountRule
from backend.services.rules.mappings import ListedMapping

MOST_TIMES = 1_000_000

PatternText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
RuleNotes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Times = Annotated[int, Field(ge=1, le=MOST_TIMES)]
Tolerance = Annotated[
    Decimal, Field(max_digits=12, decimal_places=2, allow_inf_nan=False, ge=0, le=10**10)
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Change(_Strict):
    """Fields that are not sent stay as they are; only notes may be emptied."""

    @model_validator(mode="after")
    def _keep_what_must_be(self) -> Self:
        for name in self.model_fields_set - {"notes"}:
            if getattr(self, name) is None:
                raise ValueError(f"{name} can't be empty")
        return self


class MappingOut(BaseModel):
    """A merchant's pattern and its category; `confidence` counts confirmations."""

    id: int
    merchant_pattern: str
    category: str
    category_name: str
    confidence: int
    origin: RuleOrigin
    is_regex: bool
    is_enabled: bool
    is_ambiguous: bool
    hits: int
    created_at: dt.datetime
    updated_at: dt.datetime | None

    @classmethod
    def of(cls, listed: ListedMapping) -> Self:
        """Return the mapping as JSON."""
        mapping = listed.mapping
        return cls(
            id=mapping.id,
            merchant_pattern=mapping.merchant_pattern,
            category=listed.category.short_desc,
            category_name=listed.category.display_name,
            confidence=mapping.confidence,
            origin=RuleOrigin(mapping.origin),
            is_regex=mapping.is_regex,
            is_enabled=mapping.is_enabled,
            is_ambiguous=mapping.is_ambiguous,
            hits=listed.hits,
            created_at=mapping.created_at,
            updated_at=mapping.updated_at,
        )


class MappingList(BaseModel):
    """A page of mappings."""

    items: list[MappingOut]
    total: int
    next_cursor: str | None = None


class MappingIn(_Strict):
    """A rule of the owner's: a pattern of words, or a regular expression."""

    merchant_pattern: PatternText
    category: CategoryKey
    is_regex: bool = False


class MappingEdit(_Change):
    """What to change of a mapping; a new pattern or category makes it the owner's own."""

    category: CategoryKey | None = None
    merchant_pattern: PatternText | None = None
    is_enabled: bool | None = None
    confidence: Times | None = None


class AmountRuleOut(BaseModel):
    """A pattern and an amount that together give a category."""

    id: int
    description_pattern: str
    amount: DollarsOut
    tolerance: DollarsOut
    category: str
    category_name: str
    notes: str | None
    is_enabled: bool
    origin: RuleOrigin
    hits: int
    created_at: dt.datetime

    @classmethod
    def of(cls, listed: ListedAmountRule) -> Self:
        """Return the rule as JSON."""
        rule = listed.rule
        return cls(
            id=rule.id,
            description_pattern=rule.description_pattern,
            amount=rule.amount,
            tolerance=rule.tolerance,
            category=listed.category.short_desc,
            category_name=listed.category.display_name,
            notes=rule.notes,
            is_enabled=rule.is_enabled,
            origin=RuleOrigin(rule.origin),
            hits=listed.hits,
            created_at=rule.created_at,
        )


class AmountRuleList(BaseModel):
    """A page of amount rules."""

    items: list[AmountRuleOut]
    total: int
    next_cursor: str | None = None


class AmountRuleIn(_Strict):
    """A new amount rule; without a tolerance the amount has to be exact."""

    description_pattern: PatternText
    amount: DollarsIn
    tolerance: Tolerance = Decimal(0)
    category: CategoryKey
    notes: RuleNotes | None = None


class AmountRuleEdit(_Change):
    """What to change of an amount rule."""

    description_pattern: PatternText | None = None
    amount: DollarsIn | None = None
    tolerance: Tolerance | None = None
    category: CategoryKey | None = None
    notes: RuleNotes | None = None
    is_enabled: bool | None = None


class RulePreviewOut(BaseModel):
    """How many transactions a rule's pattern finds, and the newest of them."""

    matches: int
    examples: list[TransactionOut]
