"""What is behind the fake's endpoints: institutions, logins, and rows that change as at a bank."""

import base64
import datetime as dt
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.plaid import shapes
from tests.fakes.plaid.faults import PlaidError
from tests.fakes.plaid.furnishing import household

INSTITUTIONS = {
    "ins_109508": "First Platypus Bank",
    "ins_109509": "First Gingham Credit Union",
    "ins_109511": "Tartan Bank",
    "ins_109512": "Houndstooth Bank",
}
READY = "HISTORICAL_UPDATE_COMPLETE"


@dataclass
class Item:
    """A login. Its rows change through the methods, and its stream tells what changed."""

    item_id: str
    access_token: str
    institution_id: str
    products: list[str]
    accounts: list[dict[str, Any]] = field(default_factory=list)
    error: dict[str, Any] | None = None
    consent_expiration: str | None = None
    status: str = READY
    not_ready_calls: int = 0  # so many first answers say that nothing is there yet
    is_name_known: bool = True
    securities: list[dict[str, Any]] = field(default_factory=list)
    holdings: list[dict[str, Any]] = field(default_factory=list)
    investment_rows: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    _log: list[tuple[str, bool]] = field(default_factory=list)  # (id, whether it is gone)
    _first: dict[str, int] = field(default_factory=dict)
    _latest: dict[str, int] = field(default_factory=dict)

    def add_account(self, **given: Any) -> str:
        """Open an account; see `shapes.account`."""
        account_id = shapes.plaid_id(self.item_id, "account", len(self.accounts))
        self.accounts.append(shapes.account(account_id, **given))
        return account_id

    def add(self, account_id: str, **given: Any) -> str:
        """A row appears; see `shapes.transaction`."""
        row_id = given.pop("transaction_id", shapes.plaid_id(self.item_id, len(self._log)))
        self.rows[row_id] = shapes.transaction(row_id, account_id, **given)
        self._tell(row_id)
        return row_id

    def add_many(self, account_id: str, count: int, *, last_day: dt.date) -> list[str]:
        """Rows of two years appear, several a day, some of them alike."""
        shops = (
            "BLUE BOTTLE #0042",
            "SAFEWAY 1711",
            "SHELL OIL 5744",
            "NETFLIX.COM",
            "BART CLIPPER",
        )
        return [
            self.add(
                account_id,
                amount=round(2.5 + n * 37 % 9000 / 100, 2),
                date=last_day - dt.timedelta(days=(count - n) * 700 // count),
                name=f"{shops[n % 5]} {n // 5 % 40}",
            )
            for n in range(count)
        ]

    def modify(self, row_id: str, **changes: Any) -> None:
        """A row changes at the bank."""
        if "date" in changes:
            changes["date"] = str(changes["date"])
        self.rows[row_id] = {**self.rows[row_id], **changes}
        self._tell(row_id)

    def remove(self, row_id: str) -> None:
        """A row is gone at the bank."""
        self._tell(row_id, is_gone=True)

    def post(self, pending_id: str, **changes: Any) -> str:
        """A pending row becomes a posted one: a new id that names the old, which goes."""
        pending = self.rows[pending_id]
        keep = {k: v for k, v in pending.items() if k not in {"transaction_id", "account_id"}}
        keep |= {"pending": False, "pending_transaction_id": pending_id, **changes}
        row_id = self.add(pending["account_id"], **keep)
        self.remove(pending_id)
        return row_id

    def require_login(self, code: str = "ITEM_LOGIN_REQUIRED", reason: str | None = None) -> None:
        """The bank wants the owner."""
        problem = PlaidError(code, kind="ITEM_ERROR", reason=reason)
        self.error = problem.body(None)

    def repair(self) -> None:
        """The owner logged in again."""
        self.error = None

    def _tell(self, row_id: str, *, is_gone: bool = False) -> None:
        self._first.setdefault(row_id, len(self._log))
        self._latest[row_id] = len(self._log)
        self._log.append((row_id, is_gone))

    def page(self, cursor: str | None, count: int) -> dict[str, Any]:
        """One page of the stream. Rows that changed between the pages of a loop spoil it."""
        start, length = self._read(cursor)
        if length is not None and length != len(self._log):
            raise PlaidError(
                "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION",
                kind="TRANSACTIONS_ERROR",
                message="Underlying transaction data changed since last page was fetched.",
            )
        found: dict[str, list[dict[str, Any]]] = {"added": [], "modified": [], "removed": []}
        position = start
        while position < len(self._log) and sum(map(len, found.values())) < count:
            self._put(found, position, start)
            position += 1
        has_more = any(self._is_live(later) for later in range(position, len(self._log)))
        following = self._cursor(position, len(self._log) if has_more else None)
        return {**found, "has_more": has_more, "next_cursor": following}

    def _put(self, found: dict[str, list[dict[str, Any]]], position: int, start: int) -> None:
        if not self._is_live(position):
            return  # told again further on
        row_id, is_gone = self._log[position]
        row = self.rows[row_id]
        if is_gone:
            found["removed"].append({"transaction_id": row_id, "account_id": row["account_id"]})
        else:
            found["added" if self._first[row_id] >= start else "modified"].append(row)

    def _is_live(self, position: int) -> bool:
        return self._latest[self._log[position][0]] == position

    def _cursor(self, position: int, length: int | None) -> str:
        words = f"{self.item_id}:{position}:{'' if length is None else length}"
        return base64.b64encode(words.encode()).decode()

    def _read(self, cursor: str | None) -> tuple[int, int | None]:
        if not cursor:
            return 0, None
        try:
            item_id, position, length = base64.b64decode(cursor, validate=True).decode().split(":")
            if item_id == self.item_id:
                return int(position), int(length) if length else None
        except ValueError:
            pass
        raise PlaidError("INVALID_FIELD", message="cursor not associated with access_token")


@dataclass
class LinkToken:
    """A Link that was started: of a new login, or of `item`'s repair."""

    token: str
    products: list[str]
    item: Item | None = None


class Bank:
    """All that one Plaid client has, and the tokens that open it."""

    def __init__(self, environment: str = "sandbox") -> None:
        self.environment = environment
        self.items: list[Item] = []
        self.furnish: Callable[[Item], object] = household  # what a new login holds
        self.link_tokens: dict[str, LinkToken] = {}
        self.public_tokens: dict[str, Item] = {}
        self._numbers = itertools.count(1)

    def token(self, kind: str) -> str:
        word = shapes.plaid_id(kind, next(self._numbers))
        return f"{kind}-{self.environment}-{word[:8]}-{word[8:12]}-{word[12:24]}"

    def new_item(
        self,
        institution_id: str = "ins_109508",
        products: Iterable[str] = ("transactions",),
        *,
        furnished: bool = False,
    ) -> Item:
        """A login that is linked already; empty unless `furnished`."""
        item = Item(
            item_id=shapes.plaid_id("item", next(self._numbers)),
            access_token=self.token("access"),
            institution_id=institution_id,
            products=list(products),
        )
        self.items.append(item)
        if furnished:
            self.furnish(item)
        return item

    def public_token(self, institution_id: str, products: Iterable[str]) -> str:
        """Somebody logged in at a bank; the token can be exchanged once."""
        if institution_id not in INSTITUTIONS:
            raise PlaidError("INVALID_INSTITUTION", kind="INVALID_INPUT")
        token = self.token("public")
        self.public_tokens[token] = self.new_item(institution_id, products, furnished=True)
        return token

    def finish_link(self, link_token: str, institution_id: str) -> str:
        """What Link does when the owner is through: a new login, or a repaired one."""
        link = self.link_tokens.get(link_token)
        if link is None:
            raise PlaidError("INVALID_LINK_TOKEN", kind="INVALID_INPUT")
        if link.item is None:
            return self.public_token(institution_id, link.products)
        link.item.repair()
        token = self.token("public")
        self.public_tokens[token] = link.item
        return token

    def opened_by(self, access_token: str) -> Item:
        for item in self.items:
            if item.access_token == access_token:
                return item
        raise PlaidError(
            "INVALID_ACCESS_TOKEN", kind="INVALID_INPUT", message="could not find matching token"
        )
