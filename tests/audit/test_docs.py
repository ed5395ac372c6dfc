"""docs/audit.md names every fault that an inspection can find, and every public action and query."""

from pathlib import Path

import pytest

from thuocdo.audit import actions, inspection, queries
from thuocdo.audit.enums import Fault

DOCUMENT = (Path(__file__).parents[2] / "docs" / "audit.md").read_text("utf-8")
PUBLIC = [
    name
    for module in (actions, queries, inspection)
    for name, thing in vars(module).items()
    if callable(thing) and thing.__module__ == module.__name__ and name[0].islower()
    if not name.startswith("_")
]


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_is_explained(fault):
    assert f"| `{fault}` |" in DOCUMENT


@pytest.mark.parametrize("name", PUBLIC)
def test_every_action_and_query_is_named(name):
    assert f"`{name}" in DOCUMENT
