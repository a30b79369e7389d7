"""What the app noticed, as JSON."""

from typing import Self

from pydantic import BaseModel, Field

from backend.core.money import from_cents
from backend.schemas.insights import SourceOut
from backend.schemas.money import DollarsOut
from backend.services.insights.noticed.insight import Insight
from backend.services.insights.noticed.report import Noticed


class PointOut(BaseModel):
    """A month (YYYY-MM) or a day, and what it came to."""

    label: str
    amount: DollarsOut


class InsightOut(BaseModel):
    """Something worth telling; `weight` is 2 where money may be lost, 0 for mere news."""

    key: str
    kind: str
    weight: int
    title: str
    detail: str
    amount: DollarsOut
    source: SourceOut
    history: list[PointOut]

    @classmethod
    def of(cls, insight: Insight) -> Self:
        """Return an insight as JSON."""
        return cls(
            key=insight.key,
            kind=insight.kind,
            weight=insight.weight,
            title=insight.title,
            detail=insight.detail,
            amount=from_cents(insight.cents),
            source=SourceOut(label=insight.source.label, address=insight.source.address),
            history=[
                PointOut(label=label, amount=from_cents(cents)) for label, cents in insight.history
            ],
        )


class NoticedOut(BaseModel):
    """What stands out today, weightiest first; `more` is how many further ones there are."""

    items: list[InsightOut]
    more: int
    dismissed: list[InsightOut]

    @classmethod
    def of(cls, noticed: Noticed) -> Self:
        """Return what was noticed as JSON."""
        return cls(
            items=[InsightOut.of(each) for each in noticed.shown],
            more=noticed.more,
            dismissed=[InsightOut.of(each) for each in noticed.dismissed],
        )


class InsightKeyIn(BaseModel):
    """Which insight."""

    key: str = Field(min_length=1, max_length=500)
