"""The lead department's ready-made reasons of a season: adding, changing, ordering, removing."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law, seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.unit.answer_form import language
from thuocdo.verification import reasons
from thuocdo.verification.enums import Verdict
from thuocdo.verification.models import ReasonTemplate

EACH_VERDICT = gettext_lazy("For every verdict")


class ReasonForm(forms.Form):
    """One reason in both languages; for one component or verdict, or for all."""

    name_vi = forms.CharField(
        label=gettext_lazy("Reason in Vietnamese"), max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )
    name_en = forms.CharField(
        label=gettext_lazy("Reason in English"), max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )
    component = forms.ChoiceField(label=gettext_lazy("For which component"), required=False)
    verdict = forms.ChoiceField(
        label=gettext_lazy("For which verdict"), choices=[("", EACH_VERDICT), *Verdict.choices], required=False
    )

    def __init__(self, season: Season, data=None, initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["component"].choices = [("", _("For every component")), *_components(season)]


def _components(season: Season) -> list[tuple[str, str]]:
    """Code and name of each component of the season's forms; of two forms the first one's name."""
    found: dict[str, str] = {}
    for form in law(season.pinned_set).forms.values():
        for top in [*form.components, *(extra.component for extra in form.adjustments)]:
            found.setdefault(top.code, f"{top.code} {top.name.get(language())}")
    return list(found.items())


@for_those(runs_the_season)
def reason_list(request: HttpRequest, key: str) -> HttpResponse:
    season = get_object_or_404(seasons(), key=key)
    form = ReasonForm(season, request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        attempt(request, lambda: reasons.add_reason(request.user, season, **facts), _("The reason is added."))
        return redirect("desks:check_reasons", key)
    context = {"season": season, "rows": reasons.reasons_of(season), "form": form}
    return render(request, "desks/check/reasons.html", context, status=422 if form.errors else 200)


def _found(pk: int) -> ReasonTemplate:
    return get_object_or_404(ReasonTemplate.objects.select_related("season__pinned_set"), pk=pk)


@for_those(runs_the_season)
def reason(request: HttpRequest, pk: int) -> HttpResponse:
    row = _found(pk)
    kept = {name: getattr(row, name) for name in reasons.FIELDS}
    form = ReasonForm(row.season, request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        attempt(request, lambda: reasons.change_reason(request.user, row, **facts), _("The reason is changed."))
        return redirect("desks:check_reasons", row.season.key)
    context = {"season": row.season, "row": row, "form": form}
    return render(request, "desks/check/reason.html", context, status=422 if form.errors else 200)


@require_POST
@for_those(runs_the_season)
def up(request: HttpRequest, pk: int) -> HttpResponse:
    row = _found(pk)
    reasons.raise_reason(request.user, row)
    return redirect("desks:check_reasons", row.season.key)


@require_POST
@for_those(runs_the_season)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _found(pk)
    attempt(request, lambda: reasons.remove_reason(request.user, row), _("The reason is removed."))
    return redirect("desks:check_reasons", row.season.key)
