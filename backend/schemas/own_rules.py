"""The owner's rules as JSON: conditions in the filter language, and what is done."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.models import ActionKind
from backend.schemas.money import DollarsOut
from backend.schemas.transactions import CategoryKey, TransactionOut
from backend.services.rules.applying import Applied
from backend.services.rules.drafting import ActionDraft, RuleDraft
from backend.services.rules.hygiene import Matter
from backend.services.rules.listing import ListedAction, ListedRule, share_in_per_cent
from backend.services.rules.planning import Scope

MOST_RULES = 1_000

QueryText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
RuleName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
ActionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Share = Annotated[Decimal, Field(gt=0, lt=100, decimal_places=2, allow_inf_nan=False)]
PartAmount = Annotated[
    Decimal, Field(max_digits=12, decimal_places=2, allow_inf_nan=False, gt=0, le=10**10)
]
ShareOut = DollarsOut


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ActionIn(_Strict):
    """One thing that a rule is to do; a split has one for each part.

    `category` goes with category, split and, if wished, transfer; `value` with merchant, tag and
    note; of a part, `share` is in per cent, and the one without share and amount takes the rest.
    """

    kind: ActionKind
    category: CategoryKey | None = None
    value: ActionText | None = None
    share: Share | None = None
    amount: PartAmount | None = None

    def draft(self) -> ActionDraft:
        """Return it as services take it."""
        return ActionDraft(self.kind, self.category, self.value, self.share, self.amount)


class RuleIn(_Strict):
    """A rule: which transactions it is about, in the filter language, and what it does."""

    query: QueryText
    actions: Annotated[list[ActionIn], Field(max_length=50)]
    name: RuleName | None = None
    files_by_itself: bool = True
    is_enabled: bool = True

    def draft(self) -> RuleDraft:
        """Return it as services take it."""
        return RuleDraft(
            query=self.query,
            actions=tuple(action.draft() for action in self.actions),
            name=self.name,
            files_by_itself=self.files_by_itself,
            is_enabled=self.is_enabled,
        )


class RuleEdit(_Strict):
    """What to change of a rule; what is not sent stays. `actions` come all together."""

    query: QueryText | None = None
    actions: Annotated[list[ActionIn] | None, Field(max_length=50)] = None
    name: RuleName | None = None
    files_by_itself: bool | None = None
    is_enabled: bool | None = None

    def draft(self, present: RuleDraft) -> RuleDraft:
        """Return the rule as it is to be."""
        sent = self.model_fields_set
        actions = tuple(action.draft() for action in self.actions or ())
        return RuleDraft(
            query=present.query if self.query is None else self.query,
            actions=present.actions if self.actions is None else actions,
            name=self.name if "name" in sent else present.name,
            files_by_itself=(
                present.files_by_itself if self.files_by_itself is None else self.files_by_itself
            ),
            is_enabled=present.is_enabled if self.is_enabled is None else self.is_enabled,
        )


class ActionOut(BaseModel):
    """One thing that a rule does."""

    kind: ActionKind
    category: str | None
    category_name: str | None
    value: str | None
    share: ShareOut | None
    amount: DollarsOut | None

    @classmethod
    def of(cls, listed: ListedAction) -> Self:
        """Return the action as JSON."""
        return cls(
            kind=ActionKind(listed.action.kind),
            category=listed.category.short_desc if listed.category else None,
            category_name=listed.category.display_name if listed.category else None,
            value=listed.tag or listed.action.value,
            share=share_in_per_cent(listed.action.share),
            amount=listed.action.amount,
        )


class RuleOut(BaseModel):
    """A rule of the owner's; rules come in the order in which they are asked.

    `specificity` is the number of conditions that must all hold, an exact amount counting twice.
    `problem` says why it does nothing: its words mean nothing any more.
    """

    id: int
    name: str | None
    query: str
    is_enabled: bool
    files_by_itself: bool
    actions: list[ActionOut]
    hits: int
    conditions: int
    has_exact_amount: bool
    specificity: int
    problem: str | None
    created_at: dt.datetime
    updated_at: dt.datetime | None

    @classmethod
    def of(cls, listed: ListedRule) -> Self:
        """Return the rule as JSON."""
        rule = listed.rule
        return cls(
            id=rule.id,
            name=rule.name,
            query=rule.query,
            is_enabled=rule.is_enabled,
            files_by_itself=rule.files_by_itself,
            actions=[ActionOut.of(each) for each in listed.actions],
            hits=listed.hits,
            conditions=listed.conditions,
            has_exact_amount=listed.has_exact_amount,
            specificity=listed.specificity,
            problem=listed.problem,
            created_at=rule.created_at,
            updated_at=rule.updated_at,
        )


class RuleList(BaseModel):
    """All rules in their order."""

    items: list[RuleOut]


class RuleOrderIn(_Strict):
    """The ids of all rules in their new order."""

    ids: Annotated[list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(max_length=MOST_RULES)]


class FilerOut(BaseModel):
    """A rule, an amount rule or a merchant's mapping, in its place among all that files.

    Of the transactions that it had a word about the owner confirmed `settled`, and left `right`
    of them in the category that it gave.
    """

    place: int
    kind: str
    id: int
    title: str
    origin: str
    is_enabled: bool
    category: str | None
    category_name: str | None
    hits: int
    specificity: int
    amount: DollarsOut | None
    tolerance: DollarsOut | None
    is_regex: bool
    times: int | None
    settled: int
    right: int


class FilerList(BaseModel):
    """A page of all that files, in the order in which it is asked."""

    items: list[FilerOut]
    total: int


class BacktestIn(_Strict):
    """A rule to try on the history; `replaces` is the one that it is edited from."""

    rule: RuleIn
    replaces: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0


class OverlapOut(BaseModel):
    """Rows that another rule or mapping files or predicts now, and how many agree."""

    tier: str
    rule_id: int
    title: str
    count: int
    agreeing: int
    is_first: bool


class CategoryCountOut(BaseModel):
    """How many of the contradicting rows have that category."""

    category: str | None
    category_name: str
    count: int


class YearSumOut(BaseModel):
    """What the rows of a year come to; positive is money out."""

    year: int
    count: int
    total: DollarsOut


class BacktestOut(BaseModel):
    """What a rule would have done to the whole history."""

    found: int
    taken: int
    agreements: int
    contradictions: int
    by_category: list[CategoryCountOut]
    contradicting: list[TransactionOut]
    waiting: int
    refiled: int
    untouched: int
    overlaps: list[OverlapOut]
    first_date: dt.date | None
    last_date: dt.date | None
    years: list[YearSumOut]
    counts: dict[str, int]
    examples: list[TransactionOut]


class ApplyIn(_Strict):
    """Which rows of the past to apply a rule to; with `dry_run` nothing is written."""

    what: Scope
    dry_run: bool = False


class AppliedOut(BaseModel):
    """How many transactions changed, or would change, and by what kind of action."""

    changed: int
    counts: dict[str, int]

    @classmethod
    def of(cls, applied: Applied) -> Self:
        """Return it as JSON."""
        return cls(changed=applied.changed, counts=applied.counts)


class UntidyOut(BaseModel):
    """A rule, amount rule or mapping that wants tidying, and the one that it meets, if any."""

    kind: Matter
    tier: str
    rule_id: int
    title: str
    sentence: str
    count: int
    other_tier: str | None
    other_id: int | None
    other_title: str | None


class UntidyList(BaseModel):
    """All that wants tidying."""

    items: list[UntidyOut]
