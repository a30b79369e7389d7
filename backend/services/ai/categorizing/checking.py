"""What of an answer counts: nothing that was not asked, and no category that can't be."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.integrations.ai import ModelReply
from backend.services.ai.categorizing.questions import Merchant
from backend.services.ai.categorizing.taxonomy import Taxonomy
from backend.services.ai.categorizing.wording import Batch

_LONGEST_REASON = 160


class NonsenseError(Exception):
    """The answer is not of the form that was asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is about: a merchant, and which way the money went."""

    key: str
    is_outflow: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the AI said of a merchant; without a category it could not tell."""

    merchant: Asked
    category_id: int | None
    reason: str | None


def check_answers(reply: ModelReply, batch: Batch, taxonomy: Taxonomy) -> list[Answer]:
    """Return an answer for each question that was answered, once and with what it may be.

    A category that is none, or an income category for money that went out, leaves the question
    open. What was not answered at all is not among them, so that it can be asked again.

    Raises:
        NonsenseError: it is no list of answers, or none of them answers a question.
    """
    given = _given(reply)
    times = Counter(number for number, _ in given)
    answers = [
        _answer(batch.questions[number - 1].merchant, item, taxonomy)
        for number, item in given
        if 1 <= number <= len(batch.questions) and times[number] == 1
    ]
    if not answers:
        raise NonsenseError
    return answers


def _given(reply: ModelReply) -> Sequence[tuple[int, Mapping[str, Any]]]:
    listed = reply.parsed.get("answers") if isinstance(reply.parsed, dict) else reply.parsed
    if not isinstance(listed, list):
        raise NonsenseError
    found = []
    for item in listed:
        number = item.get("n") if isinstance(item, dict) else None
        if isinstance(number, int) and not isinstance(number, bool):
            found.append((number, item))
    return found


def _answer(merchant: Merchant, item: Mapping[str, Any], taxonomy: Taxonomy) -> Answer:
    asked = Asked(merchant.key, merchant.is_outflow)
    choice = taxonomy.find(item.get("category"))
    if choice is None or (choice.is_income and merchant.is_outflow):
        return Answer(asked, None, None)
    return Answer(asked, choice.id, _plain(item.get("reason")))


def _plain(reason: object) -> str | None:
    """Return a reason as one line of plain text."""
    if not isinstance(reason, str):
        return None
    visible = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in reason
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join(visible.split())[:_LONGEST_REASON] or None
