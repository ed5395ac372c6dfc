"""The papers of the dossier by name: what each is for, how it is made, and whether it is for the chairman to sign."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuocdo.desks.dossier.announcement import announcement
from thuocdo.desks.dossier.appendix import appendix_paper
from thuocdo.desks.dossier.course import Course
from thuocdo.desks.dossier.decision import draft_decision
from thuocdo.desks.dossier.home_affairs import home_affairs_list
from thuocdo.desks.dossier.source import Source
from thuocdo.desks.dossier.submission import submission
from thuocdo.desks.dossier.verification_report import verification_report
from thuocdo.desks.dossier.verified import verification_of
from thuocdo.documents.official import Paper

Make = Callable[[Source, Course, datetime], Paper]


@dataclass(frozen=True)
class DossierPaper:
    """`slug`: in its address and file name. `key`: of its Word template. `is_chairmans`: part of what is submitted;
    the others follow once the decision is signed."""

    slug: str
    key: str
    name: Promise
    purpose: Promise
    make: Make
    is_chairmans: bool = True


PAPERS = {
    row.slug: row
    for row in (
        DossierPaper(
            "to-trinh",
            "result_submission",
            _("Submission"),
            _("Asks the People's Committee to approve the result, with what to note before signing."),
            submission,
        ),
        DossierPaper(
            "du-thao-quyet-dinh",
            "result_decision",
            _("Draft decision"),
            _("What the chairman signs, with the result as its appendix."),
            lambda source, course, moment: draft_decision(source, course.council, moment),
        ),
        DossierPaper(
            "phu-luc",
            "result_appendix",
            _("Result appendix"),
            _("One table per tier: position, unit, points, total, level, notes."),
            lambda source, _course, moment: appendix_paper(source, moment),
        ),
        DossierPaper(
            "bao-cao-tham-tra",
            "verification_report",
            _("Verification report"),
            _("What the lead department reports to the council: reports, changed points, reasons."),
            lambda source, course, moment: verification_report(
                source.season, verification_of(source.season), course, moment
            ),
        ),
        DossierPaper(
            "thong-bao-cong-bo",
            "result_announcement",
            _("Announcement"),
            _("Announces the result together with the committee office (Article 4.6)."),
            lambda source, _course, moment: announcement(source, moment),
            is_chairmans=False,
        ),
        DossierPaper(
            "danh-sach-noi-vu",
            "home_affairs_list",
            _("List for home affairs"),
            _("Results with the heads in office and their dates (Article 9.2)."),
            lambda source, _course, moment: home_affairs_list(source, moment),
            is_chairmans=False,
        ),
    )
}
