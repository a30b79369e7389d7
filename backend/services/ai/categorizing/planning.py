"""What would be sent if the AI were asked now: worked out on this computer, shown, then frozen."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.services.ai.categorizing.examples import Example, pick_examples
from backend.services.ai.categorizing.questions import Merchant, open_merchants
from backend.services.ai.categorizing.taxonomy import Taxonomy, load_taxonomy
from backend.services.ai.categorizing.wording import Batch, make_batches, word_questions
from backend.services.categorization.cascade import Rulebook
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
    withheld: tuple[Merchant, ...]

    @property
    def merchants(self) -> int:
        """How many merchants are asked about."""
        return sum(len(batch.questions) for batch in self.batches)

    @property
    def rows(self) -> int:
        """How many waiting transactions they stand for."""
        return sum(batch.rows for batch in self.batches)


def make_plan(session: Session, settings: SettingsStore, rulebook: Rulebook) -> Plan:
    """Return what would be asked now; any session does, and nothing is stored."""
    redactor = Redactor.for_household(session, settings)
    taxonomy = load_taxonomy(session, redactor)
    wants_examples = settings.value(session, "ai_examples") != "off"
    examples = pick_examples(session, taxonomy, redactor) if wants_examples else []
    merchants = open_merchants(
        session,
        most=MOST_MERCHANTS,
        cascade=rulebook.cascade(session, threshold=settings.auto_confirm_threshold(session)),
        local=rulebook.local,
    )
    questions = word_questions(merchants, redactor)
    told = {question.merchant for question in questions}
    withheld = tuple(merchant for merchant in merchants if merchant not in told)
    batches = make_batches(questions, taxonomy, examples)
    return Plan(tuple(batches), taxonomy, tuple(examples), withheld)
