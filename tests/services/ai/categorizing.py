"""A household with lines that nothing knows, and an AI to ask about them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from backend.context import Profile
from backend.core.background import Task
from backend.services import operations
from backend.services.ai.access import AiAccess
from backend.services.ai.categorizing.planning import Plan, make_plan
from backend.services.ai.categorizing.running import Categorizer, Run
from backend.services.ai.consent import agree, terms_now
from backend.services.ai.models import model_for
from backend.services.ai.setup import AiPurpose
from backend.services.categorization.cascade import Rulebook
from tests.builders import make_transaction
from tests.conftest import NOW
from tests.fakes.ai_http import AiServer, Says
from tests.fakes.gates import OpenGate

# Nobody knows these; each word is made up.
STRANGE = ("ZORBLAX QUILLFEN", "VRAMPLE DINTWORTH", "OQUIST BRELLIN", "KWYND PLARTH")


def wait_for_review(session: Session, description: str, **values: Any) -> int:
    """A transaction that waits, and that nothing had a suggestion for."""
    values = {"status": "pending_review", "categorization_tier": "unmatched", **values}
    return make_transaction(session, description=description, **values).id


def local_model(fake: AiServer) -> dict[str, str]:
    """The settings of a model that speaks OpenAI's chat completions."""
    return {
        "ai_provider": "openai_compatible",
        "ai_base_url": f"{fake.url}/v1",
        "ai_api_key": fake.key,
        "ai_model_categorize": fake.models[0],
    }


def set_up(profile: Profile, fake: AiServer, **settings: str) -> None:
    """Let the household ask the fake AI."""
    values = {
        "ai_provider": "anthropic",
        "anthropic_api_key": fake.key,
        "anthropic_base_url": fake.url,
        **settings,
    }
    with profile.budget.write() as session:
        profile.settings.save(session, values, at=NOW)
        terms = terms_now(profile.settings, session)
        assert terms is not None
        agree(profile.settings, session, terms, at=NOW)


def questions_in(body: dict[str, Any]) -> list[dict[str, Any]]:
    """What a request asks, as it arrived."""
    content = body["messages"][-1]["content"]
    text = content if isinstance(content, str) else content[0]["text"]
    asked: list[dict[str, Any]] = json.loads(text)["questions"]
    return asked


def answering(
    category: str | Callable[[dict[str, Any]], str], reason: str = "A shop."
) -> Callable[[dict[str, Any]], Says]:
    """A script that answers each question with a category."""

    def script(body: dict[str, Any]) -> Says:
        pick = category if callable(category) else lambda _: category
        return Says.json(
            {
                "answers": [
                    {"n": one["n"], "category": pick(one), "reason": reason}
                    for one in questions_in(body)
                ]
            }
        )

    return script


@dataclass
class Household:
    """Runs of one household, in this thread."""

    profile: Profile
    gate: OpenGate = field(default_factory=OpenGate)
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.categorizer = Categorizer(self.profile.budget, sleep=self.slept.append)

    def plan(self) -> Plan:
        with self.profile.budget.read() as session:
            return make_plan(session, self.profile.settings, Rulebook())

    def run(self, plan: Plan | None = None, task: Task | None = None) -> Run:
        access = AiAccess(self.profile.budget, self.profile.settings, self.gate, lambda: NOW)
        return self.categorizer.run_here(
            plan or self.plan(),
            lambda asked: model_for(access, AiPurpose.CATEGORIZE, asked=asked),
            now=lambda: NOW,
            task=task or Task("test"),
        )

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A write session with an operation open."""
        with self.profile.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            yield session
