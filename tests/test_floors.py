"""What import-linter cannot see: foreign keys are strings, and the law has an allow-list of imports."""

import ast
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "thuocdo"
LAW_MAY_IMPORT = sys.stdlib_module_names | {"yaml", "thuocdo"}


def _floors() -> dict[str, int]:
    """Each app's height, read from the contract: the lowest is 0."""
    contract = ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    rows = contract["importlinter:contract:floors"]["layers"].split()
    return {row.strip("()"): height for height, row in enumerate(reversed(rows)) if row != "|"}


HEIGHT = _floors()


def _links() -> list[tuple[type[Model], Field, type[Model]]]:
    """Every foreign key, one-to-one and many-to-many between our own models."""
    return [
        (model, field, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and {model._meta.app_label, field.related_model._meta.app_label} <= HEIGHT.keys()
    ]


def test_there_are_links_to_look_at() -> None:
    assert any(model._meta.app_label != target._meta.app_label for model, _, target in _links())


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in _links()
        if HEIGHT[model._meta.app_label] < HEIGHT[target._meta.app_label]
    ]
    assert not upward


def test_foreign_keys_across_apps_give_no_way_back_up() -> None:
    back = [
        f"{model._meta.label}.{field.name} needs related_name='+'"
        for model, field, target in _links()
        if model._meta.app_label != target._meta.app_label and not field.remote_field.hidden
    ]
    assert not back


@pytest.mark.parametrize("file", sorted((PACKAGE / "regulation").rglob("*.py")), ids=lambda file: file.stem)
def test_the_law_imports_only_the_standard_library_and_yaml(file: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            imported.add(node.module.split(".")[0])
    assert imported <= LAW_MAY_IMPORT


@pytest.mark.parametrize("file", ["environment", "errors", "port", "run"])
def test_set_up_needs_nothing_that_it_has_yet_to_install(file: str) -> None:
    path = PACKAGE / "host" / f"{file}.py"
    names = {node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)}
    assert all(name and name.split(".")[0] in sys.stdlib_module_names | {"thuocdo"} for name in names)
