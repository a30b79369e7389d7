"""What the adviser may look up: read-only questions, whose answers are facts as well.

The model writes what it wants to know; nothing of that is trusted. What can't be understood comes
back to it as a sentence, and every answer is bounded.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.core.periods import PeriodScheme
from backend.services.filtering.days import days_of
from backend.services.filtering.errors import FilterError
from backend.services.insights.facts import Figure
from backend.services.insights.looking_up import compared, found_rows, spent
from backend.services.insights.plans import budget_figures, recurring_figures
from backend.services.reports.periods import Period

# What an account or a tag is called is told to no model, also not to one that guesses at it.
_NEAR_NAME = re.compile(r"(?<=”\.) Did you mean .*")
MOST_FIGURES = 60
MOST_ROWS = 20
_MOST_SERIES = 20
_PERIOD = (
    "A stretch of days: 2026-05, 2026, 2026-q1, 2026-05-14, last-month, this-year, last-90-days, "
    "or two of them with dots between, such as 2026-01..2026-03; both ends are inside."
)
_CATEGORY = "A category by its key or name; a parent means its subcategories too."

Words = Annotated[str, Field(min_length=1, max_length=300)]


class UnknownToolError(InvalidInputError):
    """The model asked for something that there is not."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no tool called {name[:40]}.")


class _Wish(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpendingWish(_Wish):
    """What was spent and earned in a period, by category or of one category."""

    period: Annotated[Words, Field(description=_PERIOD)]
    category: Annotated[Words | None, Field(description=_CATEGORY)] = None


class SearchWish(_Wish):
    """The transactions that a filter finds: how many, what they add up to, and the largest."""

    filter: Annotated[
        Words,
        Field(
            description="In the filter language: words of a merchant, category:food, "
            'merchant:"blue bottle", amount>100, out:10..50, date:last-month, is:spending, '
            "is:income; blanks mean AND."
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="rows to show")] = 10


class CompareWish(_Wish):
    """Spending in two periods side by side, with the differences, by category or of one."""

    a: Annotated[Words, Field(description=f"The earlier period. {_PERIOD}")]
    b: Annotated[Words, Field(description="The later period, written alike.")]
    category: Annotated[Words | None, Field(description=_CATEGORY)] = None


class RecurringWish(_Wish):
    """Every subscription and bill that runs, what each costs, and what is due next."""


class BudgetsWish(_Wish):
    """How the budgets of a month stand."""

    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$", description="such as 2026-05")]


@dataclass(frozen=True, slots=True)
class World:
    """Where a tool looks."""

    session: Session
    today: dt.date
    scheme: PeriodScheme


Look = Callable[[World, Any], Iterator[Figure]]


@dataclass(frozen=True, slots=True)
class AdviserTool:
    """One question that may be asked: its name, what it takes, and who answers."""

    name: str
    wish: type[_Wish]
    look: Look

    @property
    def description(self) -> str:
        """What it tells, for the model."""
        return (self.wish.__doc__ or "").strip()

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of what it takes."""
        schema = self.wish.model_json_schema()
        schema.pop("description", None)
        return {"properties": {}, **schema}


def look_up(world: World, name: str, arguments: Mapping[str, Any]) -> list[Figure]:
    """Return what a tool says.

    Raises:
        BudgetAppError: there is no such tool, or what it was asked can't be understood.
    """
    tool = TOOLS.get(name)
    if tool is None:
        raise UnknownToolError(name)
    try:
        wish = tool.wish.model_validate(dict(arguments))
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise InvalidInputError("; ".join(faults)) from error
    try:
        return list(islice(tool.look(world, wish), MOST_FIGURES))
    except FilterError as error:
        raise InvalidInputError(_NEAR_NAME.sub("", str(error))) from error


def period_of(text: str, today: dt.date) -> Period:
    """Return the stretch of days that a text means.

    Raises:
        InvalidInputError: it means none.
    """
    first, _, last = text.partition("..")
    start = days_of(first.strip(), today)
    end = days_of(last.strip(), today) if last else start
    if start is None or end is None:
        raise InvalidInputError(f"“{text[:40]}” is no period. {_PERIOD}")
    return Period(start[0], end[1])


def _spending(world: World, wish: SpendingWish) -> Iterator[Figure]:
    return spent(world.session, period_of(wish.period, world.today), wish.category, world.today)


def _search(world: World, wish: SearchWish) -> Iterator[Figure]:
    return found_rows(world.session, wish.filter, most=wish.limit, today=world.today)


def _compare(world: World, wish: CompareWish) -> Iterator[Figure]:
    a, b = (period_of(text, world.today) for text in (wish.a, wish.b))
    return compared(world.session, a, b, wish.category, world.today)


def _recurring(world: World, _: RecurringWish) -> Iterator[Figure]:
    return recurring_figures(world.session, world.today, most=_MOST_SERIES)


def _budgets(world: World, wish: BudgetsWish) -> Iterator[Figure]:
    period = world.scheme.around(wish.month)
    return budget_figures(world.session, world.scheme, period, world.today)


TOOLS: dict[str, AdviserTool] = {
    tool.name: tool
    for tool in (
        AdviserTool("spending", SpendingWish, _spending),
        AdviserTool("search", SearchWish, _search),
        AdviserTool("compare", CompareWish, _compare),
        AdviserTool("recurring", RecurringWish, _recurring),
        AdviserTool("budgets", BudgetsWish, _budgets),
    )
}
