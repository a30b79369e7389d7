"""Run every check that a change must pass, quickest first; stop at the first that fails."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts import browser, node
from scripts.unsteady import PYTEST, run_halves

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"


def main() -> int:
    """Run all checks; further arguments go to pytest, which runs last."""
    npm = node.machine_npm() or _fetched_npm()
    node.install_packages(npm, FRONTEND)
    checks: list[tuple[str, Callable[[list[str]], str | None]]] = [
        ("Format of Python", lambda _: _run("ruff", "format", "--check", ".")),
        ("Lint of Python", lambda _: _run("ruff", "check", ".")),
        ("Lock file", lambda _: check_lock_file(FRONTEND)),
        ("Types of Python", lambda _: _run("mypy")),
        ("Layers", lambda _: _run("lint-imports")),
        ("API types", check_api_types),
        ("Lint of the web app", lambda npm: _script(npm, "lint")),
        ("Types of the web app", lambda npm: _script(npm, "typecheck")),
        ("Tests of the web app", lambda npm: _script(npm, "test")),
        ("A browser", lambda _: None if browser.get_browser() else browser.MISSING),
    ]
    for name, check in checks:
        began = time.monotonic()
        print(f"== {name}", flush=True)
        problem = check(npm)
        if problem:
            print(f"FAILED: {name}: {problem}", file=sys.stderr)
            return 1
        print(f"   {time.monotonic() - began:.0f} s", flush=True)
    print("== Tests", flush=True)
    return run_tests(sys.argv[1:])


def run_tests(options: list[str]) -> int:
    """Run pytest with `options`; without any, every test, and once more what fails by chance."""
    if options:
        return subprocess.run([*PYTEST, *options], cwd=ROOT, check=False).returncode
    with tempfile.TemporaryDirectory() as name:
        return run_halves(Path(name), ROOT)


def check_lock_file(frontend: Path) -> str | None:
    """Return what is wrong with the web app's lock file: hosts, or packages that it lacks."""
    packages = json.loads((frontend / "package-lock.json").read_text())["packages"]
    for name, entry in packages.items():
        if "resolved" in entry:
            return f"{name} names the host that it came from"
        for needed in {**entry.get("dependencies", {}), **entry.get("optionalDependencies", {})}:
            if not _is_locked(packages, name, needed):
                return f"{name} needs {needed}, which is not locked"
    return None


def check_api_types(npm: list[str]) -> str | None:
    """Return what is wrong with the committed API types: they differ from the server's."""
    committed = FRONTEND / "src/api/schema.gen.ts"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "schema.gen.ts"
        problem = _script(npm, "types", "--", "--output", str(fresh))
        if problem:
            return f"they could not be generated: {problem}"
        if fresh.read_bytes() != committed.read_bytes():
            return "run `npm run types` in frontend/ and commit the result"
    return None


def _is_locked(packages: dict[str, Any], name: str, needed: str) -> bool:
    """Look where Node.js would: in the package's own node_modules, then in each one above."""
    base = name
    while f"{base}/node_modules/{needed}".lstrip("/") not in packages:
        if not base:
            return False
        base = base.rpartition("node_modules/")[0].rstrip("/")
    return True


def _fetched_npm() -> list[str]:
    """Return an npm from PyPI, for a machine that has none, or too old a one."""
    uv = os.environ.get("UV", "uv")  # `uv run` says where it is itself
    command = [uv, "pip", "install", "--quiet", "--python", sys.executable, node.WHEEL]
    subprocess.run(command, cwd=ROOT, check=True)
    return node.wheel_npm()


def _run(*command: str) -> str | None:
    result = subprocess.run(command, cwd=ROOT, check=False)
    return "see above" if result.returncode else None


def _script(npm: list[str], name: str, *arguments: str) -> str | None:
    environment = {**node.environment(npm), "PYTHON": sys.executable}
    command = [*npm, "run", "--silent", name, *arguments]
    result = subprocess.run(command, cwd=FRONTEND, env=environment, check=False)
    return "see above" if result.returncode else None


if __name__ == "__main__":
    sys.exit(main())
