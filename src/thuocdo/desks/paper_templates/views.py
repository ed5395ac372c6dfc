"""Which papers have the department's own Word form; of one paper the fields, the form to begin from, the history."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common import clock
from thuocdo.common.faults import Refused
from thuocdo.desks.access import for_those
from thuocdo.desks.handing_out import handed_out
from thuocdo.desks.paper_templates.forms import TemplateForm
from thuocdo.desks.paper_templates.tokens import token_of
from thuocdo.documents import files
from thuocdo.documents.filling.faults import Unfit
from thuocdo.documents.filling.values import SHAPE, TEXT
from thuocdo.documents.models import PaperTemplate
from thuocdo.documents.sample_papers import form_to_begin_from
from thuocdo.documents.template_actions import hand_in_template
from thuocdo.documents.template_words import in_words
from thuocdo.documents.templates import EVERY_PAPER, PAPERS, Field, PaperKind
from thuocdo.documents.views import attachment
from thuocdo.documents.word_forms import template_of, templates_in_use

HINT = _(
    "Write each field with its braces as shown. What stands between the paragraphs %(begin)s and %(end)s is left out "
    "where the field says nothing."
)


def find(paper: str) -> PaperKind:
    if paper not in PAPERS:
        raise Http404
    return PAPERS[paper]


@require_safe
@for_those(runs_the_season)
def template_list(request: HttpRequest) -> HttpResponse:
    """1 query."""
    used = templates_in_use()
    rows = [{"kind": kind, "template": used.get(key)} for key, kind in PAPERS.items()]
    return render(request, "desks/paper_templates/list.html", {"rows": rows})


@for_those(runs_the_season)
def template(request: HttpRequest, paper: str) -> HttpResponse:
    """What is in use, what may be used, what there was; a POST hands a template in. 2 queries."""
    kind = find(paper)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form, faults = TemplateForm(*given), []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            stored = hand_in_template(request.user, kind, upload)
            return redirect("desks:paper_template_try", paper, token_of(kind, stored, upload.name))
        except Refused as fault:
            form.add_error("file", str(fault))
        except Unfit as fault:
            faults = [(one.at, in_words(one)) for one in fault.faults]
    context = _context(kind) | {"form": form, "faults": faults}
    return render(request, "desks/paper_templates/paper.html", context, status=422 if form.errors or faults else 200)


def _context(kind: PaperKind) -> dict[str, object]:
    rows = list(PaperTemplate.objects.select_related("file", "put_by").filter(paper=kind.key))
    return {
        "kind": kind,
        "in_use": rows[0] if rows and rows[0].file_id else None,
        "history": [{"row": row, "token": _token(kind, row)} for row in rows],
        "hint": HINT % {"begin": "{%p if luu_y %}", "end": "{%p endif %}"},
        "own": [(written(field), field) for field in kind.own],
        "every": [(written(field), field) for field in EVERY_PAPER],
    }


def _token(kind: PaperKind, row: PaperTemplate) -> str:
    return token_of(kind, row.file, row.file_name) if row.file else ""


def written(field: Field) -> list[str]:
    """As it is typed into Word, a paragraph a line: a list with the loop around it."""
    shape = SHAPE.get(field.name)
    if not isinstance(shape, list):
        return [f"{{{{ {field.name} }}}}"]
    each = field.example if shape[0] == TEXT else f"{field.example}.ten"
    return [f"{{%p for {field.example} in {field.name} %}}", f"{{{{ {each} }}}}", "{%p endfor %}"]


@require_safe
@for_those(runs_the_season)
def form_to_begin(request: HttpRequest, paper: str) -> HttpResponse:
    """The built-in form as Word, with the fields in it."""
    kind = find(paper)
    return handed_out(form_to_begin_from(kind, clock.now()), files.WORD, f"mau-{paper.replace('_', '-')}.docx")


@require_safe
@for_those(runs_the_season)
def template_file(request: HttpRequest, paper: str, pk: int) -> HttpResponseBase:
    """A template that is or was in use, as it was handed in."""
    row = get_object_or_404(PaperTemplate.objects.select_related("file"), pk=pk, paper=find(paper).key)
    if row.file is None:
        raise Http404
    return attachment(row.file, row.file_name)


def in_use_now(kind: PaperKind) -> int | None:
    row = template_of(kind.key)
    return row.pk if row else None
