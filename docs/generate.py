"""Writes what the documents take from code: articles.md, and the tables of states in floors.md.

    .venv/bin/python -m docs.generate

`tests/docs/` fails when a document is behind its sources.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import django
import yaml
from django.conf import settings
from django.utils import translation

DOCS = Path(__file__).resolve().parent
ARTICLES, ROWS, FLOORS = DOCS / "articles.md", DOCS / "articles.yaml", DOCS / "floors.md"
REPOSITORY_FROM_DOCS = "../"
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
HEAD = """# From article to page

Made by `.venv/bin/python -m docs.generate` out of [articles.yaml](articles.yaml); edit that file. `./test` fails when
a name below no longer exists. What the articles say in full stands in [regulation.md](regulation.md). "Later" is what
the article also asks for and this release does not do yet.

Data: keys of the built-in set (`set.yaml`, `group-*.yaml` in `src/thuocdo/regulation/sets/qd-3043-2021/`) or columns of
the database. Pages: names of addresses (`config/urls.py`).

"""


def rows() -> dict[str, list[dict]]:
    """`articles` and `readings`, as articles.yaml lists them."""
    return yaml.safe_load(ROWS.read_text("utf-8"))


def articles_text() -> str:
    """The whole of articles.md."""
    content = rows()
    return (
        HEAD
        + _table("Article", content["articles"])
        + "\n## Readings of ambiguous passages\n\n"
        + _table("Reading", content["readings"])
    )


def _table(first: str, entries: Iterable[Mapping]) -> str:
    lines = [f"| {first} | Demand | Data | Function | Test | Page | Later |", "|---|---|---|---|---|---|---|"]
    lines += [_line(entry) for entry in entries]
    return "\n".join(lines) + "\n"


def _line(entry: Mapping) -> str:
    demand = f"{entry['demand']['vi']}<br>*{entry['demand']['en']}*"
    tests = [f"[{Path(test).name}]({REPOSITORY_FROM_DOCS}{test})" for test in entry.get("tests", ())]
    cells = [
        f"**{entry['id']}**",
        demand,
        _codes(entry.get("data", ())),
        _codes(name.removeprefix("thuocdo.") for name in entry.get("code", ())),
        "<br>".join(tests),
        _codes(entry.get("pages", ())),
        "<br>".join(entry.get("later", ())),
    ]
    return "| " + " | ".join(cell or "–" for cell in cells) + " |"


def _codes(names: Iterable[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def floors_text() -> str:
    """floors.md with its tables of states made anew."""
    return BLOCK.sub(lambda block: block[1] + _transitions(block[2]) + block[3], FLOORS.read_text("utf-8"))


def _transitions(which: str) -> str:
    from thuocdo.accounts.enums import Role
    from thuocdo.cycles.enums import Phase
    from thuocdo.cycles.transitions import SEASON, TAKEN_ABOVE
    from thuocdo.reports.enums import ReportState
    from thuocdo.reports.transitions import REPORT

    table = {"season": SEASON, "report": REPORT}[which]
    order = [*Phase, *ReportState, *Role]
    lines = ["| act | from | to | by | button | |", "|---|---|---|---|---|---|"]
    with translation.override("en"):
        for row in table.values():
            notes = ["reason"] * row.needs_reason + ["on the result page"] * (row.act in TAKEN_ABOVE)
            sources, roles = (", ".join(sorted(keys, key=order.index)) for keys in (row.sources, row.roles))
            cells = [f"`{row.act}`", sources, row.target, roles, str(row.label), ", ".join(notes)]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    settings.configure()
    django.setup()
    FLOORS.write_text(floors_text(), "utf-8")
    ARTICLES.write_text(articles_text(), "utf-8")


if __name__ == "__main__":
    main()
