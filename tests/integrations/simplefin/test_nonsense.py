"""Whatever a server answers: rows, or a sentence, and never an error that nobody foresaw."""

import contextlib
import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backend.integrations.bank_feed import FeedError
from backend.integrations.simplefin.credentials import (
    Access,
    NoSetupTokenError,
    claim_url,
    read_access,
)
from backend.integrations.simplefin.errors import plain, seconds_to_wait
from backend.integrations.simplefin.problems import named_problems
from backend.integrations.simplefin.reading import UnreadableRowError, read_accounts
from tests.conftest import NOW

TODAY = dt.date(2025, 6, 15)
ACCESS = Access("https://bridge.example/simplefin", "user-canary", "pass-canary")

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["12.50", "-3", "USD", "https://x.example", "\ud800", "1e9", "<b>"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def maybe(good: Any) -> Any:
    return st.just(good) | anything


def fields(**good: Any) -> Any:
    named = {key.replace("_", "-") if key in _DASHED else key: maybe(v) for key, v in good.items()}
    return st.fixed_dictionaries({}, optional=named)


_DASHED = {"available_balance", "balance_date"}
rows = fields(
    id="t", posted=1749988800, transacted_at=1749988800, amount="-1.50", description="SHOP",
    payee="Shop", memo="", pending=False, extra={"category": "x"},
)  # fmt: skip
accounts = fields(
    id="a", name="Checking", conn_id="c", currency="USD", balance="1.00", available_balance="1",
    balance_date=1749988800, org={"name": "Bank"}, holdings=[],
).flatmap(
    lambda account: (st.lists(maybe({}) | rows, max_size=3) | anything).map(
        lambda listed: {**account, "transactions": listed}
    )
)  # fmt: skip
problems = fields(code="con.auth", conn_id="c", account_id="a", msg="words", message="words")
documents = st.fixed_dictionaries(
    {"accounts": st.lists(accounts | anything, max_size=3)},
    optional={
        "connections": st.lists(fields(conn_id="c", org_name="Bank", name="B") | anything)
        | anything,
        "errlist": st.lists(problems | anything, max_size=3) | anything,
        "errors": st.lists(anything, max_size=3) | anything,
    },
)


@given(documents)
def test_a_document_is_read_or_refused(document: dict[str, Any]) -> None:
    try:
        found = list(read_accounts(document, today=TODAY))
    except UnreadableRowError:
        return
    told = list(named_problems(document, found, ACCESS))
    for read in found:
        for row in read.rows:
            assert row.amount == round(row.amount, 2)
            assert row.description
            row.description.encode()
            assert 1970 <= row.date.year <= 2200
    for named in told:
        assert "<" not in named.problem.sentence
        assert "://" not in named.problem.sentence
        assert len(named.problem.sentence) < 500


@given(st.text(), st.sampled_from(["user-canary", "pass-canary"]), st.text())
def test_words_never_hold_a_credential_markup_or_an_address(
    before: str, secret: str, after: str
) -> None:
    words = plain(ACCESS.without_secrets(before + secret + after))
    assert secret not in words
    assert "<" not in words
    assert "\n" not in words
    assert len(words) <= 300


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_what_is_pasted_or_stored_is_taken_or_refused(text: str) -> None:
    with contextlib.suppress(NoSetupTokenError):
        assert claim_url(text).startswith(("https://", "http://"))
    with contextlib.suppress(FeedError):
        assert read_access(text).root.startswith("http")
    wait = seconds_to_wait(text, at=NOW)
    assert wait is None or 0 <= wait <= 2 * 86400
