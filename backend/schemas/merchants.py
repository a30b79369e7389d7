"""Merchants as JSON. Money out and money in are both positive."""

import datetime as dt
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.core.money import from_cents
from backend.models import Cadence, RuleOrigin
from backend.schemas.money import DollarsOut
from backend.services.merchants.figures import MerchantFigures
from backend.services.merchants.history import MerchantHistory, Sums
from backend.services.merchants.keys import LONGEST_NAME
from backend.services.merchants.lessons import Joining, Outcome
from backend.services.merchants.listing import FilingRule, ListedMerchant, MerchantPage
from backend.services.merchants.merging import MOST_AT_ONCE, MergePlan
from backend.services.merchants.resembling import Resemblance
from backend.services.merchants.usual import CategoryLook

MerchantKey = Annotated[str, StringConstraints(min_length=1, max_length=500)]
MerchantName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SumsOut(BaseModel):
    """How many transactions, what went out and what came in."""

    count: int
    outflow: DollarsOut
    inflow: DollarsOut


class MerchantCategoryOut(BaseModel):
    """A category as lists show it."""

    short_desc: str
    name: str
    color: str | None

    @classmethod
    def of(cls, look: CategoryLook) -> Self:
        """Return the category as JSON."""
        return cls(short_desc=look.short_desc, name=look.name, color=look.color)


class MerchantRuleOut(BaseModel):
    """The merchant rule of this very name; `times` counts confirmations."""

    id: int
    category: MerchantCategoryOut
    times: int
    origin: RuleOrigin
    is_enabled: bool
    is_ambiguous: bool

    @classmethod
    def of(cls, rule: FilingRule) -> Self:
        """Return the rule as JSON."""
        return cls(
            id=rule.id,
            category=MerchantCategoryOut.of(rule.category),
            times=rule.times,
            origin=RuleOrigin(rule.origin),
            is_enabled=rule.is_enabled,
            is_ambiguous=rule.is_ambiguous,
        )


class MerchantOut(SumsOut):
    """A merchant: all of its transactions, waiting ones too; legs of transfers are no money.

    `category` is what most of its latest filed transactions have, `share` (0-1) how many of them.
    `is_named` tells that the owner named it.
    """

    key: str
    name: str
    is_named: bool
    aliases: list[str]
    first_on: dt.date
    last_on: dt.date
    category: MerchantCategoryOut | None
    share: float | None
    rule: MerchantRuleOut | None
    cadence: Cadence | None

    @classmethod
    def of(cls, merchant: ListedMerchant) -> Self:
        """Return the merchant as JSON."""
        figures = merchant.figures
        return cls(
            key=figures.key,
            name=merchant.name,
            is_named=merchant.is_named,
            aliases=merchant.aliases,
            count=figures.rows,
            outflow=from_cents(figures.out),
            inflow=from_cents(figures.into),
            first_on=dt.date.fromisoformat(figures.first_on),
            last_on=dt.date.fromisoformat(figures.last_on),
            category=MerchantCategoryOut.of(merchant.category) if merchant.category else None,
            share=merchant.share,
            rule=MerchantRuleOut.of(merchant.rule) if merchant.rule else None,
            cadence=merchant.cadence,
        )


class MerchantList(BaseModel):
    """Some merchants, how many match in all, and what all of those came to."""

    items: list[MerchantOut]
    total: int
    outflow: DollarsOut
    inflow: DollarsOut

    @classmethod
    def of(cls, page: MerchantPage) -> Self:
        """Return the page as JSON."""
        return cls(
            items=[MerchantOut.of(item) for item in page.items],
            total=page.total,
            outflow=from_cents(page.out),
            inflow=from_cents(page.into),
        )


class MerchantMonthOut(SumsOut):
    """A month of a merchant."""

    month: str


class MerchantShareOut(SumsOut):
    """What of a merchant is filed under one category; without one, what is not filed."""

    category: MerchantCategoryOut | None


class MerchantAccountOut(SumsOut):
    """What of a merchant is in one account."""

    account_id: int
    account_name: str


class FiledByOut(BaseModel):
    """What chose the category of `count` transactions; `text` is None where the rule is gone."""

    tier: str
    rule_id: int | None
    text: str | None
    count: int


