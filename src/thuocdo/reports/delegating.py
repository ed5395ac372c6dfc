"""Who of a unit's people fills which component: given out by its coordinator, in office or no longer (R8.1).

A delegation says whose work it is and forbids nobody anything: whoever fills for the unit still may, and is recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from thuocdo.accounts.enums import FILLING
from thuocdo.accounts.models import Post, User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.queries import form_of
from thuocdo.reports.actions import locked
from thuocdo.reports.enums import EDITABLE
from thuocdo.reports.models import Delegation, Report
from thuocdo.reports.rules import OPEN_PHASES, delegates

WORKING = {Phase.PREPARING, *OPEN_PHASES}


def fillers(unit_id: int) -> QuerySet[User]:
    """Those who fill the unit's report today, by name: 1 query."""
    return User.objects.filter(Exists(_filling(unit_id).filter(user=OuterRef("pk")))).order_by("full_name", "pk")


@dataclass(frozen=True)
class Given:
    """Who is to fill a component. `is_held`: whether they still hold a post for it."""

    component: str
    person_id: int
    name: str
    is_held: bool


def with_delegations(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds what `delegations` tells; no query more."""
    posts = _filling(OuterRef(OuterRef("season_unit__unit"))).filter(user=OuterRef("person"))
    given = Delegation.objects.filter(report=OuterRef("pk")).annotate(held=Exists(posts)).order_by("component")
    told = JSONObject(component="component", person_id="person_id", name="person__full_name", is_held="held")
    return rows.annotate(told_delegations=ArraySubquery(given.values(told=told)))


def delegations(report: Report) -> dict[str, Given]:
    """Component -> who fills it, of a report of `with_delegations`. No query."""
    return {told["component"]: Given(**told) for told in report.told_delegations}


def _filling(unit_id: int | OuterRef) -> QuerySet[Post]:
    return Post.objects.filter(Post.on(clock.today_in_query()), unit=unit_id, role__in=FILLING)


@transaction.atomic
def delegate(actor: User, report: Report, given: Mapping[str, User | None]) -> list[str]:
    """Gives each of these components to a colleague, or takes it back from whoever has it (None); the codes of those
    that this changed. Raises Refused for somebody who does not fill the unit's report, naming them."""
    row = _shared_out(actor, report)
    known = {component.code for component in form_of(row.season_unit).components}
    unknown = ", ".join(sorted(given.keys() - known))
    require(not unknown, _("The form has no component %(codes)s.") % {"codes": unknown}, Refused)
    _check_people(row, {person for person in given.values() if person})
    present = {kept.component: kept.person_id for kept in row.delegations.all()}
    due = {code: person for code, person in given.items() if present.get(code) != (person and person.pk)}
    if due:
        _write(actor, row, due)
        _record(actor, row, "report.delegated", {code: present.get(code) for code in due}, due)
    return list(due)


@transaction.atomic
def hand_over(actor: User, report: Report, predecessor: User, successor: User) -> list[str]:
    """All that is one colleague's becomes another's, in one act; the codes of it. The predecessor need not be in
    office any more."""
    row = _shared_out(actor, report)
    _check_people(row, {successor})
    codes = list(row.delegations.filter(person=predecessor).values_list("component", flat=True))
    require(codes, _("%(name)s has no components to hand over.") % {"name": predecessor.full_name}, Refused)
    require(predecessor != successor, _("Choose two different people."), Refused)
    given = dict.fromkeys(codes, successor)
    _write(actor, row, given)
    _record(actor, row, "report.handed_over", dict.fromkeys(codes, predecessor.pk), given)
    return codes


def _shared_out(actor: User, report: Report) -> Report:
    row = locked(report)
    require(delegates(actor, row.season_unit.unit_id), _("Only the unit's coordinator shares out its components."))
    working = row.state in EDITABLE and row.season_unit.season_tier.phase in WORKING
    require(working, _("The report was sent: there is nothing left to share out."), Refused)
    return row


def _check_people(report: Report, people: set[User]) -> None:
    held = set(fillers(report.season_unit.unit_id))
    others = ", ".join(sorted(person.full_name for person in people - held))
    words = _("Not a preparer or coordinator of your unit today: %(names)s. Choose somebody else.")
    require(not others, words % {"names": others}, Refused)


def _write(actor: User, report: Report, given: Mapping[str, User | None]) -> None:
    taken = [code for code, person in given.items() if person is None]
    report.delegations.filter(component__in=taken).delete()
    now = clock.now()
    Delegation.objects.bulk_create(
        [
            Delegation(report=report, component=code, person=person, given_by=actor, given_at=now)
            for code, person in given.items()
            if person
        ],
        update_conflicts=True,
        unique_fields=["report", "component"],
        update_fields=["person", "given_by", "given_at"],
    )


def _record(actor: User, report: Report, act: str, before: Mapping, given: Mapping[str, User | None]) -> None:
    after = {code: person and person.pk for code, person in given.items()}
    record(act, actor=actor.pk, subject=f"report:{report.pk}", before=dict(before), after=after)
