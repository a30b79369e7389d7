"""Whatever is sent to whichever route: an answer in words, and nothing half-stored.

The routes and their shapes come from the app's own OpenAPI document, so a new route is tried
from the day it is there. Each request starts from one that fits its schema and is then spoiled
somewhere, as nonsense from top to bottom is refused before it reaches anything that could break.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.core.config import Config
from backend.main import create_app
from tests.conftest import NOW

TABLE = b"Date,Description,Amount\n2025-03-01,BART FARE,-2.75\n2025-03-02,CAFE 12,-40.00\n"
LONG = "x" * 100_000
WORDS = ["", " ", "%", "_", "\\", "'", '"', "\0", "\x1b[2J", "\n", "\ud800", "é\u202e", "(a|a)+$"]
NASTY_TEXT = st.sampled_from([*WORDS, LONG, "[", "9" * 400, "../..", "-", "1e999", "null"])
HUGE = [10**20, -(10**20), 2**63, 2**63 - 1, -(2**63), 10**400]
NASTY_NUMBERS = st.sampled_from(
    [0, -1, 1, *HUGE, 0.005, 1e308, -0.0, float("nan"), float("inf"), float("-inf")]
)
NO_DAYS = ["0000-01-01", "10000-01-01", "2025-02-30", "2025-13", "2025-00", "banana", "2025-1-1"]
EDGE_DAYS = ["0001-01-01", "9999-12-31", "9999-12", "0001-01", "2025-06-15T00:00:00Z"]
NASTY_DATES = st.sampled_from([*NO_DAYS, *EDGE_DAYS])
NONSENSE: st.SearchStrategy[Any] = st.one_of(
    NASTY_TEXT,
    NASTY_NUMBERS,
    NASTY_DATES,
    st.sampled_from([None, True, False, [], {}, [None], [[]], {"\ud800": 1}, [1] * 3000]),
)
GOOD_TEXT = st.sampled_from(["coffee", "dining", "Shop", "BART FARE", "#aabbcc", "a b"])
GOOD_DATES = st.sampled_from(["2025-03-01", "2025-03-02", "2024-02-29"])
# Making a household of three years takes seconds, and the route takes nothing that could be wrong.
LEFT_OUT = {"POST /api/demo"}


@dataclass(frozen=True)
class Route:
    """One operation of the API, as its document describes it."""

    method: str
    path: str
    parameters: tuple[dict[str, Any], ...]
    media: str | None
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


DOCUMENT = create_app(Config(data_folder=Path("never-made"))).openapi()


def routes() -> list[Route]:
    found = [
        Route(
            method.upper(),
            path,
            tuple(operation.get("parameters", [])),
            *next(
                (
                    (media, content["schema"])
                    for media, content in operation.get("requestBody", {})
                    .get("content", {})
                    .items()
                ),
                (None, {}),
            ),
        )
        for path, operations in DOCUMENT["paths"].items()
        for method, operation in operations.items()
    ]
    return [route for route in found if str(route) not in LEFT_OUT]


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return values that the schema allows, or nearly."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return st.deferred(lambda: fitting(DOCUMENT["components"]["schemas"][name]))
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    if "anyOf" in schema:
        return st.one_of([fitting(choice) for choice in schema["anyOf"]])
    make = _BY_TYPE.get(schema.get("type", ""))
    return make(schema) if make else NONSENSE


def _object(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    required = set(schema.get("required", []))
    fields = {name: fitting(of) for name, of in schema.get("properties", {}).items()}
    if not fields:
        return st.dictionaries(GOOD_TEXT, NONSENSE, max_size=2)
    return st.fixed_dictionaries(
        {name: fields[name] for name in fields if name in required},
        optional={name: fields[name] for name in fields if name not in required},
    )


_BY_TYPE: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
    "object": _object,
    "array": lambda schema: st.lists(fitting(schema.get("items", {})), max_size=3),
    "string": lambda schema: GOOD_DATES if schema.get("format") == "date" else GOOD_TEXT,
    "integer": lambda _: st.integers(1, 6),
    "number": lambda _: st.sampled_from([1, 2.75, -2.75, 40, 0.1]),
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
}


@st.composite
def spoiled(draw: st.DrawFn, value: st.SearchStrategy[Any]) -> Any:
    """Return a fitting value with nonsense at one place, or as it is, or nothing but nonsense."""
    how = draw(st.integers(0, 9))
    if how == 0:
        return draw(NONSENSE)
    return _spoil(draw, draw(value)) if how > 2 else draw(value)


def _spoil(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, dict) and value:
        name = draw(st.sampled_from([*sorted(value), "\ud800 no such field"]))
        return {**value, name: _spoil(draw, value[name]) if name in value else 1}
    if isinstance(value, list) and value and draw(st.booleans()):
        return [_spoil(draw, value[0]), *value[1:]]
    return draw(NONSENSE)


@st.composite
def requests(draw: st.DrawFn, route: Route) -> dict[str, Any]:
    path, query = route.path, []
    for parameter in route.parameters:
        schema = parameter.get("schema", {})
        if parameter["in"] == "path":
            value = draw(spoiled(st.integers(1, 6) | GOOD_TEXT))
            path = path.replace(f"{{{parameter['name']}}}", _in_url(value))
        elif parameter.get("required") or draw(st.booleans()):
            query += [
                f"{parameter['name']}={_in_url(draw(spoiled(fitting(schema))))}"
                for _ in range(draw(st.sampled_from([1, 1, 1, 2])))
            ]
    return {"url": path + ("?" + "&".join(query) if query else ""), **_body(draw, route)}


def _in_url(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    text = value if isinstance(value, str) else json.dumps(value)
    return quote(text.encode("utf-8", "surrogatepass")[:3000], safe="")


def _body(draw: st.DrawFn, route: Route) -> dict[str, Any]:
    if route.media is None:
        return {}
    if route.media.startswith("multipart/"):
        fields = {
            name: str(draw(spoiled(st.integers(1, 6)))).encode("utf-8", "replace")
            for name in draw(st.sampled_from([[], ["account_id"], ["dry_run"]]))
        }
        data = draw(
            st.sampled_from([TABLE, b"", b"\0" * 50, TABLE[:40], b"PK\x03\x04", LONG.encode()])
        )
        name = draw(st.sampled_from(["x.csv", "\0", "../../x", "x" * 300]))
        return {"files": {"file": (name, data)}, "data": fields}
    text = json.dumps(draw(spoiled(fitting(route.body))))
    if draw(st.integers(0, 19)) == 0:
        text = text[: len(text) // 2]
    media = draw(
        st.sampled_from([*["application/json"] * 12, "text/plain", "", "multipart/form-data"])
    )
    return {"content": text.encode(), "headers": {"content-type": media}}


@dataclass(frozen=True)
class Household:
    """The app with a few rows in it, and a second look into its file."""

    client: TestClient
    watcher: sqlite3.Connection

    def version(self) -> int:
        """A number that changes with each commit to the file."""
        return int(self.watcher.execute("PRAGMA data_version").fetchone()[0])


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    config = Config(data_folder=tmp_path_factory.mktemp("fuzz"))
    with TestClient(
        create_app(config, now=lambda: NOW),
        base_url="http://localhost",
        raise_server_exceptions=False,
    ) as client:
        fill(client)
        watcher = sqlite3.connect(config.budget_file)
        yield Household(client, watcher)
        watcher.close()


def fill(client: TestClient) -> None:
    client.post("/api/import/file", files={"file": ("a.csv", TABLE)}, data={"account_id": 2})
    for amount, account in ((500, 2), (-500, 3), (12.5, 2), (7, 2)):
        row = {"account_id": account, "date": "2025-03-05", "amount": amount, "description": "ROW"}
        assert client.post("/api/transactions", json=row).status_code == 201
    client.put(
        "/api/transactions/5/splits",
        json={
            "splits": [{"category": "coffee", "amount": 2.5}, {"category": "gift", "amount": 10}]
        },
    )
    client.delete("/api/transactions/6")


def check(household: Household, answer: Any, before: int) -> None:
    """Hold an answer to what every answer promises."""
    assert answer.status_code < 500, answer.text
    kind = answer.headers.get("content-type", "")
    if answer.status_code >= 400:
        assert kind.startswith("application/problem+json"), (answer.status_code, kind)
        told = answer.json()
        assert told["status"] == answer.status_code
        assert told["detail"].strip()
        assert len(answer.content) < 20_000, "an answer that repeats what was sent"
        assert household.version() == before
    elif kind.startswith("application/json"):
        json.loads(answer.content, parse_constant=pytest.fail)


@pytest.mark.parametrize("route", routes(), ids=str)
def test_every_request_is_answered_in_words(household: Household, route: Route) -> None:
    @settings(
        max_examples=10,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(request=requests(route))
    def try_it(request: dict[str, Any]) -> None:
        before = household.version()
        answer = household.client.request(route.method, **request)
        check(household, answer, before)

    try_it()


def test_the_file_is_sound_after_all_that(household: Household) -> None:
    assert household.watcher.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert household.watcher.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/settings", {"\ud800": 1}),
        ("/api/accounts", {"\ud800": 1}),
        ("/api/transactions/bulk-review", {"items": [1] * 3000}),
    ],
)
def test_what_random_requests_found(household: Household, path: str, body: Any) -> None:
    before = household.version()
    answer = household.client.post(
        path, content=json.dumps(body), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    check(household, answer, before)
