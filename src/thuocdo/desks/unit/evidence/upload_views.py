"""Files that the page sends by itself, one at a time, while somebody goes on typing (upload.js)."""

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.common.acting import is_typist
from thuocdo.common.faults import AlreadyThere, Refused
from thuocdo.desks.unit.evidence import box as evidence_box
from thuocdo.desks.unit.finding import check_fills, own_line
from thuocdo.reports.evidence import attach_evidence


@require_POST
def evidence_upload(request: HttpRequest, pk: int, code: str) -> JsonResponse:
    """200 with the component's list as it now is; 422 with what is wrong with the file, and the document that has it
    already (`there`); 401 where the person who chose
    it is not the one who is signed in."""
    if not is_typist(request):
        return JsonResponse({}, status=401)
    workspace, line = own_line(request, pk, code)
    check_fills(request, workspace.report)
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"said": _("Choose a file first.")}, status=422)
    try:
        kept = attach_evidence(request.user, workspace.report, code, upload)
    except AlreadyThere as fault:
        there = render_to_string("desks/unit/already_listed.html", {"there": fault.row, "line": line}, request)
        return JsonResponse({"said": str(fault), "there": there}, status=422)
    except Refused as fault:
        return JsonResponse({"said": str(fault)}, status=422)
    said = evidence_box.attached(workspace, line, kept, upload.name)
    workspace, line = own_line(request, pk, code)
    context = {"line": line, "documents": evidence_box.documents(workspace, line), "removable": True}
    html = render_to_string("desks/unit/evidence_files.html", context, request)
    return JsonResponse({"said": said, "html": html})
