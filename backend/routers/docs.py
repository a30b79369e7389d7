"""The page that describes the API, with its scripts from this machine and not from a network."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import FileResponse, HTMLResponse

from backend.routers.problems import problem

PAGE = "/docs"
_ASSETS = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "favicon.png": "image/png",
}


def mount(app: FastAPI) -> None:
    """Serve the page of `app` and what it is made of."""

    @app.get(PAGE, include_in_schema=False)
    def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=app.openapi_url or "/openapi.json",
            title=f"{app.title}: API",
            swagger_js_url=f"{PAGE}/swagger-ui-bundle.js",
            swagger_css_url=f"{PAGE}/swagger-ui.css",
            swagger_favicon_url=f"{PAGE}/favicon.png",
        )

    @app.get(PAGE + "/{name}", include_in_schema=False)
    def asset(name: str) -> Response:
        if name not in _ASSETS:
            return problem(404, "Not found", f"There is nothing at {PAGE}/{name[:80]}.")
        path = Path(str(files("fastapi_offline"))) / "static" / name
        return FileResponse(path, media_type=_ASSETS[name])
