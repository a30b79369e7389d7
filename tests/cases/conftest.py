"""A household over HTTP, in a few words."""

from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

CARD, CHECKING, SAVINGS = 1, 2, 3


@dataclass(frozen=True)
class Household:
    """What an owner does, as requests; anything that is refused fails the test."""

    client: TestClient

    def ask(self, path: str, **query: Any) -> Any:
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def do(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.client.request(method, path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def bring(
        self, *lines: str, to: int = CHECKING, header: str = "Date,Description,Amount"
    ) -> Any:
        """Import a table; a minus is money out, as in most banks' files."""
        data = "\n".join([header, *lines, ""]).encode()
        answer = self.send(data, to=to)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def send(self, data: bytes, *, to: int | None = CHECKING, path: str = "file") -> Any:
        form = {} if to is None else {"account_id": str(to)}
        files = {"file": ("bank.csv", data)}
        return self.client.post(f"/api/import/{path}", files=files, data=form)

    def rows(self, **query: Any) -> Any:
        return self.ask("/api/transactions", **{"limit": 500, "order": "asc", **query})["items"]

    def row(self, description: str) -> Any:
        [found] = [row for row in self.rows() if row["description"] == description]
        return found

    def file_under(self, row: Any, category: str) -> Any:
        wish = {"category_short_desc": category}
        return self.do("POST", f"/api/transactions/{row['id']}/review", wish)

    def type_in(self, description: str, amount: float, **values: Any) -> Any:
        row = {"account_id": CHECKING, "date": "2025-06-01", **values}
        body = {**row, "description": description, "amount": amount}
        return self.do("POST", "/api/transactions", body)


@pytest.fixture
def home(client: TestClient) -> Household:
    return Household(client)
