"""Every setting, command, option and dependency is documented; no link leads nowhere; no document names a machine."""

import re
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

from thuocdo.cli import COMMANDS, Parser

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thuocdo"
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
READS = re.compile(r"""(?:env\.(?:text|flag|words|read)|environ\.get|\btext)\(\s*f?"([A-Z][A-Z_]+)\"""")
OF_THE_COMMAND_LINE = {"THUOCDO_LANG"}  # told in the README, beside the commands
SUPPLIED_LATER = {"docs/images/ranking.png", "docs/images/workspace.png"}
MACHINE = re.compile(r"(?<![\w./])/(?:root|home|tmp|work|Users)\b")


def _settings() -> set[str]:
    return {name for file in PACKAGE.rglob("*.py") for name in READS.findall(file.read_text("utf-8"))}


def _all_docs() -> str:
    return "\n".join(page.read_text("utf-8") for page in PAGES)


def test_every_setting_is_in_the_table_of_running() -> None:
    running = (ROOT / "docs" / "running.md").read_text("utf-8")
    settings = _settings() - OF_THE_COMMAND_LINE
    assert "THUOCDO_DATA" in settings
    assert not {name for name in settings if f"`{name}`" not in running}


def test_the_table_of_running_lists_no_setting_that_is_gone() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "running.md").read_text("utf-8"), re.MULTILINE)
    assert rows
    assert not set(rows) - _settings()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`thuocdo {name}" in README.read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented(name: str) -> None:
    parser = Parser(name, COMMANDS[name], "en")
    import_module(COMMANDS[name].module).arguments(parser, "en")
    options = chain.from_iterable(action.option_strings for action in parser._actions)
    assert not [option for option in options if option not in {"-h", "--help"} and option not in _all_docs()]


@pytest.mark.parametrize("option", re.findall(r'"(--\w+)"', (PACKAGE / "host" / "run.py").read_text("utf-8")))
def test_every_option_of_run_is_in_the_readme(option: str) -> None:
    assert option in README.read_text("utf-8")


def test_every_dependency_is_accounted_for() -> None:
    named = re.findall(r"^([a-z][\w-]*(?:\[\w+\])?)", (ROOT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"`([\w\[\]-]+)`", (ROOT / "docs" / "decisions" / "0002-stack.md").read_text("utf-8"))
    assert "django" in named
    assert not set(named) - set(told)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(page: Path) -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))]
    files = [(page.parent / link).resolve() for link in links if link and "://" not in link]
    assert not [file for file in files if not file.exists() and file.relative_to(ROOT).as_posix() not in SUPPLIED_LATER]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_a_machine(page: Path) -> None:
    assert not MACHINE.findall(page.read_text("utf-8"))


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(file.name for file in folder.glob("0*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    assert re.findall(r"\]\((0\d+[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8")) == files
