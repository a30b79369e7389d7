"""What was saved, and how the budgets go."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.services.budgets.pacing import ZERO, Standing
from backend.services.budgets.report import BudgetLine, budget_report
from backend.services.insights.facts import in_words, screen
from backend.services.insights.noticed.insight import Asked, Insight, InsightKind, Weight
from backend.services.reports.periods import Period
from backend.services.reports.trend import MonthTotals, monthly_trend

_USUAL_MONTHS = 6
_MUCH = 0.10  # of income: a change that is worth a word
_LEAST_CENTS, _LEAST_SHARE = 20_00, 0.2


def savings_insights(session: Session, asked: Asked) -> Iterator[Insight]:
    """Yield the last full month's savings rate, where it differs much from the months before."""
    last = asked.month.plus(-1)
    *before, month = monthly_trend(session, last=last, months=_USUAL_MONTHS + 1)
    known = [each for each in before if each.income > 0]
    rate = _rate([month])
    if rate is None or len(known) < _USUAL_MONTHS // 2:
        return
    usual = _rate(known) or 0.0
    if abs(rate - usual) < _MUCH:
        return
    net = to_cents(month.net)
    went = "was left over" if net >= 0 else "more went out than came in"
    yield Insight(
        key=f"savings:{last}",
        kind=InsightKind.SAVINGS,
        weight=Weight.NOTABLE if net < 0 else Weight.NEWS,
        title=f"{asked.money(net)} {went} in {in_words(Period.of_month(last))}",
        detail=_compared(rate, usual, len(known)),
        cents=abs(net),
        source=screen("Cash flow", "/cash-flow", year=str(last.year)),
        history=tuple((str(each.month), to_cents(each.net)) for each in (*known, month)),
    )


def _compared(rate: float, usual: float, months: int) -> str:
    """Return the savings rate in words; of what is short, how much, without a sign."""
    now = f"{rate:.0%} of the income" if rate >= 0 else f"{-rate:.0%} more than the income"
    then = f"{usual:.0%} was kept" if usual >= 0 else f"{-usual:.0%} was short"
    return f"That is {now}; in the {months} months before, {then}."


def _rate(months: list[MonthTotals]) -> float | None:
    income = sum(to_cents(each.income) for each in months)
    return sum(to_cents(each.net) for each in months) / income if income > 0 else None


def budget_insights(session: Session, asked: Asked) -> Iterator[Insight]:
    """Yield budgets that are overspent, or spent faster than their period passes."""
    period = asked.scheme.containing(asked.today)
    report = budget_report(session, asked.scheme, period, today=asked.today)
    for line in report.lines:
        stands = line.figures.status
        if stands in (Standing.OVER, Standing.AHEAD) and line.category is not None:
            yield from _of_budget(line, asked, str(period.first_day))


def _of_budget(line: BudgetLine, asked: Asked, period: str) -> Iterator[Insight]:
    figures, name = line.figures, line.category.display_name if line.category else ""
    is_over = figures.status is Standing.OVER
    apart = -to_cents(figures.left) if is_over else to_cents(figures.ahead_by or ZERO)
    spent, available = to_cents(figures.spent), to_cents(figures.available)
    if apart < max(_LEAST_CENTS, _LEAST_SHARE * available):
        return
    title = (
        f"{name} is {asked.money(apart)} over its budget"
        if is_over
        else f"{name} is {asked.money(apart)} ahead of its pace"
    )
    spare = figures.safe_per_day
    rest = f" {asked.money(to_cents(spare))} a day would keep it." if spare else ""
    yield Insight(
        key=f"budget:{line.category.short_desc if line.category else ''}:{figures.status}:{period}",
        kind=InsightKind.BUDGET_PACE,
        weight=Weight.NOTABLE if is_over else Weight.NEWS,
        title=title,
        detail=f"{asked.money(spent)} of {asked.money(available)} is spent.{rest}",
        cents=apart,
        source=screen("Budgets", "/budgets"),
    )
