"""The evidence of one component, on its page: attaching a file, citing a document of the list, all in one saving."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thuocdo.common.faults import AlreadyThere, Refused
from thuocdo.desks.unit.evidence.forms import CiteNumberForm, file_limit
from thuocdo.desks.unit.evidence.list_views import told
from thuocdo.desks.unit.reading import as_read
from thuocdo.desks.unit.workspace import Line, Workspace
from thuocdo.regulation import Component
from thuocdo.reports.breakdown import can_be_broken_down
from thuocdo.reports.evidence import attach_evidence
from thuocdo.reports.evidence_citing import cite
from thuocdo.reports.evidence_period import period_mark
from thuocdo.reports.models import Evidence, EvidenceFile


@dataclass(frozen=True)
class FileFault:
    """What is wrong with a file, and the document of the list that has it already."""

    said: str
    there: Evidence | None = None


def shown(workspace: Workspace, line: Line, file_faults: Iterable[FileFault] = ()) -> dict[str, object]:
    """What `desks/unit/evidence_box.html` needs; no query."""
    cited = {row.pk for row in line.evidence}
    others = [row for row in workspace.report.evidence.all() if row.pk not in cited]
    return {
        "documents": documents(workspace, line),
        "cite": CiteNumberForm(documents=others, auto_id="id_evidence_%s") if others else None,
        "file_limit": file_limit(),
        "file_faults": file_faults,
        "broken_down": [leaf for leaf in line.component.leaves if can_be_broken_down(leaf)],
        "sums": [
            (leaf, breakdown_sums(workspace, line, leaf))
            for leaf in line.component.leaves
            if leaf.code in workspace.breakdown_sums
        ],
    }


def breakdown_sums(workspace: Workspace, line: Line, leaf: Component) -> list[tuple[object, str, str, bool]]:
    """Of each figure that the breakdown has a column for: its sum and what is declared, as people write them, and
    whether the two agree. No query after that for breakdowns."""
    answer = workspace.answers(line.component).get(leaf.code)
    stored, totals = answer.values if answer else {}, workspace.breakdown_sums.get(leaf.code, {})
    return [
        (figure, as_read(totals[figure.key]), as_read(stored.get(figure.key, "")), _agree(totals, stored, figure.key))
        for figure in leaf.figures
        if figure.key in totals
    ]


def _agree(totals: Mapping[str, str], stored: Mapping[str, str], key: str) -> bool:
    return key in stored and Fraction(stored[key]) == Fraction(totals[key])


def documents(workspace: Workspace, line: Line) -> list[tuple[Evidence, object, object]]:
    """Each document that the component cites, its place there, and the mark of its date."""
    season, code = workspace.report.season_unit.season, line.component.code
    return [(row, place(row, code), told(row, period_mark(row, season))) for row in line.evidence]


def place(row: Evidence, code: str) -> object:
    return next((citation for citation in row.citations.all() if citation.component == code), None)


def attached(workspace: Workspace, line: Line, kept: EvidenceFile, name: str) -> str:
    """What became of a file, by the list as it was before."""
    told = {"name": name, "number": kept.evidence.number, "title": kept.evidence.title}
    if kept.evidence in line.evidence:
        return _("%(name)s: document %(number)s (%(title)s) has this file, and is cited here already.") % told
    if kept.evidence in workspace.report.evidence.all():
        return _("%(name)s: document %(number)s (%(title)s) has this file already, and is now cited here.") % told
    return _("%(name)s: attached.") % told


def save(request: HttpRequest, workspace: Workspace, line: Line, uploads: list[UploadedFile]) -> list[FileFault]:
    """Attaches the files and cites the number that the form names; what is wrong with a file."""
    faults = []
    place = {"page": request.POST.get("page", "")[:60], "quote": request.POST.get("quote", "")[:2000]}
    number = request.POST.get("cite_here") or request.POST.get("cite", "")
    where = {} if number else place
    for upload in uploads:
        try:
            kept = attach_evidence(request.user, workspace.report, line.component.code, upload, **where)
        except AlreadyThere as fault:
            faults.append(FileFault(str(fault), fault.row))
        except Refused as fault:
            faults.append(FileFault(f"{upload.name}: {fault}"))
        else:
            messages.success(request, attached(workspace, line, kept, upload.name))
    chosen = [row for row in workspace.report.evidence.all() if str(row.number) == number]
    for row in chosen:
        try:
            cite(request.user, row, line.component.code, **place)
        except Refused as fault:
            faults.append(FileFault(str(fault)))
        else:
            messages.success(request, _("Document %(number)s is cited.") % {"number": row.number})
    return faults
