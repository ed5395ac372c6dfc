"""Looks at a template, or fills it, in a process of its own.

python -m thuocdo.documents.filling.child < ORDER        an order and its answer are JSON
"""

import json
import sys
from base64 import b64decode, b64encode
from typing import Any

from thuocdo.documents.checks import alone
from thuocdo.documents.filling.faults import Fault, Reason, Unfit
from thuocdo.documents.filling.reading import faults_in, fields_in, shown
from thuocdo.documents.filling.writing import filled
from thuocdo.documents.official.as_data import paper_of

MOST_SHOWN = 400  # blocks of what was filled
MOST_FAULTS = 40


def main() -> int:
    alone.confine()
    sys.stdout.write(json.dumps(answer(json.load(sys.stdin))))
    return 0


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """`look`: whether the faults are wanted with the paragraph that each stands in, and the text of what was filled."""
    template, shape = b64decode(order["template"]), order["shape"]
    try:
        if order["look"] and (faults := faults_in(template, shape)):
            return {"faults": faults[:MOST_FAULTS]}
        made = filled(template, paper_of(order["paper"]), shape)
    except Unfit as fault:
        return {"faults": fault.faults[:MOST_FAULTS]}
    except (MemoryError, RecursionError):
        return {"faults": [Fault(Reason.TOO_LARGE)]}
    told = {"shown": shown(made)[:MOST_SHOWN], "used": fields_in(template)} if order["look"] else {}
    return {"faults": [], "file": b64encode(made).decode(), **told}


if __name__ == "__main__":
    sys.exit(main())
