"""Looking at a template filled with sample data, then taking it; going back to the built-in form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.desks.access import for_those
from thuocdo.desks.handing_out import handed_out
from thuocdo.desks.paper_templates.tokens import handed_in
from thuocdo.desks.paper_templates.views import find, in_use_now
from thuocdo.documents import files
from thuocdo.documents.filling.faults import Unfit
from thuocdo.documents.filling.values import BODY
from thuocdo.documents.template_actions import drop_template, put_template, try_template
from thuocdo.documents.template_words import in_words
from thuocdo.documents.word_forms import template_of

NOTHING = 0  # stands in a form for the built-in form


@for_those(runs_the_season)
def preview(request: HttpRequest, paper: str, token: str) -> HttpResponse:
    """What the template makes of sample data; a POST takes it into use."""
    kind = find(paper)
    given = handed_in(kind, token)
    try:
        if request.method == "POST":
            put_template(request.user, kind, given.file, given.name, seen=_seen(request))
            messages.success(request, _("From now on the Word file of this paper has this form."))
            return redirect("desks:paper_template", paper)
        looked = try_template(kind, given.file)
    except Refused as fault:
        messages.error(request, str(fault))
        return redirect("desks:paper_template", paper)
    except Unfit as fault:  # the fields of this paper have changed since the template was in use
        messages.error(request, " ".join(dict.fromkeys(in_words(one) for one in fault.faults)))
        return redirect("desks:paper_template", paper)
    context = {
        "kind": kind,
        "name": given.name,
        "token": token,
        "shown": [{"text": block} if isinstance(block, str) else {"rows": block} for block in looked.shown],
        "lacks_body": BODY not in looked.used,
        "seen": in_use_now(kind) or NOTHING,
    }
    return render(request, "desks/paper_templates/preview.html", context)


def _seen(request: HttpRequest) -> int | None:
    text = request.POST.get("seen", "")
    return int(text) or None if text.isascii() and text.isdecimal() and len(text) < 18 else NOTHING


@require_safe
@for_those(runs_the_season)
def sample_word(request: HttpRequest, paper: str, token: str) -> HttpResponse:
    """The same as Word, every page marked as sample data."""
    kind = find(paper)
    try:
        made = try_template(kind, handed_in(kind, token).file).file
    except (Refused, Unfit):
        return redirect("desks:paper_template_try", paper, token)
    return handed_out(made, files.WORD, f"ban-thu-{paper.replace('_', '-')}.docx")


@for_those(runs_the_season)
def built_in(request: HttpRequest, paper: str) -> HttpResponse:
    """Back to the built-in form, after asking."""
    kind = find(paper)
    if request.method == "POST":
        act = lambda: drop_template(request.user, kind, seen=_seen(request))  # noqa: E731 - attempt asks for a call
        attempt(request, act, _("From now on the Word file of this paper has the built-in form."))
        return redirect("desks:paper_template", paper)
    row = template_of(kind.key)
    if row is None:
        messages.info(request, _("The built-in form is in use already."))
        return redirect("desks:paper_template", paper)
    context = {
        "title": _("Back to the built-in form"),
        "question": kind.name,
        "consequences": [
            _("New Word files of this paper have the built-in form. The template stays in the history."),
        ],
        "submit_label": _("Back to the built-in form"),
        "cancel_url": reverse("desks:paper_template", args=[paper]),
        "cancel_label": kind.name,
        "seen": row.pk,
    }
    return render(request, "desks/paper_templates/drop.html", context)
