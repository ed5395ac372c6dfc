"""Where two editions of a season differ, or its draft and an edition: for who oversees it, everything."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.portal.changes import changes_page
from thuocdo.results.corrections import content_of, draft, in_force
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import editions

DRAFT = "du-thao"
UNDER_WAY = {EditionState.PROPOSED, EditionState.APPROVED}


@dataclass(frozen=True)
class Choice:
    """One side of the comparison; without an edition: the draft. `key`: as the address names it."""

    season: Season
    edition: Edition | None

    @property
    def key(self) -> str:
        return str(self.edition.number) if self.edition else DRAFT

    @property
    def label(self) -> str:
        if self.edition is None:
            return _("The draft as it stands now")
        words = {"number": self.edition.number, "state": self.edition.get_state_display()}
        return _("Edition %(number)s (%(state)s)") % words

    def content(self) -> dict:
        return content_of(self.edition) if self.edition else draft(self.season)


@require_safe
@for_those(oversees)
def differences(request: HttpRequest, key: str) -> HttpResponse:
    """`?tu=1&den=2`: from edition 1 to edition 2; `du-thao`: the draft."""
    season = get_object_or_404(seasons(), key=key)
    choices = [*(Choice(season, edition) for edition in editions(season)), Choice(season, None)]
    by_key = {choice.key: choice for choice in choices}
    before, after = _usual(season, choices)
    before = by_key.get(request.GET.get("tu", ""), before)
    after = by_key.get(request.GET.get("den", ""), after)
    context = {"season": season, "choices": choices, "before": before, "after": after}
    if before and before.key != after.key:
        context |= changes_page(before.content(), after.content())
        context["reason"] = after.edition.correction_reason if after.edition else ""
    return render(request, "desks/result/differences.html", context)


def _usual(season: Season, choices: list[Choice]) -> tuple[Choice | None, Choice]:
    """What whoever names nothing is shown: what came last against the edition before it."""
    given = [choice for choice in choices if choice.edition]
    counts = in_force(season)
    if given and given[0].edition.state in UNDER_WAY:
        return next((choice for choice in given if choice.edition == counts), None), given[0]
    if counts is None or given[0].edition != counts:  # the newest was taken back
        return next((choice for choice in given if choice.edition == counts), None), choices[-1]
    replaced = next((choice for choice in given if choice.edition.pk == counts.replaces_id), None)
    under_correction = counts.corrections.filter(ended_at=None).exists()
    return (replaced, given[0]) if replaced and not under_correction else (given[0], choices[-1])
