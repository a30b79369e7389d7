"""Merchant mappings as the owner lists, writes, edits and deletes them."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotFoundError
from backend.core.expressions import compile_regex
from backend.models import CategorizationTier, Category, MerchantMapping, RuleOrigin
from backend.services import operations
from backend.services.categories import get_category
from backend.services.categorization import predicting
from backend.services.categorization.normalization import normalize_text
from backend.services.categorization.patterns import pattern_words
from backend.services.rules.hits import hit_counts


class MappingNotFoundError(NotFoundError):
    """There is no such mapping."""

    def __init__(self, mapping_id: int) -> None:
        super().__init__(f"There is no merchant rule {mapping_id}. It may have been deleted.")


class MappingExistsError(ConflictError):
    """Another mapping has that pattern."""

    def __init__(self, present: MerchantMapping, category: Category) -> None:
        super().__init__(
            f"{present.merchant_pattern} is filed under {category.display_name} already. "
            "Edit that rule instead.",
            mapping_id=present.id,
        )


@dataclass(frozen=True, slots=True)
class ListedMapping:
    """A mapping with its category, and how many transactions it decided."""

    mapping: MerchantMapping
    category: Category
    hits: int


@dataclass(frozen=True, slots=True)
class MappingPage:
    """Some mappings of a list, and how many it has in all."""

    items: list[ListedMapping]
    total: int


@dataclass(frozen=True, slots=True)
class MappingChange:
    """What to change of a mapping; None leaves as it is."""

    category: str | None = None
    merchant_pattern: str | None = None
    is_enabled: bool | None = None
    confidence: int | None = None


def list_mappings(
    session: Session,
    *,
    search: str | None = None,
    origin: RuleOrigin | None = None,
    category: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> MappingPage:
    """Return mappings by pattern; `search` looks into pattern and category."""
    statement = select(MerchantMapping, Category).join(
        Category, Category.id == MerchantMapping.category_id
    )
    if search and search.strip():
        words = search.strip()
        statement = statement.where(
            or_(
                MerchantMapping.merchant_pattern.icontains(words, autoescape=True),
                Category.display_name.icontains(words, autoescape=True),
            )
        )
    if origin is not None:
        statement = statement.where(MerchantMapping.origin == origin)
    if category is not None:
        statement = statement.where(Category.short_desc == category)
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    hits = hit_counts(session, CategorizationTier.MERCHANT_MAP)
    rows = session.execute(
        statement.order_by(MerchantMapping.merchant_pattern, MerchantMapping.id)
        .limit(limit)
        .offset(offset)
    )
    return MappingPage([ListedMapping(m, c, hits.get(m.id, 0)) for m, c in rows], total)


def listed_mapping(session: Session, mapping: MerchantMapping) -> ListedMapping:
    """Return one mapping as the list has it."""
    hits = hit_counts(session, CategorizationTier.MERCHANT_MAP).get(mapping.id, 0)
    return ListedMapping(mapping, session.get_one(Category, mapping.category_id), hits)


def get_mapping(session: Session, mapping_id: int) -> MerchantMapping:
    """Return the mapping.

    Raises:
        MappingNotFoundError: there is none with that id.
    """
    mapping = session.get(MerchantMapping, mapping_id)
    if mapping is None:
        raise MappingNotFoundError(mapping_id)
    return mapping


def create_mapping(
    session: Session,
    *,
    merchant_pattern: str,
    category: str,
    is_regex: bool = False,
    threshold: int,
    at: dt.datetime,
) -> MerchantMapping:
    """Add a rule of the owner's, which beats everything learned or shipped.

    What waits for review is predicted anew.

    Raises:
        InvalidPatternError: the pattern can't be used.
        MappingExistsError: it is taken.
        CategoryNotFoundError: there is no such category.
    """
    pattern = _checked_pattern(session, merchant_pattern, is_regex=is_regex)
    filed = get_category(session, category)
    summary = f"Added the rule {pattern} → {filed.display_name}"
    operations.begin(session, "rule_create", summary, at=at)
    mapping = MerchantMapping(
        merchant_pattern=pattern,
        category_id=filed.id,
        confidence=1,
        origin=RuleOrigin.OWN,
        is_regex=is_regex,
        created_at=at,
    )
    session.add(mapping)
    predicting.refresh(session, threshold=threshold)
    return mapping


def edit_mapping(
    session: Session,
    mapping_id: int,
    change: MappingChange,
    *,
    threshold: int,
    at: dt.datetime,
) -> MerchantMapping:
    """Change a mapping; with another pattern or category it becomes the owner's own.

    What waits for review is predicted anew.

    Raises:
        MappingNotFoundError: there is none with that id.
        InvalidPatternError: the pattern can't be used.
        MappingExistsError: the pattern is taken.
        CategoryNotFoundError: there is no such category.
    """
    mapping = get_mapping(session, mapping_id)
    summary = f"Edited the rule {mapping.merchant_pattern}"
    operations.begin(session, "rule_edit", summary, at=at)
    if change.merchant_pattern is not None:
        mapping.merchant_pattern = _checked_pattern(
            session, change.merchant_pattern, is_regex=mapping.is_regex, present=mapping.id
        )
    if change.category is not None:
        mapping.category_id = get_category(session, change.category).id
    if change.is_enabled is not None:
        mapping.is_enabled = change.is_enabled
    if change.confidence is not None:
        mapping.confidence = change.confidence
    if change.merchant_pattern is not None or change.category is not None:
        mapping.origin = RuleOrigin.OWN
        mapping.is_ambiguous = False
    mapping.updated_at = at
    predicting.refresh(session, threshold=threshold)
    return mapping


def delete_mapping(session: Session, mapping_id: int, *, threshold: int, at: dt.datetime) -> None:
    """Forget a mapping and what it learned; what it decided stays decided.

    Raises:
        MappingNotFoundError: there is none with that id.
    """
    mapping = get_mapping(session, mapping_id)
    summary = f"Deleted the rule {mapping.merchant_pattern}"
    operations.begin(session, "rule_delete", summary, at=at)
    session.delete(mapping)
    predicting.refresh(session, threshold=threshold)


def _checked_pattern(
    session: Session, text: str, *, is_regex: bool, present: int | None = None
) -> str:
    if is_regex:
        pattern = text.strip()
        compile_regex(pattern)
    else:
        pattern = normalize_text(text)
        pattern_words(pattern)
    taken = session.scalar(
        select(MerchantMapping).where(MerchantMapping.merchant_pattern == pattern)
    )
    if taken is not None and taken.id != present:
        raise MappingExistsError(taken, session.get_one(Category, taken.category_id))
    return pattern
