"""From a table of answers to an assessment: reads, checks everything, and only then computes."""

from pathlib import Path

from thuocdo.regulation import Assessment, CriteriaSet, FactFaults, assess
from thuocdo.tables.answers import Reading, read_answers
from thuocdo.tables.progress import Progress


def score_table(criteria_set: CriteriaSet, path: Path, progress: Progress | None = None) -> Assessment:
    """The assessment of the units in the table at `path`.

    Raises TableFaults with every fault of the table and, at their rows, every fault that the law finds in the facts.
    """
    reading = read_answers(path, criteria_set, progress.reading if progress else None)
    try:
        assessment = assess(criteria_set, reading.facts(), progress=progress.scoring if progress else None)
    except FactFaults as refused:
        raise reading.with_law_faults(list(refused.faults)) from None
    _refuse_faulty(reading)
    return assessment


def _refuse_faulty(reading: Reading) -> None:
    if reading.faults:
        raise reading.with_law_faults([])
