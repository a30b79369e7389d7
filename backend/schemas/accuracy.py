"""How often the app is right, as JSON."""

import datetime as dt
from typing import Self

from pydantic import BaseModel

from backend.schemas.money import DollarsOut
from backend.services.accuracy.figures import Accuracy, Bin, Figures, OfCategory
from backend.services.accuracy.mistakes import Mistake
from backend.services.categorization.trust import Standing


class CategoryRef(BaseModel):
    """A category by its key and name; both are empty where it is gone."""

    short_desc: str
    name: str


Names = dict[int, CategoryRef]
_GONE = CategoryRef(short_desc="", name="")


class FiguresOut(BaseModel):
    """What became of predictions; shares lie in 0-1, `low` and `high` bound `accuracy`.

    `filed` were filed without asking: of those, `corrected` were filed otherwise by the owner, and
    nobody has looked at `unseen` since. `judged` are those whose category the owner confirmed.
    """

    rows: int
    answered: int
    filed: int
    judged: int
    right: int
    corrected: int
    unseen: int
    accuracy: float | None
    low: float | None
    high: float | None
    coverage: float | None

    @classmethod
    def of(cls, figures: Figures, **more: str) -> Self:
        """Return figures as JSON, under what they are of."""
        low, high = figures.interval or (None, None)
        return cls(
            rows=figures.rows,
            answered=figures.answered,
            filed=figures.filed,
            judged=figures.judged,
            right=figures.right,
            corrected=figures.corrected,
            unseen=figures.unseen,
            accuracy=figures.accuracy,
            low=low,
            high=high,
            coverage=figures.coverage,
            **more,
        )


class PartFiguresOut(FiguresOut):
    """The figures of one part of the app: rule, amount_rule, own, learned, shipped, local_model, ai."""

    part: str


class MonthFiguresOut(FiguresOut):
    """The figures of the transactions of one month."""

    month: str


class ConfusedOut(BaseModel):
    """What a category was taken for, how often."""

    category: CategoryRef
    count: int


class CategoryFiguresOut(BaseModel):
    """The rows that the owner filed under a category; the wrongest first in a list."""

    category: CategoryRef
    judged: int
    right: int
    mistaken_for: list[ConfusedOut]

    @classmethod
    def of(cls, category_id: int, figures: OfCategory, names: Names) -> Self:
        """Return the figures of a category as JSON."""
        return cls(
            category=names.get(category_id, _GONE),
            judged=figures.judged,
            right=figures.right,
            mistaken_for=[
                ConfusedOut(category=names.get(other, _GONE), count=count)
                for other, count in figures.mistaken_for.most_common(3)
            ],
        )


class BinOut(BaseModel):
    """Judged predictions whose confidence lies in `low <= c < high` (the last one includes 1)."""

    low: float
    high: float
    judged: int
    right: int
    expected: float | None
    accuracy: float | None

    @classmethod
    def of(cls, place: int, bin_: Bin) -> Self:
        """Return a tenth of confidence as JSON."""
        return cls(
            low=place / 10,
            high=(place + 1) / 10,
            judged=bin_.judged,
            right=bin_.right,
            expected=bin_.expected,
            accuracy=bin_.accuracy,
        )


class AccuracyOut(BaseModel):
    """The page. `one_in` is the error budget: of so many filed by themselves one may be wrong.

    It is for what the app guesses: `guessed` are the figures of shipped, learned and local_model,
    and `asking` lists those of them that file nothing at present, as too much was corrected.
    """

    one_in: int | None
    asking: list[str]
    total: FiguresOut
    guessed: FiguresOut
    parts: list[PartFiguresOut]
    months: list[MonthFiguresOut]
    categories: list[CategoryFiguresOut]
    bins: list[BinOut]
    calibration_error: float | None

    @classmethod
    def of(cls, accuracy: Accuracy, names: Names, standing: Standing) -> Self:
        """Return the page as JSON: parts in the order in which they are asked."""
        wrongest = sorted(
            accuracy.categories.items(),
            key=lambda one: (one[1].right - one[1].judged, one[1].right / one[1].judged),
        )
        return cls(
            one_in=standing.one_in,
            asking=standing.asking,
            total=FiguresOut.of(accuracy.total),
            guessed=FiguresOut.of(accuracy.guessed),
            parts=[
                PartFiguresOut.of(accuracy.parts[part], part=part)
                for part in sorted(accuracy.parts, key=_place_of)
            ],
            months=[
                MonthFiguresOut.of(accuracy.months[month], month=month)
                for month in sorted(accuracy.months)
            ],
            categories=[CategoryFiguresOut.of(id_, one, names) for id_, one in wrongest],
            bins=[BinOut.of(place, one) for place, one in enumerate(accuracy.bins)],
            calibration_error=accuracy.calibration_error,
        )


_ORDER = ("rule", "amount_rule", "own", "learned", "shipped", "local_model", "ai", "unmatched")


def _place_of(part: str) -> int:
    return _ORDER.index(part) if part in _ORDER else len(_ORDER)


class MistakeOut(BaseModel):
    """A transaction that the owner filed otherwise than was predicted."""

    transaction_id: int
    date: dt.date
    description: str
    merchant_name: str | None
    amount: DollarsOut
    predicted: CategoryRef
    chosen: CategoryRef
    part: str
    confidence: float
    was_filed: bool

    @classmethod
    def of(cls, mistake: Mistake, names: Names) -> Self:
        """Return a mistake as JSON."""
        return cls(
            transaction_id=mistake.transaction_id,
            date=mistake.date,
            description=mistake.description,
            merchant_name=mistake.merchant_name,
            amount=mistake.amount,
            predicted=names.get(mistake.predicted_id, _GONE),
            chosen=names.get(mistake.chosen_id, _GONE),
            part=mistake.part,
            confidence=mistake.confidence,
            was_filed=mistake.was_filed,
        )


class MistakeList(BaseModel):
    """A page of mistakes, the latest first."""

    items: list[MistakeOut]
    total: int
