"""The one page that may run a script from outside: where the owner logs in at their bank by Plaid.

Every other page keeps the strict policy, so the web app opens this one as a document of its own
and leaves it the same way.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from fastapi.responses import FileResponse, HTMLResponse, Response
from sqlalchemy.orm import Session

from backend.context import Profile
from backend.core.addresses import is_safe_address
from backend.integrations.outbound import OutboundRefusedError, Purpose

PATH = "connect/plaid"
_SCRIPT = "https://cdn.plaid.com/link/v2/stable/link-initialize.js"
_SERVICES = ("https://sandbox.plaid.com", "https://production.plaid.com")
_OPENED = (
    "The page for logging in was opened: the browser loads Plaid’s script and talks to Plaid by "
    "itself, which this list can’t count."
)


def respond(index: Path, profile: Profile) -> Response:
    """Return the web app's page with a policy that lets Plaid's script in, and with its nonce.

    The nonce is for what that script starts inside the page; it is new in every answer. What the
    browser asks there does not come by the app's gate: that the page was opened is noted instead.
    Where the owner has switched Plaid off, the page comes without any of this.
    """
    try:
        profile.gate.note_page(Purpose.PLAID, _script(profile), _OPENED)
    except OutboundRefusedError:
        return FileResponse(index, headers={"cache-control": "no-store"})
    nonce = secrets.token_urlsafe(18)
    with profile.budget.read() as session:
        policy = _policy(nonce, _script_origin(profile, session), _services(profile, session))
    mark = f'<meta name="csp-nonce" content="{nonce}">'
    page = index.read_text(encoding="utf-8").replace("</head>", f"{mark}</head>", 1)
    headers = {"content-security-policy": policy, "cache-control": "no-store"}
    return HTMLResponse(page, headers=headers)


def _policy(nonce: str, script: str, services: tuple[str, ...]) -> str:
    outside = " ".join(dict.fromkeys((script, *services)))
    return (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}' {script};"
        f" frame-src {script}; connect-src 'self' {outside};"
        " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
        " object-src 'none'; frame-ancestors 'none'; base-uri 'none'"
    )


def _script(profile: Profile) -> str:
    with profile.budget.read() as session:
        return profile.settings.value(session, "plaid_link_js_url") or _SCRIPT


def _script_origin(profile: Profile, session: Session) -> str:
    return _origin(profile.settings.value(session, "plaid_link_js_url") or _SCRIPT)


def _services(profile: Profile, session: Session) -> tuple[str, ...]:
    own = profile.settings.value(session, "plaid_base_url")
    return (_origin(own),) if own else _SERVICES


def _origin(address: str) -> str:
    """Return scheme, host and port of an address: nothing that could end a policy's directive."""
    if not is_safe_address(address):  # from the environment; what is saved was checked
        return "'none'"
    parts = urlsplit(address)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}"
