"""Answers as rows, in plain SQL: a saving while somebody types is the hottest path of all.

Statements that belong together go to the database in one journey. Each still sees what is committed when it begins, so
that what follows the lock is read behind it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg.types.json import Jsonb

from thuocdo.accounts.enums import FILLING
from thuocdo.accounts.models import User
from thuocdo.accounts.queries import holds_in_query
from thuocdo.common import clock
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, Report

LOCK = "SELECT state FROM reports_report WHERE id = %(report)s FOR UPDATE"
STANDING = f"""
SELECT tier.phase, {holds_in_query("unit.unit_id")} FROM cycles_seasonunit unit
JOIN cycles_seasontier tier ON tier.id = unit.season_tier_id WHERE unit.id = %(unit)s
"""  # noqa: S608 (nothing typed is in it, here as below)
COLUMNS = ["id", "report_id", "component", "stage", "values", "settled", "reason", "version"]
COLUMNS += ["changed_by_id", "changed_at"]
OWN = ", ".join(f'answer."{name}"' for name in COLUMNS)
READ = f"""
SELECT {OWN}, kept.version, kept.values, kept.changed_at FROM reports_answer answer
LEFT JOIN reports_answerchange kept ON kept.answer_id = answer.id AND kept.key = %(key)s
WHERE answer.report_id = %(report)s AND answer.stage = %(stage)s AND answer.component = ANY(%(components)s)
"""  # noqa: S608
SAID = '"values", settled, reason, version, changed_by_id, changed_at'
NEW = ", ".join(f"EXCLUDED.{name}" for name in SAID.split(", "))
WRITE = f"""
WITH given AS (
  SELECT *, %(actor)s AS changed_by_id, %(now)s AS changed_at FROM jsonb_to_recordset(%(rows)s)
  AS given(component text, "values" jsonb, settled text, reason text, version int, key uuid)
), written AS (
  INSERT INTO reports_answer (report_id, stage, component, {SAID})
  SELECT %(report)s, %(stage)s, component, {SAID} FROM given
  ON CONFLICT (report_id, component, stage) DO UPDATE SET ({SAID}) = ({NEW})
  RETURNING id, component
)
INSERT INTO reports_answerchange (answer_id, key, {SAID})
SELECT id, key, {SAID} FROM given JOIN written USING (component)
RETURNING answer_id, (SELECT component FROM written WHERE id = answer_id)
"""  # noqa: S608


class Kept(NamedTuple):
    """One stored answer, and what a saving of the page's key has made of it, if there was one."""

    answer: Answer
    version: int | None
    values: Mapping[str, str] | None
    changed_at: datetime | None


class Stored(NamedTuple):
    """What was stored of some components, and when it was looked at; the report is locked."""

    answers: Mapping[str, Kept]
    now: datetime


class Standing(NamedTuple):
    """How a report stands behind its lock, and whether the person fills it today."""

    state: str
    phase: str
    fills: bool


def lock_and_read(
    actor: User, report: Report, stage: Stage, components: Iterable[str], key: UUID | None
) -> tuple[Standing, Stored]:
    """Locks the report, then reads all that a saving is judged by: one journey."""
    person = {"actor": actor.pk, "roles": list(FILLING), "unit": report.season_unit_id}
    with connection.cursor() as cursor:
        cursor.execute(f"{LOCK}; {STANDING}; {READ}; {clock.NOW}", _asked(report, stage, components, key) | person)
        [state] = cursor.fetchone()
        cursor.nextset()
        standing = Standing(state, *cursor.fetchone())
        cursor.nextset()
        return standing, _stored(cursor)


def read(report: Report, stage: Stage, components: Iterable[str], key: UUID | None) -> Stored:
    """The same of a report that is locked already: one journey."""
    with connection.cursor() as cursor:
        cursor.execute(f"{READ}; {clock.NOW}", _asked(report, stage, components, key))
        return _stored(cursor)


def write(report: Report, stage: Stage, answers: Mapping[str, Answer], keys: Mapping[str, UUID | None]) -> None:
    """Stores these answers and a row of history for each, by one statement. All have one author and one moment."""
    first = next(iter(answers.values()))
    given = {"actor": first.changed_by_id, "now": first.changed_at, "report": report.pk, "stage": stage}
    rows = [_row(answer, keys[component]) for component, answer in answers.items()]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, given | {"rows": Jsonb(rows)})
        for number, component in cursor.fetchall():
            answers[component].pk = number
            answers[component]._state.adding = False


def _asked(report: Report, stage: Stage, components: Iterable[str], key: UUID | None) -> dict[str, object]:
    return {"report": report.pk, "stage": stage, "components": list(components), "key": key}


def _stored(cursor: CursorWrapper) -> Stored:
    rows = [_kept(row) for row in cursor.fetchall()]
    cursor.nextset()
    [now] = cursor.fetchone()
    return Stored({row.answer.component: row for row in rows}, now)


def _kept(row: tuple) -> Kept:
    own, (version, values, changed_at) = dict(zip(COLUMNS, row, strict=False)), row[len(COLUMNS) :]
    own["values"] = json.loads(own["values"])
    answer = Answer.from_db(connection.alias, COLUMNS, list(own.values()))
    return Kept(answer, version, values and json.loads(values), changed_at)


def _row(answer: Answer, key: UUID | None) -> dict[str, object]:
    row = {name: getattr(answer, name) for name in ("component", "values", "settled", "reason", "version")}
    return row | {"key": key and str(key)}
