"""What the dossier still lacks before it can be signed, and what is there; each with the page where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.accounts.letterheads import head_on, lead_on
from thuocdo.appraisal.enums import OPEN
from thuocdo.common import clock
from thuocdo.cycles.models import LevelReading, Season
from thuocdo.desks.dossier.course import Course
from thuocdo.desks.dossier.home_affairs import heads, in_office
from thuocdo.desks.dossier.source import Source
from thuocdo.results.queries import obstacles


@dataclass(frozen=True)
class Item:
    """`is_met`: there, or done. `url`: where it is mended; empty where there is nothing to do."""

    is_met: bool
    text: str
    url: str = ""


def missing(source: Source, course: Course) -> list[Item]:
    """Some 12 queries for a draft, 6 for an edition."""
    season = source.season
    return [*_points(source, course), *_council(season, course), *_papers(source), *_result(source)]


def _points(source: Source, course: Course) -> Iterator[Item]:
    season = source.season
    if source.is_draft:
        waiting = len(obstacles(season))
        words = ngettext(
            "The council has not finished with %(n)d report.",
            "The council has not finished with %(n)d reports.",
            waiting,
        )
        yield _item(
            not waiting,
            _("The council has finished with every report that is in."),
            words % {"n": waiting},
            reverse("desks:result", args=[season.key]),
        )
    late = course.undecided
    words = ngettext("%(n)d reply of a unit waits for a decision.", "%(n)d replies of units wait for a decision.", late)
    yield _item(
        not late,
        _("Every reply of a unit is decided."),
        words % {"n": late},
        reverse("desks:reply_rounds", args=[season.key]),
    )
    asked = sum(number for state, number in course.exemptions.items() if state in OPEN)
    words = ngettext(
        "%(n)d exemption request is still open: without a written acceptance it does not count.",
        "%(n)d exemption requests are still open: without a written acceptance they do not count.",
        asked,
    )
    yield _item(
        not asked,
        _("No exemption request is open."),
        words % {"n": asked},
        reverse("desks:exemptions", args=[season.key]),
    )


def _council(season: Season, course: Course) -> Iterator[Item]:
    council, held = course.council, course.held
    founded = council is not None and council.decision.checked_by_id is not None
    yield _item(
        founded,
        _("The decision setting up the council is recorded and checked."),
        _("The decision setting up the council is not recorded, or not checked by a second officer."),
        reverse("desks:council_setting_up", args=[season.key]),
    )
    unsigned = [row.number for row in held if row.signed_minutes_id is None]
    words = _("No session of the council is closed yet.")
    if held:
        words = _("Signed minutes are missing of session: %(numbers)s.") % {"numbers": ", ".join(map(str, unsigned))}
    yield _item(
        bool(held) and not unsigned,
        _("The signed minutes of every session are there."),
        words,
        f"{reverse('desks:council_sessions')}?ky={season.key}",
    )


def _papers(source: Source) -> Iterator[Item]:
    today, lead = clock.today(), lead_on(clock.today())
    head = head_on(lead, today) if lead else None
    page = reverse("desks:letterhead_of", args=[lead.key]) if lead else reverse("desks:letterheads")
    yield _item(
        head is not None,
        _("The head who signs for the lead department is recorded."),
        _("Nobody is recorded as head of the lead department today: the papers name no signer."),
        page,
    )
    served = heads(source.season, source.day)
    without = [u["name"]["vi"] for _tier, u in source.units() if not in_office(served.get(u["unit"], ()), source.day)]
    words = ngettext(
        "%(n)d unit has no recorded head in office.", "%(n)d units have no recorded head in office.", len(without)
    )
    yield _item(
        not without,
        _("Every unit has its head in office recorded."),
        words % {"n": len(without)},
        reverse("desks:letterheads"),
    )
    waiting = LevelReading.objects.filter(season=source.season, in_force_at=None, ended_at=None).exists()
    if waiting:
        yield Item(
            False,
            _("A change of how Article 6 is read waits for its second check."),
            reverse("desks:reading", args=[source.season.key]),
        )


def _result(source: Source) -> Iterator[Item]:
    page, edition = reverse("desks:result", args=[source.season.key]), source.edition
    yield _item(
        edition is not None,
        _("The result is proposed: what is submitted no longer changes."),
        _("The result is not proposed yet: the papers are a draft and change with the points."),
        page,
    )
    if edition is None:
        return
    entered = edition.decision is not None
    yield _item(entered, _("The approving decision is entered."), _("The approving decision is not entered yet."), page)
    if entered:
        yield _item(
            source.is_approved,
            _("The approving decision is checked by a second officer."),
            _("The approving decision waits for its second check."),
            page,
        )


def _item(is_met: bool, met: str, lacking: str, url: str) -> Item:
    return Item(True, met) if is_met else Item(False, lacking, url)
