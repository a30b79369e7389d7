"""Trains the linear model that ships: from the knowledge base, telling words, open households."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from backend.services.categorization.local.features import (
    Features,
    features_of_side,
    features_of_text,
    joined,
)
from backend.services.categorization.local.knowledge import KnowledgeBase, Known
from backend.services.categorization.local.linear import LinearModel
from backend.services.categorization.local.reading import Reader, Reading, plain_words
from backend.services.categorization.normalization import fold
from scripts.local_model.households import FiledLine
from scripts.local_model.sources import Entry

_ROUNDS = 8
_RATE = 0.5
_SEED = 1
_KNOWLEDGE_WEIGHT = 0.5
_WORD_WEIGHT = 1.2
_LARGE_CATEGORY = 100
_MOST_ALIKE = 3  # more lines of one merchant say nothing new
_NAMES = [
    "GOLDEN",
    "LUCKY",
    "OAK",
    "RIVER",
    "STAR",
    "JOES",
    "SAM AND TOMS",
    "THE BLUE",
    "UNION",
    "SUNSET",
    "MARIAS",
    "LAKE",
    "PINE",
    "FIRST",
    "GREEN",
]
_AMOUNTS = (800, 2500, 6000)
_LONGEST_NAME = 6


class Lesson(NamedTuple):
    """A line's features, the column of its category, and how much it counts."""

    features: Features
    category: int
    weight: float


def train(
    categories: Sequence[str],
    knowledge: Sequence[Known],
    words: Iterable[Entry],
    households: Iterable[Sequence[FiledLine]],
) -> LinearModel:
    """Return a model trained from scratch; the same sources give the same model."""
    chance = random.Random(_SEED)  # noqa: S311 - an order of lessons is no secret
    columns = {category: column for column, category in enumerate(categories)}
    lessons = [
        *_lessons_of_households(columns, KnowledgeBase(knowledge), households),
        *_lessons_of_knowledge(columns, knowledge),
        *_lessons_of_words(columns, words, chance),
    ]
    model = LinearModel.untrained(len(categories), rate=_RATE)
    for _ in range(_ROUNDS):
        chance.shuffle(lessons)
        for lesson in lessons:
            model.step(*lesson)
    return model


def _lessons_of_households(
    columns: dict[str, int], knowledge: KnowledgeBase, households: Iterable[Sequence[FiledLine]]
) -> Iterator[Lesson]:
    reader = Reader()
    for lines in households:
        seen: Counter[tuple[object, ...]] = Counter()
        for line in lines:
            reading = reader.read(line.purchase)
            alike = reading.words, reading.is_outflow, reading.account_type, line.category
            seen[alike] += 1
            if seen[alike] <= _MOST_ALIKE:
                known = knowledge.find(reading.words, is_outflow=reading.is_outflow)
                weight = 1.0 if seen[alike] == 1 else 0.5
                yield Lesson(_features_of(reading, known), columns[line.category], weight)


def _lessons_of_knowledge(columns: dict[str, int], knowledge: Sequence[Known]) -> Iterator[Lesson]:
    """Yield each entry as a name that nothing else is known of, so that its words have to speak."""
    sizes = Counter(known.category for known in knowledge)
    for known in knowledge:
        cents = -2000 if known.is_inflow else 2000
        reading = _reading(
            known.pattern.split(), cents, "checking" if known.is_inflow else "credit"
        )
        tempered = min(1.0, (_LARGE_CATEGORY / sizes[known.category]) ** 0.5)
        weight = _KNOWLEDGE_WEIGHT * known.confidence * tempered
        yield Lesson(_features_of(reading, None), columns[known.category], weight)


def _lessons_of_words(
    columns: dict[str, int], words: Iterable[Entry], chance: random.Random
) -> Iterator[Lesson]:
    """Yield each word behind two invented names."""
    for entry in words:
        for account_type in ("credit", "checking"):
            name = [*chance.choice(_NAMES).split(), *plain_words(fold(entry.spelling))]
            cents = chance.choice(_AMOUNTS) * (-1 if entry.is_inflow else 1)
            account = "checking" if entry.is_inflow else account_type
            features = _features_of(_reading(name, cents, account), None)
            weight = entry.confidence * _WORD_WEIGHT
            yield Lesson(features, columns[entry.categories[0]], weight)


def _reading(words: Sequence[str], cents: int, account_type: str) -> Reading:
    return Reading(
        tuple(words)[:_LONGEST_NAME], (), cents > 0, account_type, cents, is_workday=True
    )


def _features_of(reading: Reading, known: Known | None) -> Features:
    return joined(features_of_text(reading, known), features_of_side(reading))
