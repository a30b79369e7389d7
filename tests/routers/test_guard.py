"""Nothing but the app's own page and local programs gets in, and no path leaves its folder."""

import logging
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app

OUTSIDE = [
    "/../../../../etc/hostname",
    "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/hostname",
    "/..%2f..%2f..%2f..%2fetc/hostname",
    "//etc/hostname",
    "/%2fetc/hostname",
    "/%2fetc%2fhostname",
    "/assets/../../secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..\\secret.txt",
    "/secret.txt%00.html",
    "/" + "x" * 300,
    "/" + "x/" * 3000,
    "/assets/" + "x" * 300,
]


@pytest.fixture
def site(config: Config, tmp_path: Path) -> TestClient:
    """The app with a made-up web app beside a file that must stay inside."""
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>INDEX</title>")
    (folder / "assets" / "app-1.js").write_text("APP")
    (tmp_path / "secret.txt").write_text("SECRET")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return TestClient(create_app(replace(config, frontend_dir=folder)), base_url="http://localhost")


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leaves_the_web_apps_folder(site: TestClient, path: str) -> None:
    with site:
        answer = site.get(path)
        assert "SECRET" not in answer.text
        assert Path("/etc/hostname").read_text() not in answer.text or answer.status_code == 404
        assert "INDEX" in answer.text or answer.status_code == 404


def test_a_link_out_of_the_folder_is_not_followed(site: TestClient) -> None:
    with site:
        assert "SECRET" not in site.get("/link.txt").text


def test_the_web_app_and_its_routes_are_served(site: TestClient) -> None:
    with site:
        assert site.get("/").text == "<title>INDEX</title>"
        assert site.get("/spending/2025").text == "<title>INDEX</title>"
        assert site.get("/assets/app-1.js").text == "APP"
        assert site.get("/assets/gone.js").status_code == 404
        for path in ("/api/nope", "/api", "/healthy", "/health/x"):
            answer = site.get(path)
            assert (answer.status_code, answer.json()["status"]) == (404, 404)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.io", "evil.example@localhost"],
)
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    for path in ("/health", "/api/categories", "/"):
        assert client.get(path, headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_apps_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://["},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
def test_a_page_elsewhere_can_neither_read_nor_write(
    client: TestClient, headers: dict[str, str], kind: str
) -> None:
    before = len(client.get("/api/categories").json())
    assert client.get("/api/categories", headers=headers).status_code == 403
    answer = client.post(
        "/api/categories",
        content=b'{"display_name": "X"}',
        headers={**headers, "content-type": kind},
    )
    assert answer.status_code == 403
    assert len(client.get("/api/categories").json()) == before


def test_development_origins_work_only_in_development(config: Config) -> None:
    headers = {"origin": "http://localhost:5173"}
    with TestClient(create_app(config), base_url="http://localhost") as client:
        assert client.get("/health", headers=headers).status_code == 403
    given = replace(config, development=True)
    with TestClient(create_app(given), base_url="http://localhost") as client:
        assert client.get("/health", headers=headers).status_code == 200


def test_a_large_body_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post("/api/categories", content=b"x" * (5 * 1024 * 1024))
    assert answer.status_code == 413
    assert "4 MB" in answer.json()["detail"]


@pytest.mark.parametrize("size", [3 * 1024 * 1024, 5 * 1024 * 1024])
def test_a_body_that_does_not_say_how_large_it_is_is_measured(
    client: TestClient, size: int
) -> None:
    answer = client.post("/api/categories", content=(b"x" * 1024 for _ in range(size // 1024)))
    assert answer.status_code == (422 if size < 4 * 1024 * 1024 else 413)


@pytest.mark.parametrize("path", ["/", "/health", "/api/accounts", "/api/accounts/", "/docs"])
def test_head_is_answered_like_get_without_the_body(site: TestClient, path: str) -> None:
    with site:
        head, get = site.head(path), site.get(path)
    kept = {"content-type", "content-length", "content-security-policy"}
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head.headers[name] for name in kept} == {name: get.headers[name] for name in kept}


def test_head_finds_nothing_where_get_does_not(client: TestClient) -> None:
    assert client.head("/api/nothing").status_code == 404
    assert client.head("/api/transactions/bulk-edit").status_code == 404


def test_files_are_the_owners_alone(client: TestClient, config: Config) -> None:
    assert stat.S_IMODE(config.data_folder.stat().st_mode) == 0o700
    for path in config.data_folder.rglob("*"):
        allowed = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == allowed, path


def test_the_log_has_no_values_of_the_owner(config: Config) -> None:
    from backend.core.log import close_logging, configure_logging

    configure_logging(config.logs)
    try:
        raise ValueError("BLUE BOTTLE 12.34")
    except ValueError:
        logging.getLogger("backend.test").exception("it failed")
    close_logging()
    written = (config.logs / "budget-app.log").read_text()
    assert "ValueError at test_guard.py" in written
    assert "BLUE BOTTLE" not in written


def test_the_log_stays_private_when_a_new_file_is_begun(config: Config) -> None:
    from backend.core.log import PrivateFileHandler, close_logging, configure_logging

    configure_logging(config.logs)
    (handler,) = logging.getLogger("backend").handlers
    assert isinstance(handler, PrivateFileHandler)
    handler.doRollover()
    logging.getLogger("backend.test").info("in the new file")
    close_logging()

    files = sorted(config.logs.iterdir())
    assert [path.name for path in files] == ["budget-app.log", "budget-app.log.1"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_importing_the_app_is_light_and_does_nothing(tmp_path: Path) -> None:
    heavy = (
        "alembic",
        "anthropic",
        "plaid",
        "ofxtools",
        "python_calamine",
        "mt940",
        "re2",
        "cryptography",
        "typer",
        "rich",
        "numpy",
        "pandas",
        "yfinance",
        "dotenv",
    )
    code = f"import sys, backend.main; print([name for name in {heavy!r} if name in sys.modules])"
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"HOME": str(tmp_path), "BUDGET_APP_HOME": str(home), "PATH": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
    assert not home.exists()


def test_the_page_of_the_api_needs_no_network(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert "http://" not in page.text.replace("http://localhost", "")
    assert "https://" not in page.text
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert f"/docs/{name}" in page.text
        assert len(client.get(f"/docs/{name}").content) > 100
    assert client.get("/docs/nope.js").status_code == 404
