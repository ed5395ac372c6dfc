"""How fast `thuocdo score --out json` is, stage by stage: 4,000 units x 100 components from a CSV to a JSON document.

    python bench/tables.py [UNITS]

Prints seconds of one core, and ratios that mean the same on any machine: reading against `csv.reader` over the same
file, assessing against reading, writing against `json.dumps` of the finished document. Run by hand; no test is timed.
"""

import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from scoring import facts_of, generated_set

from thuocdo.regulation import CriteriaSet, assess
from thuocdo.regulation.facts import Value
from thuocdo.tables.answers import read_answers
from thuocdo.tables.as_json import as_json

Result = TypeVar("Result")
UNITS = 4000
HEADER = ("unit", "tier", "component", "figure", "value", "unit_name")


def write_table(path: Path, criteria_set: CriteriaSet, units: int) -> None:
    """As many units as asked for, one row a figure."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for unit in facts_of(criteria_set, {"province": units}):
            for code, answer in unit.answers.items():
                for key, value in answer.values.items():
                    rows.writerow([unit.unit, unit.tier, code, key, _typed(value), unit.name])


def _typed(value: Value) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value)


def read_plainly(path: Path) -> int:
    """The baseline of reading: the cells of every row, nothing asked about them."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(len(row) for row in csv.reader(file))


def once(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gives back, and its seconds of one core."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def main() -> None:
    criteria_set = generated_set()
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_table(path, criteria_set, units)
        _, plain_reading = once(lambda: read_plainly(path))
        facts, reading = once(lambda: read_answers(path, criteria_set).facts())
    assessment, assessing = once(lambda: assess(criteria_set, facts))
    document, writing = once(lambda: "".join(as_json(assessment, criteria_set)))
    finished = json.loads(document)
    _, plain_writing = once(lambda: json.dumps(finished, ensure_ascii=False))
    for name, taken, plain, baseline in (
        ("read the table", reading, plain_reading, "csv.reader"),
        ("score, level, rank", assessing, reading, "reading"),
        ("write JSON, explained in both languages", writing, plain_writing, "json.dumps"),
    ):
        sys.stdout.write(f"{units:,} units: {name:<41}{taken:9.3f} s {taken / plain:7.1f} x {baseline}\n")


if __name__ == "__main__":
    main()
