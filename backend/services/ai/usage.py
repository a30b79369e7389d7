"""What asking an AI has cost: recorded per request, summed per month, held against the limit."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.integrations.ai import ModelRequest, Usage
from backend.models import AiUsage
from backend.services.ai.prices import ASSUMED, Price
from backend.services.ai.setup import MICROS, AiPurpose, AiSetup

# Newer models cut words into more tokens than the four letters of old.
_LETTERS_A_TOKEN = 3
_TOKENS_A_MESSAGE = 12


class LimitReachedError(ConflictError):
    """The owner's monthly limit leaves no room for a request."""

    def __init__(self, limit_micros: int, spent_micros: int) -> None:
        super().__init__(
            f"This could go past your limit of {_dollars(limit_micros)} a month; "
            f"{_dollars(spent_micros)} are spent. Raise it under Settings → AI, or wait for the "
            "next month."
        )


@dataclass(frozen=True, slots=True)
class MonthToDate:
    """What was used since a month began.

    Attributes:
        cost_micros: what requests of known price cost, in millionths of a dollar.
        unpriced_requests: those whose price nobody knows.
        counted_micros: what counts against the limit, the unpriced at an assumed price.
    """

    requests: int
    input_tokens: int
    output_tokens: int
    cost_micros: int
    unpriced_requests: int
    counted_micros: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a request would use; `cost_micros` is None where nobody knows the price."""

    input_tokens: int
    output_tokens: int
    cost_micros: int | None
    counted_micros: int


def estimate(
    request: ModelRequest, price: Price | None, *, output_tokens: int | None = None
) -> Estimate:
    """Return what a request would cost, rather too much than too little.

    Args:
        request: the question.
        price: of the model; None where nobody knows it.
        output_tokens: how long the answer is expected; as long as it may be, by default.
    """
    output = request.max_tokens if output_tokens is None else output_tokens
    used = Usage(input=tokens_of(request), output=output)
    cost = None if price is None else price.micros(used)
    return Estimate(used.input, output, cost, ASSUMED.micros(used) if cost is None else cost)


def tokens_of(request: ModelRequest) -> int:
    """Return about how many tokens a question has."""
    letters = sum(len(part) for part in request.system)
    letters += sum(
        len(message.content if isinstance(message.content, str) else repr(message.content))
        for message in request.messages
    )
    letters += sum(len(f"{t.name}{t.description}{t.schema}") for t in request.tools)
    letters += len(str(request.schema)) if request.schema else 0
    return -(-letters // _LETTERS_A_TOKEN) + _TOKENS_A_MESSAGE * (1 + len(request.messages))


def tokens_in(text: str) -> int:
    """Return about how many tokens a text has."""
    return -(-len(text) // _LETTERS_A_TOKEN)


def record_usage(
    session: Session,
    usage: Usage,
    *,
    purpose: AiPurpose,
    provider: str,
    model: str,
    price: Price | None,
    asked: int,
    at: dt.datetime,
) -> None:
    """Note what a request has used; without a price, its cost stays unknown."""
    session.add(
        AiUsage(
            at=at,
            purpose=purpose.value,
            provider=provider,
            model=model,
            input_tokens=usage.input,
            output_tokens=usage.output,
            cache_read_tokens=usage.cache_read,
            cache_write_tokens=usage.cache_write,
            cost_micros=None if price is None else price.micros(usage),
            asked=asked,
        )
    )
    session.flush()


def month_to_date(session: Session, since: dt.datetime) -> MonthToDate:
    """Return what was used since `since`, the beginning of a month."""
    prompt = AiUsage.input_tokens + AiUsage.cache_read_tokens + AiUsage.cache_write_tokens
    unpriced = AiUsage.cost_micros.is_(None)
    row = session.execute(
        select(
            func.count(),
            func.sum(prompt),
            func.sum(AiUsage.output_tokens),
            func.sum(AiUsage.cost_micros),
            func.count().filter(unpriced),
            func.sum(prompt).filter(unpriced),
            func.sum(AiUsage.output_tokens).filter(unpriced),
        ).where(AiUsage.at >= since)
    ).one()
    requests, given, answered, cost, unpriced_count, *unpriced_tokens = (each or 0 for each in row)
    assumed = ASSUMED.micros(Usage(*unpriced_tokens))
    return MonthToDate(requests, given, answered, cost, unpriced_count, cost + assumed)


def check_limit(session: Session, setup: AiSetup, wanted: Estimate, *, since: dt.datetime) -> None:
    """Make sure that a request fits into the month's limit.

    Raises:
        LimitReachedError: it may not.
    """
    if wanted.counted_micros == 0:
        return
    spent = month_to_date(session, since).counted_micros
    if spent + wanted.counted_micros > setup.limit_micros:
        raise LimitReachedError(setup.limit_micros, spent)


def _dollars(micros: int) -> str:
    cents = -(-micros * 100 // MICROS)
    return f"${cents // 100}.{cents % 100:02d}"
