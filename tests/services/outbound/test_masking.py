"""No secret is ever in the ledger, however it is written."""

import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.outbound.masking import MASK, mask


@given(
    secret=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=4, max_size=30
    ).filter(lambda s: s not in MASK and quote(s) not in MASK),
    before=st.text(max_size=10),
)
def test_a_known_secret_is_nowhere_left(secret: str, before: str) -> None:
    written = json.dumps({before: secret}), json.dumps({"a": secret}, ensure_ascii=False)
    for text in (*written, secret, f"?x={quote(secret, safe='')}", f"?x={quote_plus(secret)}"):
        masked = mask(text, [secret])
        assert secret not in masked
        assert json.dumps(secret)[1:-1] not in masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ('{"access_token": "anything", "count": 1}', f'{{"access_token": "{MASK}", "count": 1}}'),
        ('{"secret":"with \\" quote","x":"y"}', f'{{"secret":"{MASK}","x":"y"}}'),
        ("/v1/test?crumb=abc&range=5d", f"/v1/test?crumb={MASK}&range=5d"),
        ("https://user:pass@host/x", f"https://{MASK}@host/x"),
        ("x access-production-0a1b-22 y", f"x {MASK} y"),
        ("key sk-ant-api03-ABCDEFGH12345", f"key {MASK}"),
        ("Authorization: Bearer abcdef.123456", f"Authorization: Bearer {MASK}"),
        ("COFFEE BAR 4.10, a secret place", "COFFEE BAR 4.10, a secret place"),
        ("mail me@example.com about it", "mail me@example.com about it"),
    ],
)
def test_what_looks_like_a_secret_is_masked_and_the_rest_stays(text: str, masked: str) -> None:
    assert mask(text, []) == masked


def test_a_text_too_short_to_be_a_secret_is_none() -> None:
    assert mask("a cat sat", ["a"]) == "a cat sat"
