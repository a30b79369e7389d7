"""Routes that are loaded when first asked for answer like any others."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app
from backend.routers.on_demand import RoutesOnDemand


def places_kept(client: TestClient) -> list[str]:
    routes = client.app.router.routes  # type: ignore[attr-defined]
    return [route.prefix for route in routes if isinstance(route, RoutesOnDemand)]


@pytest.mark.parametrize(
    ("path", "status", "left"),
    [
        ("/health", 200, ["/api/import", "/api/connections", "/api"]),
        ("/api/accounts", 200, ["/api/import", "/api/connections"]),
        ("/api/import", 200, ["/api/connections", "/api"]),
        ("/api/import/profiles", 200, ["/api/connections", "/api"]),
        ("/api/importance", 404, ["/api/import", "/api/connections"]),
        ("/api/connections", 200, ["/api/import", "/api"]),
        ("/api/sync/runs", 200, ["/api/import", "/api"]),
        ("/api/accounts/sync-history", 200, ["/api/import", "/api"]),
        ("/docs", 200, ["/api/import", "/api/connections", "/api"]),
    ],
)
def test_the_first_request_loads_what_it_is_for(
    client: TestClient, path: str, status: int, left: list[str]
) -> None:
    answers = [client.get(path), client.get(path)]

    assert [answer.status_code for answer in answers] == [status, status]
    assert places_kept(client) == left


def test_the_page_has_everything_loaded_behind_it(config: Config, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    with TestClient(
        create_app(replace(config, frontend_dir=tmp_path)), base_url="http://localhost"
    ) as client:
        assert places_kept(client) == ["/api/import", "/api/connections", "/api"]
        assert client.get("/review").status_code == 200
        assert places_kept(client) == []
        assert client.get("/api/accounts").status_code == 200


def test_requests_that_come_at_once_are_all_answered_and_load_once(client: TestClient) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(client.get, ["/api/accounts"] * 16))

    assert {answer.status_code for answer in answers} == {200}
    paths = [getattr(route, "path", "") for route in client.app.router.routes]  # type: ignore[attr-defined]
    assert paths.count("/api/settings") == 2  # GET and POST


def test_the_description_of_the_api_names_routes_that_nobody_asked_for(config: Config) -> None:
    described = create_app(config).openapi()["paths"]

    assert {"/health", "/api/status", "/api/import/preview", "/api/transactions"} <= set(described)


def test_no_route_hides_another(client: TestClient) -> None:
    assert client.get("/api/accounts/sync-history").status_code == 200
    assert client.get("/api/import/profiles").status_code == 200
    assert client.get("/openapi.json").status_code == 200

    routes = client.app.router.routes  # type: ignore[attr-defined]
    seen = Counter(
        (method, route.path) for route in routes for method in getattr(route, "methods", None) or ()
    )

    assert ("POST", "/api/accounts/{account_id}/balances/stated") in seen
    assert [place for place, times in seen.items() if times > 1] == []
