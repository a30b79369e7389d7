"""The first 600 lines of a made-up household, filed day by day as its owner would."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from backend.services.categorization.decisions import Decision, Mapping
from backend.services.categorization.engine import Cascade, compile_tiers
from backend.services.categorization.normalization import merchant_of
from backend.services.categorization.platforms import learn_pattern

LINES = Path(__file__).with_name("household_lines.csv")
THRESHOLD = 3


def lines() -> list[dict[str, str]]:
    with LINES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decisions_by_day() -> Iterator[tuple[Decision, str]]:
    """Decide each day's lines from what the days before taught."""
    filed: dict[str, list[str]] = defaultdict(list)
    for _, day in groupby(lines(), key=lambda line: line["date"]):
        today = list(day)
        cascade = Cascade(compile_tiers([], map(mapping, filed.items()), THRESHOLD))
        for line in today:
            cents = round(float(line["amount"]) * 100)
            yield cascade.decide(line["description"], cents), line["category"]
        for line in today:
            if pattern := learn_pattern(line["description"]):
                filed[pattern].append(line["category"])


def mapping(item: tuple[str, list[str]]) -> Mapping:
    pattern, categories = item
    last = categories[-1]
    return Mapping(
        id=1,
        pattern=pattern,
        category_id=CATEGORY_IDS[last],
        times=categories.count(last),
        is_ambiguous=len(set(categories)) > 1,
    )


CATEGORY_IDS = {name: n for n, name in enumerate(sorted({line["category"] for line in lines()}), 1)}


def test_what_is_confirmed_by_itself_is_right() -> None:
    auto = [
        decision.category_id == CATEGORY_IDS[category]
        for decision, category in decisions_by_day()
        if decision.auto
    ]

    assert len(auto) > 0.3 * len(lines())
    assert sum(auto) / len(auto) > 0.97


def test_what_was_taught_is_predicted_again() -> None:
    right = Counter(
        decision.category_id == CATEGORY_IDS[category] for decision, category in decisions_by_day()
    )

    assert right[True] / right.total() > 0.6


def test_few_keys_stand_for_many_lines() -> None:
    assert len({merchant_of(line["description"]) for line in lines()}) < 0.5 * len(lines())
