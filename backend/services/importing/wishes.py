"""What the owner said about a file between its upload and its import."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from backend.services.importing.statement import DateOrder, SignRule, StatedBalance, TableLayout


@dataclass(frozen=True, slots=True)
class TypedClosing:
    """Balances from the paper, in cents; positive when the account holds money."""

    closing: StatedBalance
    opening: StatedBalance | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to read a file, where its statements go, and which rows to leave or to insist on.

    `targets` and `typed` are by the statement's place in the file. `skipped` are numbers of rows
    not to store, `insisted` those to store although they look like stored ones.
    """

    layout: TableLayout | None = None
    date_order: DateOrder | None = None
    sign: SignRule | None = None
    targets: Mapping[int, int] = field(default_factory=dict)
    typed: Mapping[int, TypedClosing] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    insisted: frozenset[int] = frozenset()
    remember: bool = False

    def reads_like(self, other: "Wishes") -> bool:
        """Tell whether a file reads the same and goes to the same accounts by both."""
        mine = (self.layout, self.date_order, self.sign, self.targets, self.typed)
        return mine == (other.layout, other.date_order, other.sign, other.targets, other.typed)

    def to_json(self) -> str:
        """Return the wishes as text that `from_json` reads."""
        data = {item.name: getattr(self, item.name) for item in fields(self)}
        data["layout"] = None if self.layout is None else asdict(self.layout)
        data["typed"] = {index: _typed_data(typed) for index, typed in self.typed.items()}
        data["skipped"], data["insisted"] = sorted(self.skipped), sorted(self.insisted)
        return json.dumps(data)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the wishes that `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        data["layout"] = None if data["layout"] is None else layout_from(data["layout"])
        data["targets"] = {int(index): target for index, target in data["targets"].items()}
        data["typed"] = {int(index): _typed_from(typed) for index, typed in data["typed"].items()}
        data["skipped"] = frozenset(data["skipped"])
        data["insisted"] = frozenset(data["insisted"])
        return cls(**data)


def layout_to_json(layout: TableLayout) -> str:
    """Return a layout as it is kept in a mapping profile."""
    return json.dumps(asdict(layout))


def layout_from(data: Mapping[str, Any]) -> TableLayout:
    """Return a layout from its JSON object; what a later version added is left out."""
    known = {item.name for item in fields(TableLayout)}
    values = {name: value for name, value in data.items() if name in known}
    values["description"] = tuple(values["description"])
    return TableLayout(**values)


def _typed_data(typed: TypedClosing) -> dict[str, Any]:
    return {"closing": _balance_data(typed.closing), "opening": _balance_data(typed.opening)}


def _typed_from(data: Mapping[str, Any]) -> TypedClosing:
    closing = _balance_from(data["closing"])
    if closing is None:
        raise ValueError("a typed closing balance without an amount")
    return TypedClosing(closing, _balance_from(data["opening"]))


def _balance_data(balance: StatedBalance | None) -> dict[str, Any] | None:
    if balance is None:
        return None
    day = balance.date
    return {"date": None if day is None else day.isoformat(), "cents": balance.cents}


def _balance_from(data: Mapping[str, Any] | None) -> StatedBalance | None:
    if data is None:
        return None
    day = data["date"]
    return StatedBalance(None if day is None else dt.date.fromisoformat(day), data["cents"])
