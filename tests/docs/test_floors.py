"""docs/floors.md speaks of the house as it is."""

import re
from configparser import ConfigParser
from pathlib import Path

from docs import generate

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thuocdo"
TEXT = (ROOT / "docs" / "floors.md").read_text("utf-8")


def _contract(name: str) -> list[str]:
    file = ConfigParser()
    file.read(ROOT / ".importlinter", encoding="utf-8")
    return re.findall(r"\w+", file[f"importlinter:contract:{name}"]["layers"])


def _told() -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", TEXT.partition("## Floors")[2].partition("\n## ")[0], re.MULTILINE)


def test_the_floors_are_told_in_the_order_of_the_contract() -> None:
    assert _told() == [floor for floor in _contract("floors") if floor != "cli"]


def test_every_package_has_its_floor() -> None:
    packages = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert packages == set(_told())


def test_the_rooms_are_told_in_the_order_of_the_contract() -> None:
    assert f"`{' > '.join(_contract('rooms'))}`" in TEXT


def test_the_tables_of_states_are_those_of_the_code() -> None:
    assert generate.floors_text() == TEXT, "run python -m docs.generate"
    assert "`season.open`" in TEXT
    assert "`report.send`" in TEXT


def test_the_readme_draws_every_floor() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    drawn = readme.partition("## The house")[2].partition("## ")[0]
    assert not [floor for floor in _contract("floors") if not re.search(rf"\b{floor}\b", drawn)]
