"""Ready-made reasons that verifiers choose from; the lead department keeps them for a season (R4.1-2)."""

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.models import Season
from thuocdo.verification.models import ReasonTemplate

FIELDS = ("name_vi", "name_en", "component", "verdict")


def reasons_of(season: Season) -> list[ReasonTemplate]:
    """In the lead department's order: 1 query."""
    return list(ReasonTemplate.objects.filter(season=season))


def reasons_for(season: Season, component: str) -> list[ReasonTemplate]:
    """Those that fit a component, its own before the general ones: 1 query."""
    rows = ReasonTemplate.objects.filter(season=season, component__in=("", component))
    return sorted(rows, key=lambda row: row.component == "")


@transaction.atomic
def add_reason(actor: User, season: Season, **facts: str) -> ReasonTemplate:
    """`facts`: name_vi, name_en, component, verdict; the two latter empty where it fits all."""
    _check_keeper(actor)
    last = ReasonTemplate.objects.filter(season=season).order_by("-order").first()
    row = ReasonTemplate.objects.create(season=season, order=last.order + 1 if last else 1, **facts)
    record("reason.added", actor=actor.pk, subject=f"season:{season.pk}", after={"reason": row.pk, **facts})
    return row


@transaction.atomic
def change_reason(actor: User, reason: ReasonTemplate, **facts: str) -> None:
    """What was filled in with it before stays as it was."""
    _check_keeper(actor)
    row = _locked(reason)
    before = {name: getattr(row, name) for name in FIELDS}
    ReasonTemplate.objects.filter(pk=row.pk).update(**facts)
    subject = f"season:{row.season_id}"
    record("reason.changed", actor=actor.pk, subject=subject, before={"reason": row.pk, **before}, after=facts)


@transaction.atomic
def remove_reason(actor: User, reason: ReasonTemplate) -> None:
    _check_keeper(actor)
    row = _locked(reason)
    before = {"reason": row.pk, **{name: getattr(row, name) for name in FIELDS}}
    row.delete()
    record("reason.removed", actor=actor.pk, subject=f"season:{reason.season_id}", before=before)


@transaction.atomic
def raise_reason(actor: User, reason: ReasonTemplate) -> None:
    """One place up in the list; the first stays where it is."""
    _check_keeper(actor)
    rows = list(ReasonTemplate.objects.select_for_update().filter(season=reason.season_id))
    place = next((n for n, row in enumerate(rows) if row.pk == reason.pk), 0)
    if place:
        rows.insert(place - 1, rows.pop(place))
    for number, row in enumerate(rows, start=1):
        row.order = number
    ReasonTemplate.objects.bulk_update(rows, ["order"])
    order = {"reasons": [row.pk for row in rows]}
    record("reason.ordered", actor=actor.pk, subject=f"season:{reason.season_id}", after=order)


def _check_keeper(actor: User) -> None:
    require(runs_the_season(actor), _("Only the lead department keeps the ready-made reasons."))


def _locked(reason: ReasonTemplate) -> ReasonTemplate:
    row = ReasonTemplate.objects.select_for_update().filter(pk=reason.pk).first()
    require(row, _("This reason was removed meanwhile."), Refused)
    return row
