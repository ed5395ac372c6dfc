from collections.abc import Mapping
from pathlib import Path

from .model import CriteriaSet


def load_set(path_or_id: str | Path) -> CriteriaSet:
    """A built-in set by its id, or the set in a folder or file. Raises SetFaults with every fault at once."""
    raise NotImplementedError


def read_set(source: Mapping[str, str]) -> CriteriaSet:
    """The set from its files' texts by name, as a season pins them. Raises SetFaults."""
    raise NotImplementedError


def builtin_sets() -> tuple[str, ...]:
    """Ids of the sets that ship with the product."""
    raise NotImplementedError
