"""The AI's standing, consent and usage, as JSON."""

import datetime as dt
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, Field

from backend.schemas.money import DollarsOut
from backend.services.ai.consent import Terms
from backend.services.ai.prices import Price
from backend.services.ai.setup import MICROS, AiPurpose
from backend.services.ai.standing import MonthOfUse, Standing


def _dollars(micros: int) -> Decimal:
    return Decimal(micros) / MICROS


class TermsOut(BaseModel):
    """What the owner agrees to: to whom lines go, and what is told of amounts."""

    version: int = Field(ge=1, le=1_000_000)
    host: str = Field(max_length=300)
    amounts: str = Field(max_length=20)
    examples: str = Field(max_length=20)

    def terms(self) -> Terms:
        """Return them as the app knows them."""
        return Terms(self.version, self.host, self.amounts, self.examples)


class PriceOut(BaseModel):
    """Dollars per million tokens."""

    input: DollarsOut
    output: DollarsOut

    @classmethod
    def of(cls, price: Price) -> Self:
        """Describe a price."""
        return cls(input=price.input, output=price.output)


class ModelOut(BaseModel):
    """The model for a purpose; no name where none is chosen, no price where nobody knows it."""

    purpose: str
    name: str | None
    price: PriceOut | None


class MonthOut(BaseModel):
    """What was used since the month began; dollars are exact to a millionth.

    `counted` is what counts against `limit`: requests of unknown price at an assumed one.
    """

    since: dt.datetime
    requests: int
    input_tokens: int
    output_tokens: int
    cost: DollarsOut
    unpriced_requests: int
    counted: DollarsOut
    limit: DollarsOut


class AiOut(BaseModel):
    """How things stand with the AI.

    `missing` says what keeps it from being asked, null where nothing does. `agreed_at` is null
    where consent was never given or is withdrawn; `is_agreed` is false as well where something
    else would be sent by now than was agreed to.
    """

    provider: str
    host: str | None
    is_local: bool
    is_demo: bool
    has_key: bool
    models: list[ModelOut]
    terms: TermsOut | None
    is_agreed: bool
    agreed_at: dt.datetime | None
    missing: str | None
    month: MonthOut

    @classmethod
    def of(cls, found: Standing, *, is_demo: bool) -> Self:
        """Describe how things stand."""
        setup, terms = found.setup, found.terms
        return cls(
            provider=setup.provider if setup else "off",
            host=setup.host if setup else None,
            is_local=setup.is_here if setup else False,
            is_demo=is_demo,
            has_key=bool(setup and setup.key),
            models=_models(found),
            terms=None
            if terms is None
            else TermsOut(
                version=terms.version,
                host=terms.host,
                amounts=terms.amounts,
                examples=terms.examples,
            ),
            is_agreed=found.is_agreed,
            agreed_at=found.consent.at if found.consent else None,
            missing=found.missing,
            month=_month(found),
        )


class OfferedModel(BaseModel):
    """A model that the provider offers."""

    id: str
    name: str


class OfferedModels(BaseModel):
    """The models that the provider offers."""

    items: list[OfferedModel]


class MonthOfUseOut(BaseModel):
    """What one model was used for in one month; `asked` counts merchants or questions."""

    month: dt.date
    purpose: str
    model: str
    requests: int
    asked: int
    input_tokens: int
    output_tokens: int
    cost: DollarsOut
    unpriced_requests: int

    @classmethod
    def of(cls, used: MonthOfUse) -> Self:
        """Describe a month's use."""
        return cls(
            month=used.month,
            purpose=used.purpose,
            model=used.model,
            requests=used.requests,
            asked=used.asked,
            input_tokens=used.input_tokens,
            output_tokens=used.output_tokens,
            cost=_dollars(used.cost_micros),
            unpriced_requests=used.unpriced_requests,
        )


class AiUsageOut(BaseModel):
    """The last twelve months, the newest first."""

    items: list[MonthOfUseOut]


def _models(found: Standing) -> list[ModelOut]:
    if found.setup is None:
        return []
    prices = found.prices()
    return [
        ModelOut(
            purpose=purpose.value,
            name=name,
            price=PriceOut.of(price) if (price := prices[purpose]) is not None else None,
        )
        for purpose, name in found.setup.models.items()
        if purpose is not AiPurpose.TEST
    ]


def _month(found: Standing) -> MonthOut:
    month = found.month
    return MonthOut(
        since=found.since,
        requests=month.requests,
        input_tokens=month.input_tokens,
        output_tokens=month.output_tokens,
        cost=_dollars(month.cost_micros),
        unpriced_requests=month.unpriced_requests,
        counted=_dollars(month.counted_micros),
        limit=_dollars(found.setup.limit_micros if found.setup else 0),
    )
