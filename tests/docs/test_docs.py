"""The docs tell the truth: routes, settings, variables, commands, links, pictures."""

import re
from pathlib import Path

import pytest

from backend.cli.commands import app
from backend.services.settings import KINDS
from scripts.describe_api import TARGET, describe

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def heading_ids(page: Path) -> set[str]:
    """The anchors of a page, the way they are made on the web."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def test_every_route_is_listed_as_it_is_now() -> None:
    assert TARGET.read_text(encoding="utf-8") == describe(), "run python -m scripts.describe_api"


@pytest.mark.parametrize("key", KINDS)
def test_every_setting_is_explained_with_its_variable(key: str) -> None:
    kind = KINDS[key]
    variable = f"`{kind.variable}`" if kind.variable else "–"
    line = f"| `{key}` | {variable} | {'yes' if kind.is_secret else 'no'} |"

    assert line in (ROOT / "docs/settings.md").read_text(encoding="utf-8")


def test_the_settings_page_names_no_others() -> None:
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE))

    assert explained == set(KINDS)


def test_every_variable_of_the_environment_is_explained() -> None:
    source = (ROOT / "backend/core/config.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(BUDGET_APP_\w+)"', source))
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(BUDGET_APP_\w+)` \|", page, re.MULTILINE))

    assert read
    assert explained == read


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^budgetapp (\w+)", readme, re.MULTILINE))

    assert named == {
        command.name or (command.callback.__name__ if command.callback else "")
        for command in app.registered_commands
    } | {group.name for group in app.registered_groups}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in heading_ids(target), f"{link}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_knows_the_machine_that_it_was_written_on(page: Path) -> None:
    found = re.findall(r"(?:^|[\s`(])(/(?:home|root|work|tmp|Users)/\S*)", page.read_text("utf-8"))

    assert found == []


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = LINK.findall((folder / "README.md").read_text(encoding="utf-8"))

    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_the_files_that_docs_name_are_there() -> None:
    """Paths in code quotes that begin with a folder of ours exist, examples left out."""
    ours = re.compile(r"`((?:backend|frontend|tests|scripts|docs)/[\w./-]+)`")
    examples = {"backend/schemas/tags.py", "backend/routers/tags.py"}
    for page in PAGES:
        for name in ours.findall(page.read_text(encoding="utf-8")):
            known = name in examples or "<" in name or "_what_it_does" in name
            assert known or (ROOT / name).exists(), f"{page.name} names {name}"
