"""The checks themselves: what a lock file must be."""

import json
from pathlib import Path
from typing import Any

from scripts.check import FRONTEND, check_lock_file


def lock(folder: Path, packages: dict[str, Any]) -> Path:
    (folder / "package-lock.json").write_text(json.dumps({"packages": packages}))
    return folder


def test_the_lock_file_is_whole_and_names_no_host() -> None:
    assert check_lock_file(FRONTEND) is None


def test_a_host_in_the_lock_file_is_found(tmp_path: Path) -> None:
    packages = {"": {}, "node_modules/left": {"resolved": "somewhere/left.tgz"}}

    problem = check_lock_file(lock(tmp_path, packages))

    assert problem == "node_modules/left names the host that it came from"


def test_a_package_that_another_system_needs_is_missed(tmp_path: Path) -> None:
    packages = {"": {}, "node_modules/left": {"optionalDependencies": {"left-darwin": "1.0.0"}}}

    problem = check_lock_file(lock(tmp_path, packages))

    assert problem == "node_modules/left needs left-darwin, which is not locked"


def test_packages_are_found_where_node_looks_for_them(tmp_path: Path) -> None:
    packages = {
        "": {"dependencies": {"left": "1"}},
        "node_modules/left": {"dependencies": {"right": "2", "top": "1"}},
        "node_modules/left/node_modules/right": {"dependencies": {"top": "1"}},
        "node_modules/top": {},
    }

    assert check_lock_file(lock(tmp_path, packages)) is None
