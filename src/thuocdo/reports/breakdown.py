"""Breakdowns (bảng kê): a component's figures by commune or office, whose sum is what the unit declares (R4.3)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component
from thuocdo.reports.actions import editable, save_answers
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, BreakdownRow, Report

MOST_ROWS = 500


@dataclass(frozen=True)
class Row:
    """`values`: figure key -> text as the law reads it; a figure that was not given is absent, which is not 0."""

    name: str
    values: Mapping[str, str]
    note: str = ""


def can_be_broken_down(leaf: Component) -> bool:
    """Figures add up; ticked items and chosen levels do not."""
    return leaf.answered_by == "unit" and bool(leaf.figures)


def rows_of(report: Report, component: str) -> list[Row]:
    """1 query."""
    kept = BreakdownRow.objects.filter(report=report, component=component).order_by("order")
    return [Row(row.name, row.values, row.note) for row in kept]


def rows_by_line(report: Report, components: Iterable[str]) -> dict[str, list[Row]]:
    """Of several scored lines, those that have rows: 1 query, none for no lines."""
    found: dict[str, list[Row]] = {}
    codes = list(components)
    for row in BreakdownRow.objects.filter(report=report, component__in=codes).order_by("component", "order"):
        found.setdefault(row.component, []).append(Row(row.name, row.values, row.note))
    return found


def with_breakdowns(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds what `sums_by_line` tells; no query more."""
    kept = BreakdownRow.objects.filter(report=OuterRef("pk"))
    told = JSONObject(component="component", name="name", values="values")
    return rows.annotate(told_breakdowns=ArraySubquery(kept.values(told=told)))


def sums_by_line(report: Report) -> dict[str, dict[str, str]]:
    """Scored line -> the sums of its breakdown, of those that have one, of a report of `with_breakdowns`. No query."""
    found: dict[str, list[Row]] = {}
    for row in report.told_breakdowns:
        found.setdefault(row["component"], []).append(Row(row["name"], row["values"]))
    return {code: sums(rows) for code, rows in found.items()}


def declared(report: Report, component: str) -> Answer | None:
    """What the unit declares on one scored line: 1 query."""
    return Answer.objects.filter(report=report, component=component, stage=Stage.SELF).first()


def seen(rows: Iterable[Row]) -> str:
    """A short digest of the rows, by which a page says what it was shown."""
    content = [[row.name, dict(row.values), row.note] for row in rows]
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def sums(rows: Iterable[Row]) -> dict[str, str]:
    """Figure key -> the sum of its column as stored text, of the columns in which any row gives a figure."""
    totals: dict[str, Fraction] = {}
    for row in rows:
        for key, text in row.values.items():
            totals[key] = totals.get(key, Fraction(0)) + Fraction(text)
    return {key: str(total) for key, total in totals.items()}


@transaction.atomic
def save_breakdown(
    actor: User, report: Report, component: str, rows: Iterable[Row], *, was: str, version: int = 0, fill: bool = True
) -> dict[str, str]:
    """Keeps the rows of one scored line and, with `fill`, declares their sums in the same act. Returns the sums.

    `was`: digest (`seen`) of the rows that the person began with; `version`: of the answer that stood beside them, 0
    for none. Raises Conflict where a colleague saved other rows, or declared other figures, since; Refused where the
    line has no figures, a row no name, or the law cannot take the sums.
    """
    row = editable(actor, report)
    leaf = form_of(row.season_unit).index()[component]
    require(can_be_broken_down(leaf), _("Component %(code)s has no figures.") % {"code": component}, Refused)
    before, after = rows_of(row, component), list(rows)
    require(
        was == seen(before), _("Somebody else changed this breakdown meanwhile. Both versions are shown."), Conflict
    )
    require(len(after) <= MOST_ROWS, _("At most %(most)s rows.") % {"most": MOST_ROWS}, Refused)
    require(all(each.name.strip() for each in after), _("Give every row a name."), Refused)
    if after != before:
        _replace(row, component, after)
        noted = {"before": {"seen": seen(before)}, "after": {"seen": seen(after), "rows": len(after)}}
        record("breakdown.saved", actor=actor.pk, subject=f"report:{row.pk}/{component}", **noted)
    totals = sums(after)
    if fill and totals:
        _declare(actor, row, component, totals, version)
    return totals


def _replace(report: Report, component: str, rows: list[Row]) -> None:
    BreakdownRow.objects.filter(report=report, component=component).delete()
    texts = [{"name": row.name[:200], "values": dict(row.values), "note": row.note[:300]} for row in rows]
    BreakdownRow.objects.bulk_create(
        BreakdownRow(report=report, component=component, order=order, **text) for order, text in enumerate(texts, 1)
    )


def _declare(actor: User, report: Report, component: str, totals: Mapping[str, str], version: int) -> None:
    """The sums in place of the declared figures; what has no column stays. The page's version, not the stored one: a
    figure that a colleague declared since the page was made is not the person's to overwrite unseen."""
    answer = declared(report, component)
    kept = answer.values if answer else {}
    if {**kept, **totals} != kept:
        save_answers(actor, report, {component: Draft({**kept, **totals}, version=version)})
