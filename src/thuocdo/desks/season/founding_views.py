"""Setting the council up: the papers, the opinions asked for, the decision with its second check (R4.6a)."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.appraisal.actions import found_council
from thuocdo.appraisal.founding import asked, record_opinion
from thuocdo.appraisal.models import FoundingOpinion
from thuocdo.appraisal.queries import council_of
from thuocdo.appraisal.sitting import members_on
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.desks.access import for_those
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.season.founding_forms import FoundingForm, OpinionForm
from thuocdo.desks.season.founding_papers import draft_decision, submission
from thuocdo.desks.season.views import find
from thuocdo.documents.actions import check_document
from thuocdo.documents.models import DocumentKind
from thuocdo.documents.views import attachment

PAPERS = ("to-trinh", "du-thao-quyet-dinh")


@require_safe
@for_those(oversees)
def setting_up(request: HttpRequest, key: str) -> HttpResponse:
    """What has been done so far, and the next step. 9 queries in all."""
    season = find(key)
    council = council_of(season)
    waits = council is not None and council.decision.checked_by_id is None
    context = {
        "season": season,
        "council": council,
        "members": members_on(clock.today()),
        "answers": asked(season),
        "runs": runs_the_season(request.user),
        "waits": waits,
        "may_check": waits and runs_the_season(request.user) and council.decision.entered_by_id != request.user.pk,
    }
    return render(request, "desks/season/setting_up.html", context)


@require_safe
@for_those(runs_the_season)
def founding_paper(request: HttpRequest, key: str, paper: str, kind: str) -> HttpResponse:
    season = find(key)
    if paper not in PAPERS or kind not in KINDS:
        raise Http404
    members, moment = members_on(clock.today()), clock.now()
    if paper == "to-trinh":
        made = submission(season, members, asked(season), moment)
    else:
        council = council_of(season)
        made = draft_decision(season, members, moment, quorum=council.quorum if council else "2/3")
    which = "founding_submission" if paper == "to-trinh" else "founding_decision"
    return handed_paper(request, which, made, f"hoi-dong-{key}-{paper}.{kind}")


@for_those(runs_the_season)
def council_founding(request: HttpRequest, key: str) -> HttpResponse:
    """One officer enters the decision of the People's Committee."""
    season = find(key)
    form = FoundingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act():
            found_council(request.user, season, form.record(request.user, DocumentKind.COUNCIL), **form.rules())

        if attempt(request, act, _("The decision is entered. A second officer now checks it against the original.")):
            return redirect("desks:council_setting_up", key)
    return _page(
        request,
        key,
        form,
        _("Decision setting up the council"),
        _("The decision of the People's Committee that sets up the assessment council (Article 4.6)."),
    )


@require_POST
@for_those(runs_the_season)
def founding_check(request: HttpRequest, key: str) -> HttpResponse:
    """A second officer has compared it with the original."""
    council = council_of(find(key))
    if council is None:
        raise Http404
    seen = request.POST.get("seen", "")
    attempt(request, lambda: check_document(request.user, council.decision, seen=seen), _("The decision is checked."))
    return redirect("desks:council_setting_up", key)


@for_those(runs_the_season)
def founding_opinion(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    season = find(key)
    agency = next((row.agency for row in asked(season) if row.agency.key == unit), None)
    if agency is None:
        raise Http404
    form = OpinionForm(request.POST or None, request.FILES or None, initial={"issuer": agency.name})
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act():
            document = form.record(request.user, DocumentKind.OPINION)
            said = {name: form.cleaned_data[name] for name in ("opinion", "text")}
            record_opinion(request.user, season, agency, document=document, **said)

        if attempt(request, act, _("The opinion is recorded.")):
            return redirect("desks:council_setting_up", key)
    lead = _("What the agency answered to the proposal, by its document.")
    return _page(request, key, form, _("Opinion: %(unit)s") % {"unit": agency.name}, lead)


def _page(request: HttpRequest, key: str, form, title: str, lead: str) -> HttpResponse:
    back = {"back": reverse("desks:council_setting_up", args=[key]), "back_label": _("Setting up the council")}
    context = {"form": form, "title": title, "lead": lead, **back}
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)


@require_safe
@for_those(oversees)
def opinion_file(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    rows = FoundingOpinion.objects.select_related("document__file")
    row = get_object_or_404(rows, season__key=key, agency__key=unit)
    if row.document.file is None:
        raise Http404
    return attachment(row.document.file, row.document.file_name)
