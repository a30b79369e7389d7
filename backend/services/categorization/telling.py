"""Saying what was learned, in the owner's words and figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import Category, MerchantMapping
from backend.services.categorization.learning import Lesson
from backend.services.categorization.normalization import title_case


@dataclass(frozen=True, slots=True)
class Learned:
    """What a mapping was taught: `can_auto` tells whether it may ever file by itself."""

    mapping_id: int
    merchant_pattern: str
    merchant_name: str
    category: str
    category_name: str
    times: int
    threshold: int
    sentence: str
    can_auto: bool
    previous_category: str | None


def tell(session: Session, lessons: Iterable[Lesson], *, threshold: int) -> list[Learned]:
    """Return lessons as the owner reads them."""
    lessons = list(lessons)
    ids = {lesson.mapping.category_id for lesson in lessons}
    ids |= {lesson.previous_category_id for lesson in lessons if lesson.previous_category_id}
    categories = {
        category.id: category
        for category in session.scalars(select(Category).where(Category.id.in_(among(ids))))
    }
    return [_told(lesson, categories, threshold) for lesson in lessons]


def _told(lesson: Lesson, categories: dict[int, Category], threshold: int) -> Learned:
    mapping = lesson.mapping
    category = categories[mapping.category_id]
    previous = categories.get(lesson.previous_category_id or 0)
    return Learned(
        mapping_id=mapping.id,
        merchant_pattern=mapping.merchant_pattern,
        merchant_name=title_case(mapping.merchant_pattern),
        category=category.short_desc,
        category_name=category.display_name,
        times=mapping.confidence,
        threshold=threshold,
        sentence=_sentence(mapping, category, threshold),
        can_auto=not mapping.is_ambiguous,
        previous_category=previous.short_desc if previous else None,
    )


def _sentence(mapping: MerchantMapping, category: Category, threshold: int) -> str:
    merchant, name = title_case(mapping.merchant_pattern), category.display_name
    if mapping.is_ambiguous:
        return f"I will suggest {name} for {merchant} from now on, and always ask you"
    left = threshold - mapping.confidence
    if left <= 0:
        return f"I will file {merchant} under {name} from now on"
    times = "once more" if left == 1 else f"{left} more times"
    return (
        f"I will suggest {name} for {merchant} from now on, "
        f"and file it by myself when you confirm it {times}"
    )
