"""Loads a criteria set, strictly: all faults at once, each with file, line, what and mend.

A set is a folder (`set.yaml` and one file a group) or one file that has `groups`. Its texts are kept in
`CriteriaSet.source`, from which `read_set` builds the same set again for as long as a season needs it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from .errors import SetFaults
from .form_reading import FormReader, check_meanings
from .head_reading import (
    TotalRule,
    read_below_lowest,
    read_instrument,
    read_levels,
    read_period,
    read_rounding,
    read_rules,
    read_tiers,
    read_total,
)
from .model import CriteriaSet, Form, Text
from .reading import Entry, readable
from .yaml_tree import Faults, Listing, Node, Scalar, read_yaml

_BUILT_IN = Path(__file__).parent / "sets"
_HEAD = "set.yaml"


def load_set(path_or_id: str | Path) -> CriteriaSet:
    """A built-in set by its id, or the set in a folder or file. Raises SetFaults with every fault at once."""
    if isinstance(path_or_id, str) and path_or_id in builtin_sets():
        return _load_builtin(path_or_id)
    return read_set(_texts(Path(path_or_id)))


def read_set(source: Mapping[str, str]) -> CriteriaSet:
    """The set from its files' texts by name, as a season pins them. Raises SetFaults."""
    faults = Faults()
    entries = {name: _entry(name, source[name], faults) for name in sorted(source, key=_numeric_order)}
    head, groups = _head_and_groups(entries, faults)
    if head is None:
        raise SetFaults(faults.in_order())
    criteria_set = _read(head, groups, source)
    if faults.found:
        raise SetFaults(faults.in_order())
    return criteria_set


@cache
def builtin_sets() -> tuple[str, ...]:
    """Ids of the sets that ship with the product."""
    return tuple(sorted(path.parent.name for path in _BUILT_IN.glob(f"*/{_HEAD}")))


@cache
def _load_builtin(set_id: str) -> CriteriaSet:
    return read_set(_texts(_BUILT_IN / set_id))


def _texts(path: Path) -> dict[str, str]:
    """The set's files by name; files of other kinds in the folder are not part of the set."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path] if path.is_file() else []
    if not files:
        _refuse(str(path), "no_set", name=str(path), known=builtin_sets())
    texts = {}
    for file in files:
        try:
            texts[file.name] = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            _refuse(file.name, "not_readable")
    return texts


def _refuse(file: str, key: str, **args: Any) -> None:
    faults = Faults()
    faults.add(file, 0, key, **args)
    raise SetFaults(faults.in_order())


def _numeric_order(name: str) -> tuple[object, ...]:
    """group-2 before group-10, and set.yaml before them all."""
    pieces = re.split(r"(\d+)", name)
    return (name != _HEAD, [(piece.isdigit(), int(piece) if piece.isdigit() else piece) for piece in pieces if piece])


def _entry(name: str, text: str, faults: Faults) -> Entry | None:
    tree = read_yaml(name, text, faults)
    return None if tree is None else Entry(tree, name, faults)


def _head_and_groups(entries: dict[str, Entry | None], faults: Faults) -> tuple[Entry | None, tuple[Entry, ...]]:
    """The head, and the groups from inside it or from the other files."""
    names = tuple(entries)
    head_name = _HEAD if _HEAD in entries else names[0] if len(names) == 1 else None
    if head_name is None:
        faults.add(_HEAD, 0, "no_set_file")
        return None, ()
    head = entries[head_name]
    others = tuple(entry for name, entry in entries.items() if name != head_name and entry is not None)
    if head is None:
        return None, others
    if len(names) > 1 and not head.has("groups"):
        return head, others
    if len(names) > 1:
        head.fault("groups_twice", "groups")
    return head, head.mappings("groups")


def _read(head: Entry, groups: tuple[Entry, ...], source: Mapping[str, str]) -> CriteriaSet:
    cite = head.cited(None)
    tiers = read_tiers(head, cite)
    adjustments = head.mappings("adjustments", required=False)
    codes = tuple(dict.fromkeys(tier.form for tier in tiers.values()))
    readers = {code: FormReader(tier, codes, cite) for code, tier in tiers.items()}
    forms = {code: reader.read(groups, adjustments) for code, reader in readers.items()}
    check_meanings(readers.values())
    total = read_total(head, cite)
    _check_forms(head, total, forms)
    most = total.scale if total.scale is not None else max((form.max for form in forms.values()), default=None)
    levels = read_levels(head, cite, most)
    criteria_set = CriteriaSet(
        id=head.text("id"),
        version=head.text("version"),
        status=head.one_of("status", ("PROVISIONAL", "OFFICIAL")),
        title=head.words("title"),
        notice=_notice(head),
        cite=cite,
        instrument=read_instrument(head, cite),
        period=read_period(head, cite),
        tiers=tiers,
        approval_before=head.day("approval_before"),
        scale=total.scale,
        rounding=read_rounding(head, cite),
        levels=levels,
        below_lowest=read_below_lowest(head, cite, levels),
        rules=read_rules(head, cite, levels),
        missing=head.one_of("missing", ("not_reported", "zero"), "not_reported"),
        forms=forms,
        digest=_digest(head, groups),
        source=dict(source),
    )
    head.close()
    return criteria_set


def _check_forms(head: Entry, total: TotalRule, forms: Mapping[str, Form]) -> None:
    """What the set says of its whole: maximum and number of components (Article 3)."""
    for form in forms.values():
        if total.max is not None and readable(total.max) and form.max not in (total.max, Fraction(0)):
            head.fault("wrong_sum", "total", inside=form.code, sum=form.max, max=total.max)
        if total.count is not None and len(form.components) != total.count:
            head.fault("wrong_count", "total", found=len(form.components), count=total.count)
        if not form.groups:
            head.fault("empty_list", "groups", name="groups")


def _notice(head: Entry) -> Text | None:
    notice = head.maybe_words("notice")
    if notice is None and head.text("status", "") == "PROVISIONAL":
        head.fault("notice_missing", "status")
    return notice


def _digest(head: Entry, groups: tuple[Entry, ...]) -> str:
    """SHA-256 of the content: comments, spacing and the division into files do not change it, the order does."""
    content = {key: _plain(node) for key, node in head.node.pairs.items() if key != "groups"}
    content["groups"] = [_plain(group.node) for group in groups]
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.pairs.items()}
