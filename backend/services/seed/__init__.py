"""What a new household starts with: categories, accounts, rules and mappings, as data."""

import colorsys
import json
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

# How much darker or lighter each next child of a parent is: neighbours differ well.
_STEPS = (-0.08, 0.06, -0.16, 0.1, -0.04, -0.12, 0.03, -0.2)
_DARKEST, _LIGHTEST = 0.3, 0.86


@dataclass(frozen=True, slots=True)
class DefaultCategory:
    """A category and, for a subcategory, the key of its parent."""

    key: str
    name: str
    color: str
    parent: str | None = None
    is_income: bool = False
    is_recurring: bool = False
    is_transfer: bool = False


@dataclass(frozen=True, slots=True)
class DefaultAccount:
    """An account that is there from the start."""

    name: str
    institution: str
    type: str


@dataclass(frozen=True, slots=True)
class DefaultRule:
    """A pattern and an amount (positive = out) that give a category, by its key."""

    pattern: str
    amount: Decimal
    tolerance: Decimal
    category: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """All of it.

    Attributes:
        categories: each parent before its subcategories; those that later versions added last.
        mappings: pattern → category key.
        mapping_confidence: how often each mapping counts as confirmed.
    """

    categories: tuple[DefaultCategory, ...]
    accounts: tuple[DefaultAccount, ...]
    rules: tuple[DefaultRule, ...]
    mapping_confidence: int
    mappings: dict[str, str] = field(repr=False)


@cache
def load_defaults() -> Defaults:
    """Return what is packaged with the app."""
    data: dict[str, Any] = json.loads((files(__name__) / "defaults.json").read_text("utf-8"))
    return Defaults(
        categories=_categories(data),
        accounts=tuple(DefaultAccount(**account) for account in data["accounts"]),
        rules=tuple(_rule(**rule) for rule in data["amount_rules"]),
        mapping_confidence=data["merchant_mapping_confidence"],
        mappings={
            pattern: category
            for category, patterns in data["merchant_mappings"].items()
            for pattern in patterns
        },
    )


def shade(color: str, place: int) -> str:
    """Return the color of a parent's child number `place`, from 0: the same hue."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    wanted = lightness + _STEPS[place % len(_STEPS)]
    channels = colorsys.hls_to_rgb(hue, min(max(wanted, _DARKEST), _LIGHTEST), saturation)
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def _categories(data: dict[str, Any]) -> tuple[DefaultCategory, ...]:
    parents: dict[str, DefaultCategory] = {}
    children: dict[str, int] = {}
    found: list[DefaultCategory] = []

    def add_child(parent: str, **child: Any) -> None:
        place = children[parent] = children.get(parent, -1) + 1
        color = shade(parents[parent].color, place)
        found.append(DefaultCategory(parent=parent, color=color, **child))

    for branch in data["categories"]:
        top = DefaultCategory(**branch["category"])
        parents[top.key] = top
        found.append(top)
        for child in branch["subcategories"]:
            add_child(top.key, **child)
    for child in data["further_subcategories"]:
        add_child(**child)
    return tuple(found)


def _rule(*, pattern: str, amount: str, tolerance: str, category: str) -> DefaultRule:
    return DefaultRule(pattern, Decimal(amount), Decimal(tolerance), category)
