"""Writes docs/permissions.md, the matrix as tables to read.

.venv/bin/python -m tests.permissions.document
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import django
import yaml
from tests.permissions.table import JUDGEMENT, MATRIX, addresses

FILE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
OTHERS = {403: "refused", 404: "not found", None: "–"}
HEAD = """# Who may do what

Made by `.venv/bin/python -m tests.permissions.document` out of [matrix.yaml](../tests/permissions/matrix.yaml); edit
that file. `tests/permissions/` tries every line as everybody, by every method, and fails when an address has no row.

Each line is an address with an object, in a scene of the season. **Read** is GET and HEAD, **write** is POST; "–": the
page does not answer it (405). Any other method is answered 405 everywhere. Whoever is not named is answered as the last
column says: *refused* (403), a desk that their role does not have, or *not found* (404), an object that is not theirs
to know of. Who may read but not write is refused. Without a sign-in one is sent to the sign-in page, except at *open*
addresses.

The cast: preparer, coordinator, head and clerk of the Department of Health (syt); outsider, the preparer of the
Department of Justice (stp); lead and second lead of the lead department (stttt), where the secretary of the council and
the administrator work too; verifier of the committee office (vpubnd); chair and observer of the People's Committee;
member of home affairs (snv).
"""


def text() -> str:
    """The whole document."""
    content = yaml.safe_load(MATRIX.read_text("utf-8"))
    groups = [f"| {name} | {', '.join(words.split())} |" for name, words in content["people"].items()]
    parts = [HEAD, "## Groups of people\n", *_table(["Name", "Who"], groups)]
    parts += ["\n## Addresses\n"]
    parts += _table(["Address", "With, in the scene", "Read", "Write", "Everybody else"], _lines(content["addresses"]))
    parts += ["\n## What reaches whom\n", "Strings that the tests search for in every answer, from a scene on.\n"]
    parts += _table(["What of a unit's report", "From", "Reaches"], _canaries(content["canaries"]))
    return "\n".join(parts) + "\n"


def _table(titles: list[str], lines: Iterator[str] | list[str]) -> list[str]:
    return [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|", *lines]


def _lines(rows: Mapping[str, Mapping]) -> Iterator[str]:
    routes = {address.name: re.sub(r"<\w+:(\w+)>", r"{\1}", address.route) for address in addresses()}
    for name, row in rows.items():
        title = f"`{name}`<br>/{routes.get(name, '')}" + ("<br>*open*" if row.get("open") else "")
        for line in row.get("lines", [{}]):
            facts = {**row, **line}
            cells = [title, _with(facts), _who(facts.get("get")), _who(facts.get("post")), _others(facts)]
            yield f"| {' | '.join(cells)} |"
            title = ""


def _with(facts: Mapping) -> str:
    given = [str(value) for key, value in facts.items() if key not in JUDGEMENT]
    sent = [f"`{facts['body']}`"] if "body" in facts else []
    return ", ".join([*given, *sent, f"*{facts.get('scene', 'drafting')}*"])


def _who(words: str | None) -> str:
    return "–" if words is None else ", ".join(words.split())


def _others(facts: Mapping) -> str:
    exceptions = {"refused": "refused", "hidden": "not found"}
    told = [f"{what}: {_who(facts[key])}" for key, what in exceptions.items() if key in facts]
    return "; ".join([OTHERS[facts.get("others")], *told])


def _canaries(rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for name, row in rows.items():
        for place, (scene, words) in enumerate(row.items()):
            yield f"| {'' if place else name} | *{scene}* | {_who(words)} |"


if __name__ == "__main__":
    django.setup()
    FILE.write_text(text(), "utf-8")
