"""Asking the AI about merchants, as JSON."""

import datetime as dt
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, Field

from backend.core.background import TaskState
from backend.models import Operation
from backend.schemas.money import DollarsOut
from backend.services.ai.categorizing.previewing import Preview, PreviewedRequest
from backend.services.ai.categorizing.running import Run
from backend.services.ai.categorizing.wording import Question
from backend.services.ai.setup import MICROS

_DIGEST = 64


class AiStartIn(BaseModel):
    """Send what was previewed, and nothing else."""

    preview_digest: str = Field(min_length=_DIGEST, max_length=_DIGEST)


class AiRunOut(BaseModel):
    """A run as it stands. `asked` of `merchants` were asked about so far.

    `suggested` of them got a category, for `rows` transactions; `left_open` are those that the AI
    could not tell, `unread` those whose answer could not be read. `operation_id` undoes it all.
    """

    state: Literal["running", "done", "failed", "cancelled"]
    is_waiting: bool
    merchants: int
    asked: int
    suggested: int
    left_open: int
    unread: int
    rows: int
    operation_id: int | None
    problem: str | None
    started_at: dt.datetime
    ended_at: dt.datetime | None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Describe a run."""
        state = run.task.state if run.task is not None else TaskState.RUNNING
        return cls(
            state=state.value,
            is_waiting=run.is_running and run.task is not None and run.task.phase == "waiting",
            merchants=run.merchants,
            asked=run.asked,
            suggested=run.suggested,
            left_open=run.left_open,
            unread=run.unread,
            rows=run.rows,
            operation_id=run.operation_id,
            problem=run.task.problem if run.task else None,
            started_at=run.started_at,
            ended_at=run.ended_at,
        )


class AiPastRun(BaseModel):
    """A run that suggested something."""

    operation_id: int
    summary: str
    at: dt.datetime
    is_undone: bool

    @classmethod
    def of(cls, operation: Operation) -> Self:
        """Describe the operation of a run."""
        return cls(
            operation_id=operation.id,
            summary=operation.summary,
            at=operation.created_at,
            is_undone=operation.undone_by_id is not None,
        )


class AiAskingOut(BaseModel):
    """What there is to ask: merchants of waiting `rows` that nothing here knows.

    `known_rows` have an answer of before, which is used again without asking. `missing` says what
    keeps the AI from being asked, null where nothing does; `is_set_up` tells that only the
    owner's consent may be missing. `run` is the latest since the app started.
    """

    is_set_up: bool
    missing: str | None
    merchants: int
    rows: int
    known_rows: int
    run: AiRunOut | None
    past: list[AiPastRun]


class AiQuestionOut(BaseModel):
    """A merchant as it is asked about: the statement's own words, and what is told of them."""

    original: str
    line: str
    is_outflow: bool
    times: int
    account_type: str
    amount: str | None

    @classmethod
    def of(cls, question: Question) -> Self:
        """Describe a question."""
        merchant = question.merchant
        return cls(
            original=merchant.description,
            line=question.line,
            is_outflow=merchant.is_outflow,
            times=merchant.times,
            account_type=merchant.account_type,
            amount=question.amount,
        )


class AiRequestOut(BaseModel):
    """One request, as it would be sent: `body` is exact, the rest is the same for reading."""

    questions: list[AiQuestionOut]
    rows: int
    body: str
    input_tokens: int
    output_tokens: int

    @classmethod
    def of(cls, request: PreviewedRequest) -> Self:
        """Describe a request."""
        return cls(
            questions=[AiQuestionOut.of(question) for question in request.batch.questions],
            rows=request.batch.rows,
            body=request.body,
            input_tokens=request.estimate.input_tokens,
            output_tokens=request.estimate.output_tokens,
        )


class AiPreviewOut(BaseModel):
    """All that would be sent now. Dollars are exact to a millionth, null where nobody knows.

    `system` is what stands before the questions of each request: instructions, categories,
    examples. `withheld` counts merchants of which nothing is left to tell.
    """

    digest: str
    host: str
    is_local: bool
    model: str
    merchants: int
    rows: int
    withheld: int
    examples: int
    system: list[str]
    requests: list[AiRequestOut]
    cost: DollarsOut | None
    month_counted: DollarsOut
    month_limit: DollarsOut

    @classmethod
    def of(cls, found: Preview) -> Self:
        """Describe what would be sent."""
        cost = found.cost_micros
        return cls(
            digest=found.digest,
            host=found.setup.host or "",
            is_local=found.setup.is_here,
            model=found.model,
            merchants=found.plan.merchants,
            rows=found.plan.rows,
            withheld=len(found.plan.withheld),
            examples=len(found.plan.examples),
            system=list(found.plan.batches[0].request.system) if found.plan.batches else [],
            requests=[AiRequestOut.of(request) for request in found.requests],
            cost=None if cost is None else _dollars(cost),
            month_counted=_dollars(found.month.counted_micros),
            month_limit=_dollars(found.setup.limit_micros),
        )


def _dollars(micros: int) -> Decimal:
    return Decimal(micros) / MICROS
