"""Write docs/api.md, the list of routes, from the server's own description of itself."""

import sys
from pathlib import Path

from backend.core.config import Config
from backend.main import create_app

TARGET = Path(__file__).resolve().parent.parent / "docs/api.md"
INTRODUCTION = """# Every route

Written by `python -m scripts.describe_api`. The running app shows the same with all fields at `/docs`.

- Amounts are JSON numbers of dollars; [positive is money out](glossary.md#the-sign). Dates are
  `YYYY-MM-DD`, moments ISO 8601 in UTC.
- Errors are `application/problem+json` (RFC 9457); `detail` is a sentence for the owner, and 422
  names the fields in `errors`.
- A write that can be undone names its operation in the header `X-Operation-Id`.
- Lists answer `{items, total, next_cursor}`; `limit` is 500 at most.
"""


def describe() -> str:
    """Return the page."""
    paths = create_app(Config(data_folder=Path("unused"))).openapi()["paths"]
    by_tag: dict[str, list[str]] = {}
    for path, methods in paths.items():
        for method, route in methods.items():
            sentence = (route.get("description") or route["summary"]).splitlines()[0]
            line = f"| `{method.upper()} {path}` | {sentence.replace('|', chr(92) + '|')} |"
            by_tag.setdefault(route.get("tags", ["other"])[0], []).append(line)
    parts = [
        f"## {tag.capitalize()}\n\n| route | what it does |\n| --- | --- |\n" + "\n".join(lines)
        for tag, lines in sorted(by_tag.items())
    ]
    return "\n\n".join([INTRODUCTION.rstrip(), *parts]) + "\n"


def main() -> int:
    """Write the page."""
    TARGET.write_text(describe(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
