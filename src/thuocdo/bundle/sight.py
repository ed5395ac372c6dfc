"""What of a form the public sees (I11): which lines, which figures of them, which sums stand in for the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from thuocdo.regulation import Component, Form
from thuocdo.regulation.model import Checklist
from thuocdo.regulation.scoring import needed_keys


@dataclass(frozen=True, slots=True)
class Sight:
    """`hidden`: codes at any depth whose points are not public. `given_*`: groups, components and adjustments whose
    points are public though something in them is not. `is_closed`: of a group or an adjustment nothing is public, so
    the total cannot be worked out from what is."""

    hidden: frozenset[str]
    given_groups: frozenset[str]
    given_lines: frozenset[str]
    is_closed: bool

    @classmethod
    def of(cls, form: Form) -> "Sight":
        tops = [*form.components, *(extra.component for extra in form.adjustments)]
        hidden = frozenset(code for top in tops for code in _hidden(top, False))
        groups = {group.code for group in form.groups if any(line.code in hidden for line in group.components)}
        lines = {top.code for top in tops if top.code not in hidden and not _whole(top, hidden)}
        closed = {group.code for group in form.groups if group.public == "none"} & groups
        extras = any(extra.code in hidden for extra in form.adjustments)
        return cls(hidden, frozenset(groups - closed), frozenset(lines), bool(closed) or extras)

    @property
    def is_whole(self) -> bool:
        """Nothing is hidden."""
        return not self.hidden and not self.is_closed


def _hidden(line: Component, above: bool) -> Iterator[str]:
    is_hidden = above or line.public != "points"
    if is_hidden:
        yield line.code
    for part in line.parts:
        yield from _hidden(part, is_hidden)


def _whole(line: Component, hidden: frozenset[str]) -> bool:
    return all(inner.code not in hidden for inner in line.walk())


def read_keys(leaf: Component) -> frozenset[str]:
    """The keys of an answer that the leaf's rule reads."""
    if isinstance(leaf.score, Checklist):
        return frozenset(item.key for item in leaf.score.items)
    return frozenset(needed_keys(leaf.score))
