"""What would be sent if the AI were asked now: worked out on this computer, shown, then frozen."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from backend.integrations.ai import ModelRequest
from backend.services.ai.categorizing.examples import Example, pick_examples
from backend.services.ai.categorizing.questions import open_merchants
from backend.services.ai.categorizing.taxonomy import Taxonomy, load_taxonomy
from backend.services.ai.categorizing.wording import Batch, make_batches, word_questions
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.local_tier import LocalTier
from backend.services.privacy import Redactor
from backend.services.settings import SettingsStore

# Ten requests; what is left is asked the next time.
MOST_MERCHANTS = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """The requests of one run, word for word.

    Attributes:
        withheld: merchants of which nothing is left to tell without names and numbers.
    """

    batches: tuple[Batch, ...]
    taxonomy: Taxonomy
    examples: tuple[Example, ...]
    withheld: int

    @property
    def merchants(self) -> int:
        """How many merchants are asked about."""
        return sum(len(batch.questions) for batch in self.batches)

    @property
    def rows(self) -> int:
        """How many waiting transactions they stand for."""
        return sum(batch.rows for batch in self.batches)


def make_plan(session: Session, settings: SettingsStore, local: LocalTier) -> Plan:
    """Return what would be asked now; any session does, and nothing is stored."""
    redactor = Redactor.for_household(session, settings)
    taxonomy = load_taxonomy(session, redactor)
    wants_examples = settings.value(session, "ai_examples") != "off"
    examples = pick_examples(session, taxonomy, redactor) if wants_examples else []
    merchants = open_merchants(
        session,
        most=MOST_MERCHANTS,
        cascade=load_cascade(session, threshold=settings.auto_confirm_threshold(session)),
        local=local,
    )
    questions = word_questions(merchants, redactor)
    batches = make_batches(questions, taxonomy, examples)
    return Plan(tuple(batches), taxonomy, tuple(examples), len(merchants) - len(questions))


def digest_of(bodies: list[Mapping[str, Any]]) -> str:
    """Return what tells these requests from any others."""
    text = json.dumps(bodies, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def text_of(request: ModelRequest) -> str:
    """Return all words of a request as one text, for the owner to read."""
    parts = [*request.system]
    parts += [one.content for one in request.messages if isinstance(one.content, str)]
    return "\n\n".join(parts)