class MerchantDetailOut(MerchantOut):
    """A merchant with its past; `filter` finds its transactions in the list of all."""

    typical: DollarsOut | None
    months: list[MerchantMonthOut]
    categories: list[MerchantShareOut]
    accounts: list[MerchantAccountOut]
    filed_by: list[FiledByOut]
    filter: str

    @classmethod
    def of_history(cls, history: MerchantHistory) -> Self:
        """Return the merchant's past as JSON."""
        return cls(
            **MerchantOut.of(history.merchant).model_dump(),
            typical=history.typical,
            months=[
                MerchantMonthOut(month=str(month), **_sums(sums)) for month, sums in history.months
            ],
            categories=[
                MerchantShareOut(category=_category(*look), **_sums(sums))
                for *look, sums in history.categories
            ],
            accounts=[
                MerchantAccountOut(account_id=account_id, account_name=name, **_sums(sums))
                for account_id, name, sums in history.accounts
            ],
            filed_by=[
                FiledByOut(tier=tier, rule_id=rule_id, text=words, count=count)
                for tier, rule_id, words, count in history.filed_by
            ],
            filter=history.filter,
        )


class MerchantRename(_Strict):
    """What a merchant is to be called; null goes back to the bank's words."""

    key: MerchantKey
    name: MerchantName | None


class MergeIn(_Strict):
    """Merchants that become spellings of `into`, and what it is called then."""

    keys: Annotated[list[MerchantKey], Field(min_length=1, max_length=MOST_AT_ONCE)]
    into: MerchantKey
    name: MerchantName | None = None


class PartIn(_Strict):
    """The other spelling that is to be a merchant of its own again."""

    alias: MerchantKey


class PairIn(_Strict):
    """Two merchants that are two."""

    first: MerchantKey
    second: MerchantKey


class PartedOut(BaseModel):
    """How many transactions the merchant has that stands alone again."""

    rows: int


class MergedRuleOut(BaseModel):
    """A merchant rule of a merged merchant, and what becomes of it."""

    pattern: str
    category: MerchantCategoryOut
    times: int
    outcome: Outcome

    @classmethod
    def of(cls, joining: Joining, looks: dict[int, CategoryLook]) -> Self:
        """Return it as JSON."""
        mapping = joining.mapping
        return cls(
            pattern=mapping.merchant_pattern,
            category=MerchantCategoryOut.of(looks[mapping.category_id]),
            times=mapping.confidence,
            outcome=joining.outcome,
        )


class MergePreviewOut(BaseModel):
    """What a merge changes: transactions, of those the ones that keep names of their own, rules."""

    key: str
    name: str
    others: list[str]
    rows: int
    own_names: int
    series: int
    rules: list[MergedRuleOut]

    @classmethod
    def of(cls, plan: MergePlan, looks: dict[int, CategoryLook]) -> Self:
        """Return the plan as JSON."""
        return cls(
            key=plan.key,
            name=plan.name,
            others=plan.others,
            rows=plan.rows,
            own_names=plan.own_names,
            series=plan.series,
            rules=[MergedRuleOut.of(joining, looks) for joining in plan.joinings],
        )


class ResemblingOut(BaseModel):
    """One of two merchants that may be one."""

    key: str
    name: str
    count: int
    outflow: DollarsOut

    @classmethod
    def of(cls, figures: MerchantFigures, name: str) -> Self:
        """Return it as JSON."""
        return cls(key=figures.key, name=name, count=figures.rows, outflow=from_cents(figures.out))


class ResemblanceOut(BaseModel):
    """Two merchants that may be one; `other` has fewer transactions."""

    into: ResemblingOut
    other: ResemblingOut

    @classmethod
    def of(cls, pair: Resemblance) -> Self:
        """Return the pair as JSON."""
        return cls(
            into=ResemblingOut.of(pair.into, pair.into_name),
            other=ResemblingOut.of(pair.other, pair.other_name),
        )


def _sums(sums: Sums) -> dict[str, Any]:
    return {"count": sums.count, "outflow": sums.out, "inflow": sums.into}


def _category(
    short_desc: str | None, name: str | None, color: str | None
) -> MerchantCategoryOut | None:
    if short_desc is None or name is None:
        return None
    return MerchantCategoryOut(short_desc=short_desc, name=name, color=color)
