"""How the budgets of a period stand: by category, by family, and all together."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.periods import BudgetPeriod, PeriodScheme
from backend.models import Category
from backend.services.budgets.envelopes import Rollover
from backend.services.budgets.history import BudgetBook, open_book
from backend.services.budgets.pacing import ZERO, Clock, Figures, Standing, figures, together
from backend.services.reports.periods import Period
from backend.services.reports.spending import LeftOut, left_out


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A category in a period; without a budget of its own it says what it cost, and where it counts.

    Attributes:
        category: None for what has no category.
        budget_id: of the amount that was set, None where none was.
        is_own: whether it has a budget of its own: an amount, or what was carried over.
        covered_by: the parent whose budget it counts in.
    """

    category: Category | None
    budget_id: int | None
    is_own: bool
    figures: Figures
    rollover: Rollover | None = None
    covered_by: Category | None = None


@dataclass(frozen=True, slots=True)
class BudgetFamily:
    """A parent with its subcategories.

    Attributes:
        own: the parent's own budget, for itself and what has none of its own.
        children: the subcategories that have a budget or cost something, by name.
        figures: all budgets of the family together.
        spent: everything that the family cost.
        unbudgeted: the part of it that no budget covers.
    """

    own: BudgetLine
    children: list[BudgetLine]
    figures: Figures
    spent: Decimal
    unbudgeted: Decimal

    @property
    def lines(self) -> list[BudgetLine]:
        """The budgets of the family."""
        return [line for line in (self.own, *self.children) if line.is_own]


@dataclass(frozen=True, slots=True)
class BudgetReport:
    """How the budgets of a period stand on a day.

    Attributes:
        families: those with a budget by name, then those without, dearest first.
        figures: all budgets together.
        spent: all spending of the period, to the cent of the spending report.
        unbudgeted: the part of it that no budget covers.
        waiting: rows of the period that wait for review, so that nothing counts them yet.
    """

    scheme: PeriodScheme
    clock: Clock
    families: list[BudgetFamily]
    figures: Figures
    spent: Decimal
    unbudgeted: Decimal
    waiting: LeftOut | None

    @property
    def period(self) -> BudgetPeriod:
        """The period that it is about."""
        return self.clock.period

    @property
    def lines(self) -> list[BudgetLine]:
        """Every budget of the period, families by name."""
        return [line for family in self.families for line in family.lines]


def budget_report(
    session: Session, scheme: PeriodScheme, period: BudgetPeriod, *, today: dt.date
) -> BudgetReport:
    """Return how the budgets of `period` stand by the end of `today`."""
    found = left_out(session, Period(period.first_day, period.end))
    waiting = next((rows for rows in found if rows.reason == "waiting"), None)
    reckoning = _Reckoning(open_book(session, scheme, period), Clock(period, today))
    return reckoning.report(scheme, waiting)


class _Reckoning:
    """One report in the making."""

    def __init__(self, book: BudgetBook, clock: Clock) -> None:
        self.book = book
        self.clock = clock
        self.envelopes = book.envelopes
        self.spending = book.envelopes.spending[book.period.key]

    def report(self, scheme: PeriodScheme, waiting: LeftOut | None) -> BudgetReport:
        tops = [c for c in self.book.categories.values() if c.parent_id is None]
        families = [family for top in tops if (family := self.family(top)) is not None]
        if None in self.spending:
            families.append(self.uncategorized(self.spending[None]))
        budgeted = [f for f in families if f.lines]
        others = [f for f in families if not f.lines]
        lines = [line.figures for family in budgeted for line in family.lines]
        return BudgetReport(
            scheme=scheme,
            clock=self.clock,
            families=[
                *sorted(budgeted, key=lambda f: _name(f.own)),
                *sorted(others, key=lambda f: (-f.spent, _name(f.own))),
            ],
            figures=together(self.clock, lines),
            spent=sum(self.spending.values(), ZERO),
            unbudgeted=sum((f.unbudgeted for f in families), ZERO),
            waiting=waiting,
        )

    def family(self, top: Category) -> BudgetFamily | None:
        """Return a parent's family, None where it has no budget and cost nothing."""
        members = [top.id, *self.envelopes.children(top.id)]
        has_own = {c for c in members if self.envelopes.has_own(c, self.book.period)}
        if not has_own and not any(c in self.spending for c in members):
            return None
        own = self.line(top, covering=top.id in has_own)
        parent = top if top.id in has_own else None
        children = [
            self.line(self.book.categories[c], covering=c in has_own, parent=parent)
            for c in members[1:]
            if c in has_own or c in self.spending
        ]
        spent = sum((self.spending.get(c, ZERO) for c in members), ZERO)
        lines = [line.figures for line in (own, *children) if line.is_own]
        within = together(self.clock, lines) if lines else self.unbudgeted(spent)
        return BudgetFamily(
            own=own,
            children=sorted(children, key=_name),
            figures=within,
            spent=spent,
            unbudgeted=spent - within.spent if lines else spent,
        )

    def line(
        self, category: Category, *, covering: bool, parent: Category | None = None
    ) -> BudgetLine:
        """Return one category; `covering` tells whether it has a budget of its own."""
        if not covering:
            spent = self.spending.get(category.id, ZERO)
            return BudgetLine(category, None, False, self.unbudgeted(spent), covered_by=parent)
        period = self.book.period
        return BudgetLine(
            category,
            self.book.budget_ids.get(category.id),
            True,
            figures(
                self.clock,
                budgeted=self.envelopes.amounts.get((category.id, period.key)),
                carried_over=self.envelopes.carried_into(category.id, self.book.periods),
                spent=self.envelopes.spent(category.id, period),
                is_bill=category.is_recurring,
            ),
            rollover=self.envelopes.rollovers.get(category.id),
        )

    def uncategorized(self, spent: Decimal) -> BudgetFamily:
        own = BudgetLine(None, None, False, self.unbudgeted(spent))
        return BudgetFamily(own, [], own.figures, spent, spent)

    @staticmethod
    def unbudgeted(spent: Decimal) -> Figures:
        return Figures(None, ZERO, spent, ZERO, None, None, Standing.UNBUDGETED)


def _name(line: BudgetLine) -> str:
    return line.category.display_name.casefold() if line.category else ""


@dataclass(frozen=True, slots=True)
class BudgetOverview:
    """The running period's budgets in short; `worst` are those over or ahead, worst first."""

    period: BudgetPeriod
    clock: Clock
    figures: Figures
    unbudgeted: Decimal
    worst: list[BudgetLine]
    count: int


_WORST = 4


def budget_overview(session: Session, today: dt.date, *, scheme: PeriodScheme) -> BudgetOverview:
    """Return how the budgets of the period that `today` lies in stand; `count` 0 without any."""
    report = budget_report(session, scheme, scheme.containing(today), today=today)
    pressing = {Standing.OVER: 0, Standing.AHEAD: 1}
    worst = [line for line in report.lines if line.figures.status in pressing]
    worst.sort(key=lambda line: (pressing[line.figures.status], line.figures.left))
    return BudgetOverview(
        period=report.period,
        clock=report.clock,
        figures=report.figures,
        unbudgeted=report.unbudgeted,
        worst=worst[:_WORST],
        count=len(report.lines),
    )
