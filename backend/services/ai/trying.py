"""Trying out whether the chosen models answer, with settings as they are or as they would be."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.core.errors import BudgetAppError
from backend.core.secrets import LostKeyError
from backend.integrations.ai import Message, ModelRequest
from backend.services.ai.access import AiAccess
from backend.services.ai.models import MeteredModel, open_model
from backend.services.ai.setup import AiPurpose, AiSetup, setup_from

# Nothing of the household is in it, so that it needs no consent.
_QUESTION = ModelRequest(
    (Message("user", "This is a test of the connection. Answer with the word “ready”."),),
    max_tokens=1024,
)


@dataclass(frozen=True, slots=True)
class Tried:
    """Whether the models answer, and a sentence about it."""

    ok: bool
    sentence: str


def try_ai(access: AiAccess, values: Mapping[str, str | None]) -> Tried:
    """Ask each chosen model one short question, with `values` in the place of what is saved.

    Raises:
        InvalidSettingError: a value can't be.
    """
    with access.database.read() as session:
        value_of = access.settings.as_if_saved(session, values)
        try:
            setup = setup_from(value_of)
        except LostKeyError as error:
            return Tried(ok=False, sentence=str(error))
    try:
        answered = _ask_each(access, setup)
    except BudgetAppError as error:
        return Tried(ok=False, sentence=str(error))
    verb = "answers" if len(answered) == 1 else "answer"
    return Tried(ok=True, sentence=f"{' and '.join(answered)} {verb}. Nothing of yours was sent.")


def list_models(access: AiAccess) -> list[tuple[str, str]]:
    """Return the ids and names of the models that the provider offers.

    Raises:
        AiNotSetUpError: no provider is set up.
        AiError: they are not told.
    """
    with access.database.read() as session:
        setup = setup_from(lambda key: access.settings.value(session, key))
    setup.require()
    return open_model(access.gate, setup, "").models()


def _ask_each(access: AiAccess, setup: AiSetup) -> list[str]:
    """Ask the smaller model and the adviser's, once where they are one."""
    wanted = (AiPurpose.CATEGORIZE, AiPurpose.INSIGHTS)
    chosen = {purpose: setup.models[purpose] for purpose in wanted}
    if not any(chosen.values()):
        setup.model(AiPurpose.TEST)  # says what is missing
    names = list(dict.fromkeys(name for name in chosen.values() if name))
    setup.require()
    for name in names:
        inner = open_model(access.gate, setup, name)
        MeteredModel(access, setup, AiPurpose.TEST, inner).ask(_QUESTION)
    return names
