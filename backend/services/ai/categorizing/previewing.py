"""What the owner sees before anything is sent: every request word for word, and what it costs."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.models import AiUsage, Operation
from backend.services.ai.access import AiAccess
from backend.services.ai.categorizing.planning import Plan, make_plan
from backend.services.ai.categorizing.storing import OPERATION
from backend.services.ai.categorizing.wording import Batch
from backend.services.ai.consent import find_consent
from backend.services.ai.models import open_model
from backend.services.ai.setup import AiPurpose, AiSetup, read_setup
from backend.services.ai.usage import Estimate, MonthToDate, estimate, month_to_date
from backend.services.categorization.cascade import Rulebook

_TOKENS_PER_ANSWER = 40
_RUNS_SHOWN = 5


class OtherRequestError(ConflictError):
    """What would be sent is not what the owner was shown."""

    def __init__(self) -> None:
        super().__init__(
            "What would be sent has changed since you looked at it. Look at it again, then send."
        )


@dataclass(frozen=True, slots=True)
class PreviewedRequest:
    """One request: the questions, the exact body as JSON, what it is likely to use."""

    batch: Batch
    body: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Preview:
    """All that would be sent now; `digest` stands for exactly that."""

    plan: Plan
    digest: str
    setup: AiSetup
    model: str
    requests: tuple[PreviewedRequest, ...]
    month: MonthToDate

    @property
    def cost_micros(self) -> int | None:
        """What it is likely to cost in millionths of a dollar; None where nobody knows."""
        costs = [one.estimate.cost_micros for one in self.requests]
        return None if None in costs else sum(cost or 0 for cost in costs)

    def require(self, digest: str) -> None:
        """Make sure that the owner saw this.

        Raises:
            OtherRequestError: it was something else.
        """
        if digest != self.digest:
            raise OtherRequestError


def preview(access: AiAccess, rulebook: Rulebook) -> Preview:
    """Return what would be sent if the owner said so now.

    Raises:
        SampleAsksNobodyError: the sample household asks nobody.
        AiNotSetUpError: there is nobody to ask.
    """
    access.refuse_in_sample()
    with access.database.read() as session:
        setup = read_setup(access.settings, session)
        name = setup.model(AiPurpose.CATEGORIZE)
        plan = make_plan(session, access.settings, rulebook)
        month = month_to_date(session, access.month_start())
    model, price = open_model(access.gate, setup, name), setup.price(name)
    requests = tuple(
        PreviewedRequest(
            batch,
            json.dumps(model.body(batch.request), ensure_ascii=False, indent=2),
            estimate(batch.request, price, output_tokens=_TOKENS_PER_ANSWER * len(batch.questions)),
        )
        for batch in plan.batches
    )
    host = setup.host or ""
    digest = _digest([host, *(one.body for one in requests)])
    return Preview(plan, digest, setup, name, requests, month)


def has_sent_before(session: Session) -> bool:
    """Tell whether the owner has sent such questions since agreeing to it last."""
    consent = find_consent(session)
    if consent is None:
        return False
    sent = select(AiUsage.id).where(
        AiUsage.purpose == AiPurpose.CATEGORIZE.value, AiUsage.at >= consent.at
    )
    return session.scalar(sent.limit(1)) is not None


def last_runs(session: Session) -> list[Operation]:
    """Return the runs of late that suggested something, the newest first."""
    return list(
        session.scalars(
            select(Operation)
            .where(Operation.kind == OPERATION)
            .order_by(Operation.id.desc())
            .limit(_RUNS_SHOWN)
        )
    )


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()
