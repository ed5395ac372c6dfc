"""`thuocdo score SET ANSWERS`: the law applied to a spreadsheet."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from thuocdo.regulation import Assessment, CriteriaSet
from thuocdo.tables.chosen_set import NoSuchSet, chosen_set, set_help
from thuocdo.tables.faults import TableFaults
from thuocdo.tables.progress import Progress
from thuocdo.tables.score_table import score_table

HELP = {
    "vi": {
        "answers": "bảng số liệu CSV (UTF-8) hoặc XLSX, tiêu đề unit,tier,component,figure,value[,unit_name]",
        "out": "dạng kết quả: table (mặc định), csv hoặc json",
        "progress": "luôn báo tiến độ ra luồng lỗi",
        "refused": "{count} lỗi trong bảng số liệu; chưa chấm gì.",
    },
    "en": {
        "answers": "answers as CSV (UTF-8) or XLSX, header unit,tier,component,figure,value[,unit_name]",
        "out": "form of the result: table (default), csv or json",
        "progress": "always show progress on the error stream",
        "refused": "{count} faults in the table; nothing was computed.",
    },
}


def arguments(parser: ArgumentParser, language: str) -> None:
    words = HELP[language]
    parser.add_argument("set", metavar="SET", help=set_help(language))
    parser.add_argument("answers", metavar="ANSWERS", type=Path, help=words["answers"])
    parser.add_argument("--out", choices=("table", "csv", "json"), default="table", help=words["out"])
    parser.add_argument("--progress", action="store_true", help=words["progress"])


def run(options: Namespace) -> int:
    """Exit code 2 with every fault on the error stream where the set or the table cannot be used."""
    progress = Progress(options.lang, options.progress)
    try:
        criteria_set = chosen_set(options.set)
        assessment = score_table(criteria_set, options.answers, progress)
    except NoSuchSet as missing:
        return _refused([missing.what.get(options.lang)])
    except TableFaults as refused:
        progress.close()
        summary = HELP[options.lang]["refused"].format(count=len(refused.faults))
        return _refused([*refused.sentences(options.lang), summary])
    progress.close()
    for piece in _written(assessment, criteria_set, options.out, options.lang):
        sys.stdout.write(piece)
    return 0


def _written(assessment: Assessment, criteria_set: CriteriaSet, out: str, language: str) -> Iterator[str]:
    if out == "json":
        from thuocdo.tables.as_json import as_json

        return as_json(assessment, criteria_set)
    if out == "csv":
        from thuocdo.tables.as_csv import as_csv

        return as_csv(assessment, criteria_set, language)
    from thuocdo.tables.as_text import as_text

    return as_text(assessment, criteria_set, language)


def _refused(lines: list[str]) -> int:
    sys.stderr.write("\n".join(lines) + "\n")
    return 2
