"""Whatever the API did, undoing it leaves every table as it was, and redoing it does it again.

The acts are drawn over all routes that write: imports, review, rules, categories, accounts,
transfers, splits, tags, deletions, restores, purges, budgets, goals, and undo itself.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.core.config import Config
from backend.database import Database
from backend.database.recorder import TRACKED_TABLES
from backend.main import create_app
from backend.services import consistency
from tests.conftest import NOW

# A new tag is a word, no change: it stays when its first use is undone.
DUMPED = sorted(set(TRACKED_TABLES) - {"tags"})
HEADER = "Date,Description,Amount\n"
FILES = [
    "2025-03-01,KORNBLUM BAKERY,-5.00\n2025-03-01,KORNBLUM BAKERY,-5.00\n",
    "2025-03-01,KORNBLUM BAKERY,-5.00\n2025-03-04,TO SAVINGS,-500.00\n",
    "2025-03-05,FROM CHECKING,500.00\n2025-03-07,SAFEWAY 12,-40.00\n",
    "2025-03-02,PAYROLL,900.00,1000.00\n2025-03-03,RENT,-700.00,300.00\n",
]
FILE_HEADERS = [HEADER, HEADER, HEADER, "Date,Description,Amount,Balance\n"]

ids = st.integers(1, 12)
few = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)
keys = st.sampled_from(["coffee", "gift", "restaurant", "shop-a", "shop-b"])
accounts = st.integers(1, 6)
amounts = st.sampled_from([5, -5, 500, -500, 7.77])
words = st.sampled_from(["KORNBLUM BAKERY", "SAFEWAY 12", "BOOK"])
learns = st.sampled_from(["keep", "once", "never"])
tags = st.lists(st.sampled_from(["a", "B", "b"]), max_size=2)


@dataclass(frozen=True)
class Act:
    """One request that may change something."""

    method: str
    path: str
    json: Any = None
    file: str = ""

    def do(self, client: TestClient) -> Any:
        if self.file:
            sent = {"file": ("bank.csv", self.file.encode())}
            return client.request(self.method, self.path, files=sent, data=self.json)
        return client.request(self.method, self.path, json=self.json)


def act(
    method: str, path: str, *, file: st.SearchStrategy[str] | None = None, **parts: Any
) -> st.SearchStrategy[Act]:
    """Return acts at `path`, whose `{}` are filled by the strategies in `at`; the rest is sent."""
    places = st.tuples(*parts.pop("at", ()))
    optional = parts.pop("optional", {})
    body = st.fixed_dictionaries(parts, optional=optional) if parts or optional else st.none()
    return st.builds(
        lambda values, sent, content: Act(method, path.format(*values), sent, content),
        places,
        body,
        st.just("") if file is None else file,
    )


def part(category: str, amount: float) -> dict[str, Any]:
    return {"category": category, "amount": amount}


ROWS, RULES, TREE = "/api/transactions", "/api/rules", "/api/categories"
IMPORTS = [
    act(
        "POST",
        "/api/import/file",
        account_id=st.sampled_from(["2", "3"]),
        file=st.integers(0, 3).map(lambda n: FILE_HEADERS[n] + FILES[n]),
    ),
    act("DELETE", "/api/import/{}?confirm=true", at=[st.integers(1, 4)]),
    act("PATCH", "/api/import/profiles/{}", at=[st.just(1)], name=words),
    act("DELETE", "/api/import/profiles/{}", at=[st.just(1)]),
]
REVIEW = [
    act("POST", ROWS + "/{}/review", at=[ids], category_short_desc=keys, learn=learns),
    act(
        "POST",
        ROWS + "/bulk-review",
        items=st.lists(
            st.fixed_dictionaries({"transaction_id": ids, "category_short_desc": keys}),
            min_size=1,
            max_size=3,
        ),
        learn=learns,
    ),
    act("POST", ROWS + "/{}/stage", at=[ids], category_short_desc=keys),
    act("POST", ROWS + "/{}/kick-back", at=[ids]),
    act(
        "POST",
        ROWS + "/bulk-stage",
        transaction_ids=few,
        action=st.just("change"),
        category_short_desc=keys,
    ),
    act("POST", ROWS + "/staged/commit", learn=learns),
    act("POST", ROWS + "/staged/revert-all"),
    act("POST", ROWS + "/batch-categorize"),
    act("POST", ROWS + "/clear-predictions"),
    act("POST", ROWS + "/{}/duplicate", at=[ids], decision=st.sampled_from(["same", "different"])),
    act("POST", "/api/learning/{}", at=[st.integers(900, 1100)], choice=learns),
]
RULE_ACTS = [
    act("POST", RULES + "/mappings", merchant_pattern=words, category=keys),
    act(
        "PATCH",
        RULES + "/mappings/{}",
        at=[st.integers(1, 3)],
        optional={"category": keys, "is_enabled": st.booleans(), "confidence": st.integers(1, 5)},
    ),
    act("DELETE", RULES + "/mappings/{}", at=[st.integers(1, 3)]),
    act(
        "POST",
        RULES + "/amounts",
        description_pattern=words,
        amount=st.sampled_from([5, 40]),
        tolerance=st.sampled_from([0, 1]),
        category=keys,
    ),
    act("PATCH", RULES + "/amounts/{}", at=[st.integers(1, 3)], category=keys),
    act("DELETE", RULES + "/amounts/{}", at=[st.integers(1, 3)]),
]
CATEGORY_ACTS = [
    act(
        "POST",
        TREE,
        display_name=st.sampled_from(["Shop A", "Shop B"]),
        optional={"parent": st.sampled_from(["food", "shopping"]), "is_income": st.booleans()},
    ),
    act("PATCH", TREE + "/{}", at=[keys], display_name=words, is_transfer=st.booleans()),
    act("PATCH", TREE + "/{}/move", at=[keys], parent=st.sampled_from(["food", "shopping", None])),
    act("POST", TREE + "/{}/merge", at=[keys], target_short_desc=keys),
    act("DELETE", TREE + "/{}", at=[keys]),
    act("DELETE", TREE + "/{}?move_to={}", at=[keys, keys]),
]
ACCOUNT_ACTS = [
    act(
        "POST",
        "/api/accounts",
        name=words,
        institution=st.just("bank"),
        account_type=st.sampled_from(["checking", "credit"]),
        optional={"opening_balance": amounts, "opening_balance_on": st.just("2025-01-01")},
    ),
    act(
        "PATCH",
        "/api/accounts/{}",
        at=[accounts],
        optional={"name": words, "is_archived": st.booleans()},
    ),
    act("DELETE", "/api/accounts/{}?confirm=true", at=[accounts]),
]
ROW_ACTS = [
    act(
        "POST",
        ROWS,
        account_id=accounts,
        date=st.sampled_from(["2025-03-01", "2025-03-05"]),
        amount=amounts,
        description=words,
        optional={"category": keys, "tags": tags},
    ),
    act(
        "PATCH",
        ROWS + "/{}",
        at=[ids],
        optional={
            "amount": amounts,
            "category": keys | st.none(),
            "tags": tags,
            "notes": words | st.none(),
            "merchant_name": words,
            "status": st.sampled_from(["confirmed", "pending_review"]),
        },
    ),
    act("DELETE", ROWS + "/{}", at=[ids]),
    act("POST", ROWS + "/bulk-delete", transaction_ids=few),
    act(
        "POST",
        ROWS + "/bulk-edit",
        transaction_ids=few,
        set=st.fixed_dictionaries(
            {}, optional={"category": keys, "add_tags": tags, "remove_tags": tags, "notes": words}
        ),
    ),
    act(
        "POST",
        ROWS + "/bulk-edit",
        filter=st.fixed_dictionaries({"account_id": accounts}),
        set=st.fixed_dictionaries({"add_tags": tags}, optional={"category": keys}),
    ),
    act("POST", ROWS + "/deduplicate?dry_run=false"),
    act(
        "PUT",
        ROWS + "/{}/splits",
        at=[ids],
        splits=st.sampled_from(
            [
                [],
                [part("coffee", 2), part("gift", 3)],
                [part("shop-a", -2), part("restaurant", -3)],
            ]
        ),
    ),
]
PAIRS_AND_BIN = [
    act("POST", "/api/transfers", transaction_ids=st.lists(ids, min_size=2, max_size=2)),
    act("POST", "/api/transfers/{}/confirm", at=[st.integers(1, 3)]),
    act("POST", "/api/transfers/{}/refuse", at=[st.integers(1, 3)]),
    act("DELETE", "/api/transfers/{}", at=[st.integers(1, 3)]),
    act("POST", ROWS + "/restore/{}", at=[st.integers(1, 5)]),
    act("POST", ROWS + "/bulk-restore", deleted_ids=st.just([1, 2, 3, 4, 5])),
    act("DELETE", ROWS + "/deleted/{}", at=[st.integers(1, 5)]),
    act("DELETE", ROWS + "/deleted"),
    act("POST", "/api/operations/{}/undo", at=[st.integers(1, 30)]),
]
months = st.sampled_from(["2025-05", "2025-06"])
BUDGET_ACTS = [
    act("POST", "/api/budgets", category_short_desc=keys, month=months, amount=st.integers(0, 3)),
    act(
        "POST",
        "/api/budgets/bulk",
        month=months,
        items=st.lists(
            st.fixed_dictionaries({"category_short_desc": keys, "amount": st.integers(0, 3)}),
            min_size=1,
            max_size=3,
        ),
    ),
    act("DELETE", "/api/budgets/{}", at=[ids]),
    act(
        "PUT",
        "/api/budgets/rollovers/{}",
        at=[keys],
        mode=st.sampled_from(["surplus", "overspend", "both", None]),
        since=months,
    ),
    act("POST", "/api/goals", name=words, target_amount=st.just(50), saved_already=st.just(5)),
    act("PATCH", "/api/goals/{}", at=[st.integers(1, 3)], is_finished=st.booleans()),
    act("DELETE", "/api/goals/{}", at=[st.integers(1, 3)]),
    act(
        "POST",
        "/api/goals/{}/contributions",
        at=[st.integers(1, 3)],
        amount=amounts,
        date=st.just("2025-06-01"),
    ),
    act("DELETE", "/api/goals/contributions/{}", at=[st.integers(1, 3)]),
]
ACTS = st.one_of(
    *(
        st.one_of(kind)
        for kind in (
            IMPORTS,
            REVIEW,
            RULE_ACTS,
            CATEGORY_ACTS,
            ACCOUNT_ACTS,
            ROW_ACTS,
            PAIRS_AND_BIN,
            BUDGET_ACTS,
        )
    )
)
FIRST = [
    Act("POST", "/api/import/file", {"account_id": "2"}, FILE_HEADERS[1] + FILES[1]),
    Act("POST", "/api/import/file", {"account_id": "3"}, FILE_HEADERS[2] + FILES[2]),
    Act("POST", TREE, {"display_name": "Shop A", "short_desc": "shop-a"}),
    Act("POST", ROWS + "/1/review", {"category_short_desc": "shop-a"}),
    Act("POST", "/api/transfers/1/confirm"),
    Act("PATCH", ROWS + "/4", {"tags": ["a"], "notes": "n"}),
    Act(
        "POST",
        ROWS,
        {"account_id": 2, "date": "2025-03-01", "amount": 5, "description": "BOOK"},
    ),
    Act("PUT", ROWS + "/5/splits", {"splits": [part("coffee", 2), part("gift", 3)]}),
    Act("DELETE", ROWS + "/4"),
    Act(
        "POST",
        RULES + "/amounts",
        {"description_pattern": "BOOK", "amount": 5, "tolerance": 0, "category": "gift"},
    ),
]


class Household:
    """The app on its files, and what its file holds."""

    def __init__(self, client: TestClient, file: Path) -> None:
        self.client = client
        self.file = file

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        with closing(sqlite3.connect(self.file)) as connection:
            return {
                table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
                for table in DUMPED
            }

    def newest_operation(self) -> int:
        with closing(sqlite3.connect(self.file)) as connection:
            return int(
                connection.execute("SELECT coalesce(max(id), 0) FROM operations").fetchone()[0]
            )

    def undo(self, operation: int) -> int:
        answer = self.client.post(f"/api/operations/{operation}/undo")
        assert answer.status_code == 200, answer.text
        return int(answer.json()["operation_id"])

    def do(self, wanted: Act) -> int | None:
        """Do it, undo it, redo it, holding each to the state that it must leave."""
        before, operations = self.dump(), self.newest_operation()
        answer = wanted.do(self.client)
        assert answer.status_code < 500, (wanted, answer.text)
        after, operation = self.dump(), self.newest_operation()
        if operation == operations:
            assert after == before, wanted
            return None
        assert answer.status_code < 400, wanted
        undoing = self.undo(operation)
        assert self.dump() == before, wanted
        redoing = self.undo(undoing)
        assert self.dump() == after, wanted
        return redoing


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A household with a little of everything, to be copied."""
    folder = tmp_path_factory.mktemp("undo") / "BudgetApp"
    with open_household(folder) as household:
        for wanted in FIRST:
            answer = wanted.do(household.client)
            assert answer.status_code < 300, (wanted, answer.text)
    return folder


