"""Only the page where the owner logs in at a bank lets a script from outside in."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app


@pytest.fixture
def site_config(config: Config, tmp_path: Path) -> Config:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<html><head><title>INDEX</title></head></html>")
    return replace(config, frontend_dir=folder)


def _policy(client: TestClient, path: str) -> dict[str, str]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers.get_list("content-security-policy") == [
        answer.headers["content-security-policy"]
    ]
    parts = answer.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_plaid_may_run_on_its_own_page_and_nowhere_else(site_config: Config) -> None:
    with TestClient(create_app(site_config), base_url="http://localhost") as client:
        policy = _policy(client, "/connect/plaid?oauth_state_id=1")
        assert "https://cdn.plaid.com" in policy["script-src"].split()
        assert "unsafe" not in policy["script-src"]
        assert policy["frame-src"] == "https://cdn.plaid.com"
        assert "https://production.plaid.com" in policy["connect-src"].split()
        for path in ("/", "/connect", "/connect/plaid/more", "/connect/3/accounts", "/api/stats"):
            assert "plaid" not in str(_policy(client, path))


def test_the_nonce_stands_in_the_page_and_is_never_used_twice(site_config: Config) -> None:
    with TestClient(create_app(site_config), base_url="http://localhost") as client:
        nonces = []
        for _ in range(2):
            answer = client.get("/connect/plaid")
            [nonce] = re.findall(r'<meta name="csp-nonce" content="([^"]+)">', answer.text)
            assert f"'nonce-{nonce}'" in answer.headers["content-security-policy"]
            assert answer.headers["cache-control"] == "no-store"
            nonces.append(nonce)
        assert nonces[0] != nonces[1]


def test_another_address_of_the_script_takes_the_place_of_plaids(site_config: Config) -> None:
    with TestClient(create_app(site_config), base_url="http://localhost") as client:
        saved = client.post(
            "/api/settings",
            json={
                "plaid_link_js_url": "http://127.0.0.1:4999/link.js",
                "plaid_base_url": "http://127.0.0.1:4998",
            },
        )
        assert saved.status_code == 200
        policy = _policy(client, "/connect/plaid")
    assert policy["script-src"].split()[-1] == "http://127.0.0.1:4999"
    assert policy["frame-src"] == "http://127.0.0.1:4999"
    assert policy["connect-src"] == "'self' http://127.0.0.1:4999 http://127.0.0.1:4998"


@pytest.mark.parametrize(
    "spoiled", ["https://x.example;script-src-elem *", "https://x.example:y", "http://x.example"]
)
def test_an_address_of_the_environment_that_is_none_lets_nothing_in(
    site_config: Config, spoiled: str
) -> None:
    config = replace(site_config, environment={"PLAID_LINK_JS_URL": spoiled})
    with TestClient(create_app(config), base_url="http://localhost") as client:
        policy = _policy(client, "/connect/plaid")
    assert policy["frame-src"] == "'none'"
    assert "x.example" not in str(policy)
    assert "script-src-elem" not in policy
