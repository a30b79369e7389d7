"""What a check is, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.core.money import from_cents

SHOWN = 20


class Level(StrEnum):
    """What it means when something is found."""

    BROKEN = "broken"  # the file contradicts itself: a figure on some screen is wrong
    DIFFERS = "differs"  # the file and the world disagree: a bank states another balance


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks a rule.

    Attributes:
        what: what it is about, such as "transaction 17".
        detail: what is wrong with it, in words.
        link: the screen that shows it, where one does.
    """

    what: str
    detail: str
    link: str | None = None

    def __str__(self) -> str:
        return f"{self.what}: {self.detail}"


Find = Callable[[Session], Iterable[Finding]]
Mend = Callable[[Session], int]


@dataclass(frozen=True, slots=True)
class Repair:
    """What mends a rule's findings, as far as that is safe.

    Attributes:
        label: what the button says.
        summary: what history says; None where only what follows from rows is made anew, which
            nobody would want to undo.
        mend: does it and returns how many rows it changed.
    """

    label: str
    summary: str | None
    mend: Mend


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must always hold.

    Attributes:
        key: its name for programs.
        name: the rule, as a sentence without a full stop.
        about: what it protects, for the owner.
        find: yields what breaks it.
        thorough: a slower search for more, where there is one.
    """

    key: str
    name: str
    about: str
    find: Find
    repair: Repair | None = None
    level: Level = Level.BROKEN
    thorough: Find | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; `findings` has the first of `count`."""

    check: Check
    count: int
    findings: tuple[Finding, ...]
    milliseconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Whether the rule holds."""
        return self.count == 0

    @property
    def is_breach(self) -> bool:
        """Whether the file contradicts itself here."""
        return self.count > 0 and self.check.level is Level.BROKEN


# What a column `kind` of a query means: how its rows are called, and which screen shows one.
_LINKS = {
    "transaction": "/transactions?open={}",
    "account": "/accounts?account={}",
    "operation": "/history?operation={}",
    "category": "/categories",
    "budget": "/budgets",
    "goal": "/goals",
    "series": "/recurring",
    "deleted transaction": "/transactions/deleted",
}


def finding(kind: str, row_id: Any, detail: str) -> Finding:
    """Return a finding about a row of that kind."""
    link = _LINKS.get(kind)
    return Finding(f"{kind} {row_id}", detail, link.format(row_id) if link else None)


def by_query(query: str, words: str | Callable[..., str]) -> Find:
    """Return a search by SQL, which selects (kind, id, …) of what breaks the rule.

    Args:
        query: the SQL.
        words: what is wrong, or a function that says it from the further columns.
    """
    statement = text(query)

    def find(session: Session) -> Iterator[Finding]:
        for kind, row_id, *more in session.execute(statement):
            detail = words if isinstance(words, str) else words(*more)
            yield finding(kind, row_id, detail)

    return find


def by_statements(*statements: str) -> Mend:
    """Return a repair by SQL; it counts the rows that the statements changed."""
    prepared = [text(statement) for statement in statements]

    def mend(session: Session) -> int:
        return sum(session.connection().execute(statement).rowcount for statement in prepared)

    return mend


def dollars(cents: Any) -> str:
    """Return stored cents as people write them; what is no whole number is shown as it is."""
    return f"{from_cents(cents):,.2f}" if isinstance(cents, int) else f"{cents!r} cents"
