"""Puts a string of its own into every free-text field of the workflow, in the rows of two units and of the season.

The table (table.yaml) names the fields. What it does not name is found by `unnamed`: a new field needs its row. The
rows are those that the scenes of the permission matrix left; only their words are exchanged.
"""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

import yaml
from django.apps import apps
from django.db import connection, models

from thuocdo.verification.models import Assignment

TABLE = yaml.safe_load(Path(__file__).with_name("table.yaml").read_text("utf-8"))
APPS = ("reports", "verification", "appraisal", "difficulties")
AGENCY = "vpubnd"  # a related agency, that of the cast's verifier


class Whose(Enum):
    """Whose words they are, as the letter of the token. The lead department verifies the Department of Health, but for
    the components given to the related agency; that agency verifies the lead department's own report (I12)."""

    HEALTH = "a"
    HEALTH_BY_AGENCY = "b"
    LEAD = "c"
    SEASON = "s"


class Canary(NamedTuple):
    """`token`: what is searched for."""

    field: str
    whose: Whose
    token: str


def canaries() -> list[Canary]:
    return [
        Canary(name, whose, f"Zq{place:03}{whose.value}z")
        for place, (name, row) in enumerate(TABLE["fields"].items())
        for whose in _whose(row)
    ]


def _whose(row: dict) -> list[Whose]:
    if not row["unit"]:
        return [Whose.SEASON]
    return [Whose.HEALTH, Whose.LEAD] + ([Whose.HEALTH_BY_AGENCY] if "component" in row else [])


def plant() -> set[Canary]:
    """Into all rows that there are now; gives back what found one. What is written once only is exchanged all the
    same, which takes the tests' superuser."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        planted = {canary for canary in canaries() if _write(canary, TABLE["fields"][canary.field])}
        cursor.execute("SET LOCAL session_replication_role = origin")
    return planted


def _write(canary: Canary, row: dict) -> int:
    model, name = _field(canary.field)
    rows = model._base_manager.filter(**row.get("where", {}))
    if row["unit"]:
        rows = rows.filter(**{row["unit"]: "stttt" if canary.whose == Whose.LEAD else "syt"})
    if "component" in row and canary.whose != Whose.LEAD:
        given = models.Q(**{f"{row['component']}__in": _given()})
        rows = rows.filter(given) if canary.whose == Whose.HEALTH_BY_AGENCY else rows.exclude(given)
    if not row.get("blank"):
        rows = rows.exclude(**{name: ""})
    words = models.Value(canary.token + row.get("after", ""))
    return model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).update(**{name: words})


def _given() -> list[str]:
    """The components of other units that the related agency verifies."""
    return list(Assignment.objects.filter(agency__key=AGENCY, season_unit=None).values_list("component", flat=True))


def _field(label: str) -> tuple[type[models.Model], str]:
    """`reports.Report.mobile`, perhaps with a word after it that tells two rows of one field apart."""
    app, model, name = label.partition(" ")[0].split(".")
    return apps.get_model(app, model), name


def unnamed() -> set[str]:
    """Fields of the workflow's models that hold words and stand nowhere in the table."""
    named = {label.partition(" ")[0] for label in TABLE["fields"]} | set(TABLE["no free text"])
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.CharField) and not field.choices
    } - named
