"""Has a template looked at, or filled, in a process of its own."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from subprocess import TimeoutExpired
from typing import Any

from thuocdo.documents.checks import alone
from thuocdo.documents.filling.faults import Fault, Reason, Unfit
from thuocdo.documents.filling.values import shape_of
from thuocdo.documents.official.as_data import paper_data
from thuocdo.documents.official.paper import Paper

CHILD = "thuocdo.documents.filling.child"


@dataclass(frozen=True)
class Looked:
    """A fit template: filled with the paper it was tried on, what that says block by block, the fields it uses."""

    file: bytes
    shown: tuple[Any, ...]
    used: frozenset[str]


def look(template: bytes, paper: Paper, own: Iterable[str]) -> Looked:
    """`own`: the fields of this paper besides those of every paper. About half a second. Raises Unfit."""
    told = _told(template, paper, own, look=True)
    return Looked(b64decode(told["file"]), tuple(told["shown"]), frozenset(told["used"]))


def fill(template: bytes, paper: Paper, own: Iterable[str]) -> bytes:
    """The paper as .docx, by this template. Raises Unfit."""
    return b64decode(_told(template, paper, own, look=False)["file"])


def _told(template: bytes, paper: Paper, own: Iterable[str], *, look: bool) -> dict[str, Any]:
    order = {"template": b64encode(template).decode(), "paper": paper_data(paper), "shape": shape_of(own), "look": look}
    try:
        done = alone.run(CHILD, given=json.dumps(order).encode())
    except TimeoutExpired as fault:
        raise Unfit([Fault(Reason.TOO_LARGE)]) from fault
    if done.returncode < 0:  # ended from outside: by its limit of seconds, or for want of memory
        raise Unfit([Fault(Reason.TOO_LARGE)])
    if done.returncode:  # our own mistake, of which whoever runs the installation has to hear
        raise RuntimeError(done.stderr.decode(errors="replace"))
    told = json.loads(done.stdout)
    if told["faults"]:
        raise Unfit([Fault(Reason(reason), *rest) for reason, *rest in told["faults"]])
    return told
