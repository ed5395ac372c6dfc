"""The whole installation as it stands, so far as the rules speak of it; two are compared. What no act has touched is
not read again: every table says how many rows it has, and which one was written last."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import AutoField, IntegerField, Model, Q, QuerySet

from thuocdo.appraisal.models import CouncilSession, DisputedItem, Exemption, Reply, ReplyRound
from thuocdo.cycles.models import SeasonTier
from thuocdo.difficulties.models import Difficulty
from thuocdo.documents.models import Document
from thuocdo.reports.models import Answer, Report
from thuocdo.results.models import Correction, Edition
from thuocdo.verification.models import ClarificationRequest, Visit

Print = tuple[int, int, int]  # rows, the newest writing transaction, the newest row
Key = tuple[str, int]
ASIDE = {"audit_seal", "audit_checkpoint", "audit_pending", "audit_salt", "common_installation"}
STATED: dict[str, QuerySet] = {
    "report": Report.objects.values_list("pk", "state"),
    "season": SeasonTier.objects.values_list("pk", "phase"),
    "request": ClarificationRequest.objects.values_list("pk", "state"),
    "visit": Visit.objects.values_list("pk", "state"),
    "exemption": Exemption.objects.values_list("pk", "state"),
    "session": CouncilSession.objects.values_list("pk", "state"),
    "item": DisputedItem.objects.values_list("pk", "state"),
    "difficulty": Difficulty.objects.values_list("pk", "state"),
    "edition": Edition.objects.values_list("pk", "state"),
    "correction is over": Correction.objects.values_list("pk", Q(ended_at__isnull=False)),
    "reply": Reply.objects.values_list("pk", "decision"),
    "round is closed": ReplyRound.objects.values_list("pk", Q(closed_at__isnull=False)),
    "document is checked": Document.objects.values_list("pk", Q(checked_by__isnull=False)),
}


@dataclass(frozen=True)
class State:
    """`answers`: (report, component, stage) -> version and who wrote it. `digests`: edition -> of its content, and of
    its whole row."""

    tables: dict[str, Print]
    states: dict[Key, str]
    answers: dict[tuple[int, str, str], tuple[int, int]]
    versions: dict[Key, int]
    digests: dict[int, tuple[str, str]]

    def of(self, kind: str) -> dict[int, str]:
        return {pk: state for (name, pk), state in self.states.items() if name == kind}


def state_of(before: State | None = None) -> State:
    """`before`: an earlier one, of which whatever stands in unchanged tables is taken over."""
    tables = prints()

    def read(part: str, reader: Callable, *models: type[Model]):
        names = [model._meta.db_table for model in models]
        if before and all(before.tables[name] == tables[name] for name in names):
            return getattr(before, part)
        return reader()

    return State(
        tables=tables,
        states=read("states", _states, *(rows.model for rows in STATED.values())),
        answers=read("answers", _answers, Answer),
        versions=read("versions", _versions, Reply, Visit),
        digests=read("digests", _digests, Edition),
    )


@cache
def _prints_sql() -> str:
    one = "SELECT '{0}', count(*), coalesce(max(xmin::text::bigint), 0), coalesce(max({1}), 0)::bigint FROM {0}"
    kept = [model._meta for model in apps.get_models() if model.__module__.startswith("thuocdo.")]
    return " UNION ALL ".join(
        one.format(table.db_table, table.pk.column if isinstance(table.pk, AutoField | IntegerField) else 0)
        for table in kept
        if table.managed and table.db_table not in ASIDE
    )


def prints() -> dict[str, Print]:
    """Two are equal where nothing was written: a changed row is a new one of a later transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_prints_sql())
        return {name: tuple(facts) for name, *facts in cursor.fetchall()}


def print_up_to(table: str, newest: int) -> Print:
    """The same of the rows that were there when this one was the newest."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), coalesce(max(xmin::text::bigint), 0), coalesce(max(id), 0) FROM {table} WHERE id <= %s",  # noqa: S608
            [newest],
        )
        return cursor.fetchone()


def _states() -> dict[Key, str]:
    return {(kind, pk): str(state) for kind, rows in STATED.items() for pk, state in rows.all()}


def _answers() -> dict[tuple[int, str, str], tuple[int, int]]:
    rows = Answer.objects.values_list("report_id", "component", "stage", "version", "changed_by_id")
    return {tuple(row[:3]): tuple(row[3:]) for row in rows}


def _versions() -> dict[Key, int]:
    replies, visits = (model.objects.values_list("pk", "version") for model in (Reply, Visit))
    return {("reply", pk): number for pk, number in replies} | {("visit", pk): number for pk, number in visits}


def _digests() -> dict[int, tuple[str, str]]:
    table = Edition._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, md5(content::text || public::text), md5(row::text) FROM {table} AS row")  # noqa: S608
        return {pk: (content, whole) for pk, content, whole in cursor.fetchall()}
