"""A rule as a plain value: what it asks, what it does. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.services.filtering.conditions import Condition

WHOLE_SHARE = 10_000  # shares are hundredths of a per cent


@dataclass(frozen=True, slots=True)
class SplitPart:
    """A part of a split: a share, or an amount in cents; one that has neither takes the rest."""

    category_id: int
    share: int | None = None
    cents: int | None = None


@dataclass(frozen=True, slots=True)
class Actions:
    """What a rule does; what it has no word about stays as it is.

    At most one of `category_id` and `split` is there; with `is_transfer` the category is one of
    moves between own accounts.
    """

    category_id: int | None = None
    is_transfer: bool = False
    split: tuple[SplitPart, ...] = ()
    merchant: str | None = None
    tag_ids: tuple[int, ...] = ()
    note: str | None = None
    leaves_out: bool = False

    @property
    def main_category_id(self) -> int | None:
        """What it files under; of a split, its largest part, as far as that is known."""
        return main_part(self.split).category_id if self.split else self.category_id

    @property
    def files(self) -> bool:
        """Whether it says anything about categories."""
        return self.category_id is not None or bool(self.split)

    @property
    def does_more(self) -> bool:
        """Whether it does anything but filing under one category."""
        return bool(self.split or self.merchant or self.tag_ids or self.note or self.leaves_out)

    def plainly(self) -> list[Any]:
        """Return them as JSON can hold them, for the evidence of a decision."""
        parts = [[part.category_id, part.share, part.cents] for part in self.split]
        return [self.category_id, self.is_transfer, parts]


@dataclass(frozen=True, slots=True)
class OwnRule:
    """An enabled rule of the owner's whose condition is understood."""

    id: int
    name: str | None
    query: str
    condition: Condition
    actions: Actions
    files_by_itself: bool = True

    @property
    def title(self) -> str:
        """What it is called: its name, or what it asks."""
        return self.name or self.query


def main_part(parts: Sequence[SplitPart]) -> SplitPart:
    """Return the part that takes the rest, or else the one with the largest share."""
    rest = [part for part in parts if part.share is None and part.cents is None]
    return rest[0] if rest else max(parts, key=lambda part: part.share or 0)


def divide(cents: int, parts: Sequence[SplitPart]) -> list[int] | None:
    """Return the cents of each part, which add up to the whole; None where they can't.

    Shares are of the whole, rounded to cents. The part that takes the rest, or else the last one,
    takes what rounding leaves. No part may be nothing or go the other way.
    """
    sign, size = (1, cents) if cents > 0 else (-1, -cents)
    sizes = [_size_of(part, size) for part in parts]
    rest = next((at for at, each in enumerate(sizes) if each is None), len(parts) - 1)
    sizes[rest] = size - sum(each or 0 for at, each in enumerate(sizes) if at != rest)
    found = [each or 0 for each in sizes]
    return [sign * each for each in found] if min(found) > 0 else None


def _size_of(part: SplitPart, size: int) -> int | None:
    if part.cents is not None:
        return part.cents
    if part.share is None:
        return None
    return (size * part.share + WHOLE_SHARE // 2) // WHOLE_SHARE
