"""The merchants of the household: searched, sorted, a page at a time."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from backend.models import Cadence
from backend.services.categorization.merchant_words import MerchantWords, merchant_words
from backend.services.merchants.figures import MerchantFigures, merchant_figures
from backend.services.merchants.usual import CategoryLook, category_looks, usual_categories
from backend.services.recurring.listing import list_series
from backend.services.transactions.remembering import remembered

_MAPPINGS = """
SELECT merchant_pattern, id, category_id, confidence, origin, is_enabled, is_ambiguous
FROM merchant_mappings
WHERE merchant_pattern IN (SELECT value FROM json_each(?)) AND NOT is_regex
"""


class MerchantOrder(StrEnum):
    """What merchants are sorted by."""

    SPENT = "spent"
    RECEIVED = "received"
    COUNT = "count"
    RECENT = "recent"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class FilingRule:
    """The mapping of the merchant's very name, as far as there is one."""

    id: int
    category: CategoryLook
    times: int
    origin: str
    is_enabled: bool
    is_ambiguous: bool


@dataclass(frozen=True, slots=True)
class ListedMerchant:
    """A merchant with what it came to; `share` is that of the usual category."""

    figures: MerchantFigures
    name: str
    is_named: bool
    aliases: list[str]
    category: CategoryLook | None
    share: float | None
    rule: FilingRule | None
    cadence: Cadence | None


@dataclass(frozen=True, slots=True)
class MerchantPage:
    """Some merchants of a list; how many it has in all, and what those came to, in cents."""

    items: list[ListedMerchant]
    total: int
    out: int
    into: int


Named = tuple[MerchantFigures, str]

_BY: dict[MerchantOrder, Callable[[Named], Any]] = {
    MerchantOrder.SPENT: lambda one: (-one[0].out, one[1].casefold()),
    MerchantOrder.RECEIVED: lambda one: (-one[0].into, one[1].casefold()),
    MerchantOrder.COUNT: lambda one: (-one[0].rows, one[1].casefold()),
    MerchantOrder.NAME: lambda one: (one[1].casefold(), one[0].key),
}


def list_merchants(
    session: Session,
    *,
    today: dt.date,
    search: str | None = None,
    order: MerchantOrder = MerchantOrder.SPENT,
    limit: int = 50,
    offset: int = 0,
) -> MerchantPage:
    """Return merchants; `search` looks into names, the bank's words and other spellings."""
    said = merchant_words(session)
    found = _found(session, said, search)
    if order is MerchantOrder.RECENT:
        found.sort(key=_BY[MerchantOrder.NAME])
        found.sort(key=lambda one: one[0].last_on, reverse=True)
    else:
        found.sort(key=_BY[order])
    return MerchantPage(
        items=listed(session, found[offset : offset + limit], said, today),
        total=len(found),
        out=sum(one.out for one, _ in found),
        into=sum(one.into for one, _ in found),
    )


def listed(
    session: Session, found: list[Named], said: MerchantWords, today: dt.date
) -> list[ListedMerchant]:
    """Return these merchants with all that a list shows of them."""
    keys = [one.key for one, _ in found]
    looks, usual = category_looks(session), usual_categories(session, keys)
    rules, cadences = _rules(session, keys, looks), cadences_of(session, today)
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for alias, key in sorted(said.aliases.items()):
        aliases[key].append(alias)
    return [
        ListedMerchant(
            figures=one,
            name=name,
            is_named=one.key in said.names,
            aliases=aliases.get(one.key, []),
            category=looks[usual[one.key].category_id] if one.key in usual else None,
            share=usual[one.key].share if one.key in usual else None,
            rule=rules.get(one.key),
            cadence=cadences.get(one.key),
        )
        for one, name in found
    ]


def cadences_of(session: Session, today: dt.date) -> dict[str, Cadence]:
    """Return how often each merchant charges (or pays), where it does so again and again."""

    def ask() -> dict[str, Cadence]:
        return {
            series.merchant_key: series.cadence
            for series in reversed(list_series(session, today))
            if series.merchant_key and series.is_running
        }

    return remembered(session, ("cadences", today), ask)


def _found(session: Session, said: MerchantWords, search: str | None) -> list[Named]:
    everyone = [(one, said.name_of(one.key)) for one in merchant_figures(session)]
    words = (search or "").casefold().split()
    if not words:
        return everyone
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for alias, key in said.aliases.items():
        spellings[key].append(alias)

    def fits(one: Named) -> bool:
        text = "\n".join([one[1], one[0].key, *spellings.get(one[0].key, ())]).casefold()
        return all(word in text for word in words)

    return [one for one in everyone if fits(one)]


def _rules(
    session: Session, keys: Iterable[str], looks: dict[int, CategoryLook]
) -> dict[str, FilingRule]:
    rows = session.connection().exec_driver_sql(_MAPPINGS, (json.dumps(list(keys)),))
    return {
        pattern: FilingRule(
            rule_id, looks[category_id], times, origin, bool(is_enabled), bool(is_ambiguous)
        )
        for pattern, rule_id, category_id, times, origin, is_enabled, is_ambiguous in rows
    }
