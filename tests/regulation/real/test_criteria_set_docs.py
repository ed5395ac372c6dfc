"""docs/criteria-set.md speaks of every key and kind that the loader knows; its own refusals tell what it knows."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from thuocdo.regulation import Fault, SetFaults, builtin_sets, load_set, read_set

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "criteria-set.md").read_text(encoding="utf-8")
SMALL = (ROOT / "tests" / "regulation" / "cases" / "sets" / "small.yaml").read_text(encoding="utf-8")
STRANGE = "strange-key"
# Below these the keys are names of the file's own, or the kind itself.
NAMED = ("tiers", "forms", "score")


def with_strange_keys(node: Any, under: str = "") -> Any:
    """The same content with an unknown key in every mapping of fixed keys."""
    if isinstance(node, list):
        return [with_strange_keys(item) for item in node]
    if not isinstance(node, dict):
        return node
    inner = {key: with_strange_keys(value, key) for key, value in node.items()}
    named = under in NAMED and "of" not in node
    return inner if named else {**inner, STRANGE: "1"}


def refused(source: Mapping[str, str]) -> tuple[Fault, ...]:
    with pytest.raises(SetFaults) as caught:
        read_set(source)
    return caught.value.faults


def offered(faults: tuple[Fault, ...], key: str) -> Iterator[str]:
    """What the mends of these faults offer instead."""
    for fault in faults:
        if fault.key == key:
            yield from re.findall(r"[\w-]+", fault.mend.en.split(":", 1)[1])


def spoilt(source: Mapping[str, str]) -> dict[str, str]:
    return {
        name: yaml.dump(with_strange_keys(yaml.load(text, yaml.BaseLoader)), allow_unicode=True)  # noqa: S506
        for name, text in source.items()
    }


@cache
def known_keys() -> frozenset[str]:
    """The two sets together use every kind, and both a head with a calendar and one with adjustments."""
    sources = ({"set.yaml": SMALL}, load_set("qd-3043-2021").source)
    return frozenset(key for source in sources for key in offered(refused(spoilt(source)), "unknown_key"))


def known_kinds() -> set[str]:
    return set(offered(refused({"set.yaml": SMALL.replace("points: {}", "strange: {}")}), "unknown_kind"))


def explained(word: str) -> bool:
    return re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`", PAGE) is not None


def test_the_loader_tells_what_it_knows() -> None:
    assert {"id", "from_year", "count", "guidance", "at_most", "min_sample", "items", "sign"} <= known_keys()
    assert len(known_kinds()) == 7


def test_every_key_is_explained() -> None:
    assert {key for key in known_keys() if not explained(key)} == set()


def test_every_kind_has_its_row() -> None:
    assert {kind for kind in known_kinds() if f"\n| `{kind}` | `{kind}: " not in PAGE} == set()


def test_a_word_that_the_page_lacks_is_noticed() -> None:
    assert not explained(STRANGE)


def test_the_page_begins_with_a_summary_in_vietnamese() -> None:
    assert PAGE.index("**Tóm tắt.**") < PAGE.index("\n## ")


@pytest.mark.parametrize("set_id", builtin_sets())
def test_the_example_it_names_loads(set_id: str) -> None:
    assert load_set(set_id).id == set_id
    assert f"sets/{set_id}/" in PAGE
