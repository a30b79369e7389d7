"""Figures of the months: what came in and went out, by category, against what is usual."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import to_cents
from backend.models import Category
from backend.services.insights.facts import (
    Figure,
    as_filter,
    count,
    in_words,
    money,
    rows,
    screen,
    share,
)
from backend.services.reports.category_months import CategoryMonths, category_months
from backend.services.reports.month_course import month_course
from backend.services.reports.periods import Period
from backend.services.reports.spending import UNCATEGORIZED, left_out
from backend.services.reports.trend import MonthTotals, monthly_trend

USUAL_MONTHS = 6
MOST_CATEGORIES = 10
SPENDING, INCOME = "is:spending is:counted", "is:income is:counted"


def month_figures(session: Session, today: dt.date) -> Iterator[Figure]:
    """Yield this month so far, the last one, and what six full months were on average."""
    month = Month.of(today)
    totals = monthly_trend(session, last=month, months=USUAL_MONTHS + 1)
    *full, now = totals
    yield from _month("This month so far", now, f"{_name(month)} so far")
    yield from _against_last_month(session, today)
    yield from _month("Last month", full[-1], _name(month.plus(-1)))
    yield from _average(full)
    for each in full[:-1]:
        yield from _in_and_out("Months before", each, _name(each.month))
    for line in left_out(session, Period.of_month(month)):
        if line.reason == "waiting":
            yield count(
                "This month so far",
                "transactions that wait for review and count nowhere yet",
                line.count,
                period=_name(month),
                source=rows(f"is:waiting date:{month}"),
            )


def category_figures(session: Session, today: dt.date) -> Iterator[Figure]:
    """Yield the largest categories: this month so far, the last month, and what is usual."""
    month = Month.of(today)
    report = category_months(session, month.plus(-USUAL_MONTHS), month)
    families = _families(session, (line for line in report.categories if not line.is_income))
    largest = sorted(families, key=lambda each: (-_size(each), each.name))[:MOST_CATEGORIES]
    for family in largest:
        yield from _category(family, month)


@dataclass(frozen=True, slots=True)
class _Family:
    """A parent with its subcategories; what it cost month by month, this one last."""

    key: str | None
    name: str
    cents: tuple[int, ...]

    @property
    def usual(self) -> int:
        return average(self.cents[:-1])


def average(cents: tuple[int, ...] | list[int]) -> int:
    """Return the average of some amounts in whole cents."""
    mean = Decimal(sum(cents)) / len(cents)
    return int(mean.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _families(session: Session, lines: Iterator[CategoryMonths]) -> list[_Family]:
    named = session.execute(select(Category.short_desc, Category.display_name))
    names = {key: name for key, name in named}  # noqa: C416 - rows are no pairs to mypy
    months: defaultdict[str | None, list[tuple[int, ...]]] = defaultdict(list)
    for line in lines:
        months[line.parent_short_desc or line.short_desc].append(line.cents)
    return [
        _Family(key, names.get(key or "", UNCATEGORIZED), tuple(map(sum, zip(*cells, strict=True))))
        for key, cells in months.items()
    ]


def _size(family: _Family) -> int:
    return max(family.cents[-1], family.cents[-2], family.usual)


def _category(family: _Family, month: Month) -> Iterator[Figure]:
    topic, key = "Categories", family.key or "none"
    for label, when, cents in (
        ("spent so far", month, family.cents[-1]),
        ("spent", month.plus(-1), family.cents[-2]),
    ):
        source = rows(f"{SPENDING} category:{key} date:{when}")
        yield money(topic, label, cents, name=family.name, period=_name(when), source=source)
    before = Period(month.plus(-USUAL_MONTHS).first_day, month.first_day)
    yield money(
        topic,
        f"spent in a usual month (average of the last {USUAL_MONTHS} full months)",
        family.usual,
        name=family.name,
        period=in_words(before),
        source=rows(f"{SPENDING} category:{key} {as_filter(before)}"),
    )
    more, last = family.cents[-2] - family.usual, _name(month.plus(-1))
    source = rows(f"{SPENDING} category:{key} date:{month.plus(-1)}")
    label = "more spent than in a usual month (below zero: less)"
    yield money(topic, label, more, name=family.name, period=last, source=source)
    label = "change from a usual month"
    yield from share(topic, label, more, family.usual, name=family.name, period=last, source=source)


def _month(topic: str, totals: MonthTotals, words: str) -> Iterator[Figure]:
    yield from _in_and_out(topic, totals, words)
    income, net = to_cents(totals.income), to_cents(totals.net)
    source = screen("Cash flow", "/cash-flow", year=str(totals.month.year))
    yield money(topic, "left over (income less spending)", net, period=words, source=source)
    label = "savings rate (what was left of the income)"
    yield from share(topic, label, net, income, period=words, source=source)


def _in_and_out(topic: str, totals: MonthTotals, words: str) -> Iterator[Figure]:
    for label, amount, which in (
        ("spending", totals.spending, SPENDING),
        ("income", totals.income, INCOME),
    ):
        source = rows(f"{which} date:{totals.month}")
        yield money(topic, label, to_cents(amount), period=words, source=source)


def _against_last_month(session: Session, today: dt.date) -> Iterator[Figure]:
    """Yield this month's spending beside the last one's by the same day."""
    course = month_course(session, today=today)
    now, before = to_cents(course.now[-1]), to_cents(course.before_by(today.day))
    topic, source = "This month so far", screen("Home", "/")
    words = f"by day {today.day} of the month"
    yield money(topic, f"spent last month {words}", before, source=source)
    yield money(
        topic, f"more spent than last month {words} (below zero: less)", now - before, source=source
    )


def _average(full: list[MonthTotals]) -> Iterator[Figure]:
    topic = "Usual month"
    period = Period(full[0].month.first_day, full[-1].month.end)
    words = in_words(period)
    income = [to_cents(each.income) for each in full]
    spending = [to_cents(each.spending) for each in full]
    per = f"a month, average of the last {USUAL_MONTHS} full months"
    dates = as_filter(period)
    yield money(
        topic,
        f"spending {per}",
        average(spending),
        period=words,
        source=rows(f"{SPENDING} {dates}"),
    )
    yield money(
        topic, f"income {per}", average(income), period=words, source=rows(f"{INCOME} {dates}")
    )
    source = screen("Cash flow", "/cash-flow", year=str(full[-1].month.year))
    left = [came - went for came, went in zip(income, spending, strict=True)]
    yield money(topic, f"left over {per}", average(left), period=words, source=source)
    label = f"savings rate of the last {USUAL_MONTHS} full months together"
    yield from share(topic, label, sum(left), sum(income), period=words, source=source)


def _name(month: Month) -> str:
    return in_words(Period.of_month(month))