@contextmanager
def open_household(folder: Path) -> Iterator[Household]:
    config = Config(data_folder=folder)
    app = create_app(config, now=lambda: NOW)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield Household(client, config.budget_file)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=4, max_size=12))
def test_do_and_undo_leave_everything_as_it_was(
    template: Path, tmp_path: Path, acts: list[Act]
) -> None:
    folder = tmp_path / "BudgetApp"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    with open_household(folder) as household:
        states, done = [household.dump()], []
        for wanted in acts:
            operation = household.do(wanted)
            if operation is not None:
                done.append(operation)
                states.append(household.dump())
        assert_sound(household.file)
        for operation in reversed(done):
            assert household.dump() == states.pop()
            household.undo(operation)
        assert household.dump() == states.pop()


def assert_sound(file: Path) -> None:
    database = Database(file)
    with database.read() as session:
        assert [r for r in consistency.examine(session) if r.is_breach] == []
    database.close()


def test_a_merge_of_what_is_used_is_undone_and_done_again(template: Path, tmp_path: Path) -> None:
    """Its parts point back before the category goes: that is nothing in the way."""
    folder = tmp_path / "BudgetApp"
    shutil.copytree(template, folder)
    with open_household(folder) as household:
        assert household.do(Act("POST", TREE + "/coffee/merge", {"target_short_desc": "gift"}))
