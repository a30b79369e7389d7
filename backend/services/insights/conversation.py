"""A conversation as it stands: the facts, the owner's note, what was said, and the new question."""

from dataclasses import dataclass
from typing import Literal

from backend.services.insights.backing import Ground
from backend.services.insights.facts import Fact, FactBook
from backend.services.insights.telling import Teller


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that a question to the adviser rests on.

    Attributes:
        book: the facts of the whole conversation; what tools find is added to it.
        current: the facts of today's snapshot.
        earlier: facts that earlier answers cite and that are not of today's snapshot.
        turns: what was said before.
        known: how many facts were there before this question.
    """

    book: FactBook
    current: tuple[Fact, ...]
    earlier: tuple[Fact, ...]
    turns: tuple[Turn, ...]
    message: str
    note: str
    teller: Teller
    known: int

    @property
    def new_facts(self) -> list[Fact]:
        """The facts that came with this question."""
        return self.book.facts[self.known :]

    def ground(self) -> Ground:
        """Return what numbers of the answer may rest on, as of now."""
        facts = [*self.current, *self.earlier, *self.new_facts]
        asked = [turn.text for turn in self.turns if turn.role == "user"]
        return Ground.of(
            list(dict.fromkeys(facts)),
            told=self.teller.told(facts),
            owner_wrote=(*asked, self.message, self.note),
        )
