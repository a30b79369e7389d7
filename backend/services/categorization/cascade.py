"""The cascade as the owner's rules stand now, loaded from the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from backend.services.categorization.decisions import AmountRule, Decision, Mapping
from backend.services.categorization.engine import Cascade, CompiledTiers, compile_tiers
from backend.services.categorization.lesson_rows import OpenLine
from backend.services.categorization.local_tier import LocalTier
from backend.services.categorization.merchant_words import MerchantWords, merchant_words
from backend.services.categorization.normalization import Cleaner
from backend.services.categorization.trust import Trust, read_standing
from backend.services.rules.loading import StoredRules, compile_rules, read_rules

_START = 3
_MOST_KEPT = 10_000  # lines that are remembered from one import to the next

_RULES = """
SELECT id, description_pattern, amount, tolerance, category_id, origin
FROM amount_rules WHERE is_enabled ORDER BY id
"""
_MAPPINGS = """
SELECT m.id, m.merchant_pattern, m.category_id, m.confidence, m.origin, m.is_regex,
       m.is_ambiguous, coalesce(c.is_income OR p.is_income, 0)
FROM merchant_mappings m
JOIN categories c ON c.id = m.category_id
LEFT JOIN categories p ON p.id = c.parent_id
WHERE m.is_enabled ORDER BY m.id
"""
_IS_REGEX = 5  # where it stands among the columns


class _Rows(NamedTuple):
    """The enabled rules and mappings as they are stored, and what is said of merchants."""

    rules: list[tuple[Any, ...]]
    mappings: list[tuple[Any, ...]]
    said: MerchantWords
    own: StoredRules
    trust: Trust


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was compiled last, and of what; the cascade remembers what it has decided since."""

    rows: _Rows
    threshold: int
    tiers: CompiledTiers
    cascade: Cascade


class Rulebook:
    """A household's rules, kept compiled from one import to the next.

    They are read each time, which is quick, and compiled anew where anything is not as it was:
    whatever changed them, an undo or a restored file too. What was decided of a line holds as
    long, so that shops that one bank has told of need no thought at the next.
    """

    def __init__(self, local: LocalTier | None = None) -> None:
        """Start with nothing compiled."""
        self._kept: _Kept | None = None
        self.local = local or LocalTier()

    @property
    def is_ready(self) -> bool:
        """Whether anything is compiled."""
        return self._kept is not None

    def cascade(
        self, session: Session, *, threshold: int, descriptions: Iterable[str] | None = None
    ) -> Cascade:
        """Return every enabled rule and mapping, compiled; see `load_cascade`."""
        rows, kept = _read(session), self._kept
        if kept is not None and kept.threshold == threshold and kept.rows == rows:
            if kept.cascade.remembered > _MOST_KEPT:
                kept = self._kept = replace(kept, cascade=_cascade(kept.tiers, rows))
            return kept.cascade
        if descriptions is not None:
            return _cascade(_compile(rows, threshold, descriptions), rows)
        tiers = _compile(rows, threshold)
        kept = self._kept = _Kept(rows, threshold, tiers, _cascade(tiers, rows))
        return kept.cascade


@dataclass(frozen=True, slots=True)
class Rules:
    """A household's rules, and from how many confirmations on they file a merchant by themselves."""

    rulebook: Rulebook
    threshold: int

    def cascade(self, session: Session, descriptions: Iterable[str] | None = None) -> Cascade:
        """Return them compiled; see `load_cascade`."""
        return self.rulebook.cascade(session, threshold=self.threshold, descriptions=descriptions)

    def ask_local_model(self, session: Session, lines: Iterable[OpenLine]) -> list[Decision]:
        """Return what the local model says of lines that the cascade left open."""
        return self.rulebook.local.suggest(session, lines)


def load_cascade(
    session: Session, *, threshold: int, descriptions: Iterable[str] | None = None
) -> Cascade:
    """Compile every enabled rule and mapping.

    Args:
        session: any session.
        threshold: how often a merchant must be confirmed before it is filed by itself.
        descriptions: what will be decided, where that is little: most mappings can be left out
            then, which makes it many times as quick. None stands for anything.
    """
    rows = _read(session)
    return _cascade(_compile(rows, threshold, descriptions), rows)


def _cascade(tiers: CompiledTiers, rows: _Rows) -> Cascade:
    return Cascade(tiers, said=rows.said, own=compile_rules(rows.own))


def _read(session: Session) -> _Rows:
    session.flush()
    connection = session.connection()
    return _Rows(
        rules=[tuple(row) for row in connection.exec_driver_sql(_RULES).all()],
        mappings=[tuple(row) for row in connection.exec_driver_sql(_MAPPINGS).all()],
        said=merchant_words(session),
        own=read_rules(session),
        trust=read_standing(session).trust,
    )


def _compile(
    rows: _Rows, threshold: int, descriptions: Iterable[str] | None = None
) -> CompiledTiers:
    mappings: Sequence[tuple[Any, ...]] = rows.mappings
    if descriptions is not None:
        text = _haystack(descriptions, rows.said)
        mappings = [row for row in mappings if row[_IS_REGEX] or _may_occur(row[1], text)]
    return compile_tiers(
        (AmountRule(*row) for row in rows.rules), map(_mapping, mappings), threshold, rows.trust
    )


def _mapping(row: tuple[Any, ...]) -> Mapping:
    mapping_id, pattern, category_id, times, origin, *flags = row
    is_regex, is_ambiguous, is_income = map(bool, flags)
    return Mapping(
        id=mapping_id,
        pattern=pattern,
        category_id=category_id,
        times=times,
        origin=origin,
        is_regex=is_regex,
        is_ambiguous=is_ambiguous,
        is_income=is_income,
    )


def _haystack(descriptions: Iterable[str], said: MerchantWords) -> str:
    cleaner = Cleaner()
    cleaned = [cleaner.clean(description) for description in descriptions]
    text = "\n".join({f"{one.text}\n{said.key_of(one.merchant)}" for one in cleaned})
    return text.replace("'", "").replace("&", " AND ")  # as patterns are compared


def _may_occur(pattern: str, text: str) -> bool:
    """Tell whether a plain pattern may be found in the text; never no where it can."""
    start = pattern[:_START].upper()
    if not (start.isascii() and start.isalnum()):
        return True
    # Banks part the S of a name (TG S), so that it says nothing.
    return start.removesuffix("S") in text
