"""Asking about the merchants of one request: smaller where that fails, later where it must wait."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backend.integrations.ai import AiError, AiFailure, ChatModel
from backend.services.ai.categorizing.checking import Answer, NonsenseError, check_answers
from backend.services.ai.categorizing.taxonomy import Taxonomy
from backend.services.ai.categorizing.wording import Batch, halves

LONGEST_WAIT_SECONDS = 120.0
# One line may spoil an answer, or be too much; smaller questions may fare better.
_WORTH_HALVING = frozenset((AiFailure.NONSENSE, AiFailure.TOO_LARGE, AiFailure.REFUSED_BY_MODEL))


class UnreadableError(Exception):
    """No part of the request got an answer that can be read; `sentence` says why, if known."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks a model.

    Attributes:
        connect: gives the model, checked anew before each request; takes how much is asked.
        wait: lets seconds pass, unless the owner cancels.
    """

    connect: Callable[[int], ChatModel]
    taxonomy: Taxonomy
    wait: Callable[[float], None]

    def answers(self, batch: Batch) -> Iterator[tuple[str, list[Answer]]]:
        """Yield the model's name and what it said, once or for each half of the questions.

        Raises:
            UnreadableError: nothing of it can be read.
            AiError: it can't be asked at present.
        """
        try:
            yield self._once(batch)
        except NonsenseError as error:
            if len(batch.questions) == 1:
                raise UnreadableError(str(error)) from error
            yield from self._by_halves(batch, str(error))

    def _by_halves(self, batch: Batch, sentence: str) -> Iterator[tuple[str, list[Answer]]]:
        understood = False
        for half in halves(batch, self.taxonomy):
            try:
                answered = self._once(half)
            except NonsenseError as error:
                sentence = str(error) or sentence
                continue
            understood = True
            yield answered
        if not understood:
            raise UnreadableError(sentence)

    def _once(self, batch: Batch) -> tuple[str, list[Answer]]:
        model = self.connect(len(batch.questions))
        try:
            reply = model.ask(batch.request)
        except AiError as error:
            if error.failure in _WORTH_HALVING:
                raise NonsenseError(str(error)) from error
            if not _is_soon(error):
                raise
            self.wait(error.retry_after or 0.0)
            reply = self.connect(len(batch.questions)).ask(batch.request)
        return reply.model or model.name, check_answers(reply, batch, self.taxonomy)


def _is_soon(error: AiError) -> bool:
    wanted = error.retry_after
    is_limit = error.failure is AiFailure.RATE_LIMITED
    return is_limit and wanted is not None and wanted <= LONGEST_WAIT_SECONDS
