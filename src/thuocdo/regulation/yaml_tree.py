"""YAML as a plain tree with line numbers, and the collection of faults found while reading it.

Scalars stay text, never YAML's own types: "10-01" is no date arithmetic and 0.9 no float.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from .errors import Fault
from .explain import tell

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    line: int
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Mapping:
    """`keys` tells the line of each key."""

    line: int
    pairs: "dict[str, Node]"
    keys: dict[str, int]


Node = Scalar | Listing | Mapping


@dataclass(slots=True)
class Faults:
    """Collects faults; the same fault met again in another form counts once."""

    found: dict[tuple[str, int, str], Fault] = field(default_factory=dict)

    def add(self, file: str, line: int, key: str, **args: Any) -> None:
        what, mend = tell(key, **args)
        self.found.setdefault((file, line, what.vi), Fault(file, line, key, what, mend))

    def in_order(self) -> tuple[Fault, ...]:
        return tuple(sorted(self.found.values(), key=lambda fault: (fault.file, fault.line)))


def read_yaml(file: str, text: str, faults: Faults) -> Mapping | None:
    """The file's top mapping; None, with a fault, where there is none."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "unreadable character"
        faults.add(file, mark.line + 1 if mark else 1, "not_yaml", problem=problem)
        return None
    node = _Converter(file, faults).convert(root) if root is not None else None
    if isinstance(node, Mapping):
        return node
    faults.add(file, 1, "not_mapping", name=file)
    return None


class _Converter:
    """Turns PyYAML's nodes into ours; refuses keys written twice, and aliases (a file reads from top to bottom)."""

    def __init__(self, file: str, faults: Faults) -> None:
        self._file = file
        self._faults = faults
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node) -> Node:
        line = node.start_mark.line + 1
        if id(node) in self._seen:
            self._faults.add(self._file, line, "alias")
            return Scalar(line, "")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, line)
        if isinstance(node, yaml.SequenceNode):
            return Listing(line, tuple(self.convert(item) for item in node.value))
        return Scalar(line, str(node.value).strip())

    def _mapping(self, node: yaml.MappingNode, line: int) -> Mapping:
        mapping = Mapping(line, {}, {})
        for key_node, value in node.value:
            key, key_line = self.convert(key_node), key_node.start_mark.line + 1
            if not isinstance(key, Scalar):
                self._faults.add(self._file, key_line, "not_text", name="?")
            elif key.text in mapping.pairs:
                self._faults.add(self._file, key_line, "duplicate_key", name=key.text)
            else:
                mapping.pairs[key.text] = self.convert(value)
                mapping.keys[key.text] = key_line
        return mapping
