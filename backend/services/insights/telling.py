"""How facts are told to the model: without names of people and numbers of accounts, as exactly as wished."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from backend.core.money import to_cents
from backend.services.insights.facts import Fact, Figure, Unit
from backend.services.insights.wording import money_text, title, written
from backend.services.privacy import PLACEHOLDER, AmountPrecision, Redactor

NOT_TOLD = "(not told)"
_LONGEST_NAME = 80
_WHO, _SOMEBODY = ("[person", "[owner"), "[person]"
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Teller:
    """Writes facts for the model, through the privacy filter."""

    redactor: Redactor
    currency: str

    def value(self, figure: Figure) -> str:
        """Return a figure's value as it is told."""
        if figure.unit is not Unit.MONEY or self.redactor.precision is AmountPrecision.EXACT:
            return written(figure, self.currency)
        amount = self.redactor.amount(int(Decimal(str(figure.value))))
        if amount is None:
            return NOT_TOLD
        text = money_text(to_cents(Decimal(amount)), self.currency)
        return f"about {text.removesuffix('.00')}"

    def line(self, fact: Fact) -> str:
        """Return the line that tells a fact."""
        figure = fact.figure
        period = f", {figure.period}" if figure.period else ""
        words = title(self.name(figure), figure.label)
        return f"{fact.name}: {words}{period}: {self.value(figure)}"

    def lines(self, facts: Sequence[Fact]) -> str:
        """Return facts under their topics."""
        parts = []
        for topic, those in groupby(facts, key=lambda fact: fact.figure.topic):
            parts.append("\n".join([f"## {topic}", *(self.line(fact) for fact in those)]))
        return "\n".join(parts)

    def told(self, facts: Iterable[Fact]) -> dict[int, str]:
        """Return the values that were told otherwise than they are, by the number of the fact."""
        values = ((fact, self.value(fact.figure)) for fact in facts)
        return {
            fact.number: value
            for fact, value in values
            if value != written(fact.figure, self.currency)
        }

    def prose(self, words: str) -> str:
        """Return what a person wrote, filtered."""
        return self.redactor.prose(words)

    def name(self, figure: Figure) -> str:
        """Return a figure's name on one line, filtered: others write what they like into it.

        Whether a name is a person's often shows only in the bank's line (ZELLE TO JANE DOE), so
        words that the filter hides there are hidden in the name as well.
        """
        plain = _BLANKS.sub(" ", self.redactor.text(figure.name)) if figure.name else ""
        if figure.line:
            plain = self._without_hidden(plain, figure.line)
        return plain[:_LONGEST_NAME].strip()

    def _without_hidden(self, name: str, line: str) -> str:
        told = self.redactor.text(line)
        hidden = _words(line) - _words(PLACEHOLDER.sub(" ", told))
        if not hidden & _words(name):
            return name
        kept = [word for word in name.split() if not _words(word) & hidden]
        who = [found for found in PLACEHOLDER.findall(told) if found.startswith(_WHO)]
        return " ".join([*kept, *(who[:1] or [_SOMEBODY])])


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
