"""Making a stored decision again, from its evidence alone."""

import json

from backend.core.errors import BudgetAppError
from backend.models import StoredDecision
from backend.services.categorization.outcomes import Outcome, outcome_of
from backend.services.categorization.recording import digest_of, stored_content


class ChangedEvidenceError(BudgetAppError):
    """What is stored of a decision is not what was stored when it was made."""

    def __init__(self, stored: StoredDecision) -> None:
        super().__init__(f"The evidence of decision {stored.id} was changed since.")


def replay(stored: StoredDecision) -> Outcome:
    """Return what the stored evidence leads to.

    Raises:
        ChangedEvidenceError: it is not the evidence that the decision was made on.
    """
    if digest_of(stored_content(stored)) != stored.digest:
        raise ChangedEvidenceError(stored)
    return outcome_of(stored.tier, json.loads(stored.evidence))
