"""The built web app, served from one folder that no path leaves."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.background import BackgroundTask

from backend.routers import plaid_page
from backend.routers.problems import problem

_PACKAGE = Path(__file__).resolve().parent.parent
_NOT_BUILT = (
    "<!doctype html><html lang=en><title>Budget App</title><h1>The web app is not built</h1>"
    "<p>Start with <code>./run</code>, or build it: <code>npm ci && npm run build</code> in "
    "<code>frontend/</code>. The API is described at <a href=/docs>/docs</a>."
)
# Names carry a hash of their content: they never change.
_FOREVER = "public, max-age=31536000, immutable"


def find_folder(configured: Path | None) -> Path | None:
    """Return the folder with the web app's index.html, None where it is not built."""
    program = Path(sys.executable).resolve().parent
    packaged = (program / "frontend/dist", program.parent / "frontend/dist")
    candidates = [
        *([configured] if configured else []),
        *(packaged if getattr(sys, "frozen", False) else ()),
        _PACKAGE.parent / "frontend/dist",
        _PACKAGE / "web",
    ]
    return next((path.resolve() for path in candidates if (path / "index.html").is_file()), None)


def mount(
    app: FastAPI, configured: Path | None, *, afterwards: Callable[[], Awaitable[None]]
) -> None:
    """Answer every GET that no route took with a file of the web app, or its index.html.

    `afterwards` is called when the page has been sent: its questions follow at once.
    """
    folder = find_folder(configured)

    @app.get("/{path:path}", include_in_schema=False)
    def web_app(request: Request, path: str) -> Response:
        if path.startswith(("api/", "health")) or path in ("api", "openapi.json"):
            return problem(404, "Not found", f"There is nothing at /{path[:80]}.")
        if folder is None:
            return HTMLResponse(_NOT_BUILT, status_code=503)
        file = _file_within(folder, path)
        if file is not None:
            cached = _FOREVER if path.startswith("assets/") else "no-cache"
            return FileResponse(file, headers={"cache-control": cached})
        if path.startswith("assets/"):
            return problem(404, "Not found", f"There is nothing at {request.url.path[:80]}.")
        page: Response = FileResponse(folder / "index.html", headers={"cache-control": "no-cache"})
        if path == plaid_page.PATH:
            page = plaid_page.respond(folder / "index.html", request.app.state.context.home)
        page.background = BackgroundTask(afterwards)
        return page


def _file_within(folder: Path, path: str) -> Path | None:
    """Return the file at `path` below `folder`; None if there is none or it lies elsewhere."""
    if not path or "\0" in path:
        return None
    try:
        file = (folder / path.lstrip("/")).resolve()
        return file if file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError):  # a name that is too long for the file system, say
        return None
