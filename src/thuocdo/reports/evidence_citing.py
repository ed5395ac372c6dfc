"""Writes to what cites a document: by which component, on which page, in which words (R4.3)."""

from django.db import transaction

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.cycles.queries import form_of
from thuocdo.reports.actions import editable
from thuocdo.reports.evidence_files import check_listed
from thuocdo.reports.models import Citation, Evidence


@transaction.atomic
def cite(actor: User, evidence: Evidence, component: str, *, page: str = "", quote: str = "") -> Citation:
    """A component rests on a document of the list; said again, page and quote are corrected.

    Raises Refused where a colleague has removed the document.
    """
    row = editable(actor, evidence.report)
    check_listed(evidence)
    form_of(row.season_unit).component(component)
    present = Citation.objects.filter(evidence=evidence, component=component).first()
    where = {"page": page, "quote": quote}
    before = {"page": present.page, "quote": present.quote} if present else None
    if before == where:
        return present
    cited, _made = Citation.objects.update_or_create(evidence=evidence, component=component, defaults=where)
    after = {"number": evidence.number, **where}
    record("evidence.cited", actor=actor.pk, subject=f"report:{row.pk}/{component}", before=before, after=after)
    return cited


@transaction.atomic
def uncite(actor: User, evidence: Evidence, component: str) -> None:
    """The component no longer rests on the document, which stays on the list."""
    row = editable(actor, evidence.report)
    gone, _rows = Citation.objects.filter(evidence=evidence, component=component).delete()
    if gone:
        before = {"number": evidence.number}
        record("evidence.uncited", actor=actor.pk, subject=f"report:{row.pk}/{component}", before=before)
