"""The page on the filter language: each example is read, each field and word is explained."""

import datetime as dt
import re
from pathlib import Path

import pytest

from backend.services.filtering.catalog import Catalog, Named, NamedCategory
from backend.services.filtering.days import days_of
from backend.services.filtering.fields import BY_NAME, FIELDS, HAS, IS, SOURCES, STATUSES
from backend.services.filtering.grammar import DEEPEST, MOST_CHARACTERS, MOST_TERMS, parse
from backend.services.filtering.meaning import mean

PAGE = (Path(__file__).resolve().parents[2] / "docs/filter-language.md").read_text("utf-8")
BLOCKS = re.findall(r"^```filter\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SPANS = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", PAGE, flags=re.MULTILINE | re.DOTALL))
IN_TEXT = [text for text in SPANS if re.match(r"[a-z-]+([:=~<>]|!=)[^ ]", text)]
EXAMPLES = [line for block in BLOCKS for line in block.splitlines()]
TODAY = dt.date(2025, 6, 15)
CATALOG = Catalog(
    accounts=(Named(1, ("Joint Checking", "Bank")),),
    categories=(
        NamedCategory(1, ("Food", "food"), None, is_income=False, is_transfer=False),
        NamedCategory(2, ("Rent", "rent"), None, is_income=False, is_transfer=False),
    ),
    tags=(Named(1, ("vacation",)), Named(2, ("trip",))),
)


@pytest.mark.parametrize("text", [*EXAMPLES, *IN_TEXT, *(field.example for field in FIELDS)])
def test_each_example_means_something(text: str) -> None:
    node = parse(text)

    assert node is not None
    mean(node, CATALOG, TODAY)


def test_the_page_has_examples_of_every_field() -> None:
    assert len(EXAMPLES) > 30
    assert {field.example for field in FIELDS} <= {*EXAMPLES, *IN_TEXT}


def test_every_name_and_word_is_explained() -> None:
    explained = set(SPANS)

    assert set(BY_NAME) <= explained
    assert set(STATUSES) | set(SOURCES) <= explained
    assert {f"has:{word}" for word in HAS} | {f"is:{word}" for word in IS} <= explained


def test_every_date_in_words_is_a_date() -> None:
    words = set(re.findall(r"`((?:this|last)-[a-z0-9-]+|today|yesterday)`", PAGE))

    assert len(words) > 12
    assert all(days_of(word, TODAY) for word in words)


def test_the_limits_are_the_ones_that_hold() -> None:
    limits = f"{MOST_CHARACTERS:,} characters, {MOST_TERMS} conditions and {DEEPEST} levels"

    assert limits in PAGE
