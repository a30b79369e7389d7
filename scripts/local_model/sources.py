"""Reads what is known of merchants: brands from name-suggestion-index, services, telling words."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from backend.services.categorization.local.knowledge import Known
from backend.services.categorization.local.reading import plain_words
from backend.services.categorization.normalization import fold, merchant_of

HERE = Path(__file__).parent
_SHORT = 3  # letters: such names are often the start of another


class Entry(NamedTuple):
    """A line of a hand-written file, one spelling of it."""

    spelling: str
    categories: tuple[str, ...]
    confidence: float
    kind: str
    is_inflow: bool


def knowledge() -> list[Known]:
    """Return every entry of the knowledge base; what is written by hand wins over brands."""
    by_hand = [known for entry in services() for known in _spelled(entry)]
    taken = {(known.pattern, known.is_inflow) for known in by_hand}
    return [known for known in brands() if (known.pattern, known.is_inflow) not in taken] + by_hand


def brands() -> list[Known]:
    """Return the brands and operators of merchant_kb.csv."""
    with (HERE / "merchant_kb.csv").open(encoding="utf-8", newline="") as file:
        return [
            Known(
                row["pattern"],
                row["category"],
                tuple(filter(None, row["alternatives"].split("|"))),
                float(row["confidence"]),
                row["tag"],
                row["match"] == "exact",
            )
            for row in csv.DictReader(file)
        ]


def services() -> Iterator[Entry]:
    """Yield the services, spellings of statements and lines of banks in services.txt."""
    return _entries(HERE / "services.txt")


def telling_words() -> Iterator[Entry]:
    """Yield the words of words.txt, which have no kind."""
    return _entries(HERE / "words.txt")


def _entries(file: Path) -> Iterator[Entry]:
    for line in file.read_text(encoding="utf-8").splitlines():
        head, _, spellings = line.partition(": ")
        if not spellings or line.startswith("#"):
            continue
        sign, categories, confidence, *kind = head.split()
        for spelling in filter(None, map(str.strip, spellings.split(","))):
            yield Entry(
                spelling,
                tuple(categories.split("|")),
                float(confidence),
                kind[0] if kind else "",
                sign == "in",
            )


def _spelled(entry: Entry) -> Iterator[Known]:
    """Yield the entry as it is written and as the app's own cleaning leaves it."""
    spelling = entry.spelling.removeprefix("=")
    spellings = {
        " ".join(plain_words(merchant_of(spelling))),
        " ".join(plain_words(fold(spelling))),
    }
    for pattern in sorted(spellings - {""}):
        yield Known(
            pattern,
            entry.categories[0],
            entry.categories[1:],
            entry.confidence,
            entry.kind,
            entry.spelling.startswith("=") or len(pattern) <= _SHORT,
            entry.is_inflow,
        )
