"""What both seasons of the sample need: moving the clock, papers, filling and checking a report."""

from datetime import date, datetime
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from thuocdo.accounts.letterheads import head_on
from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.actions import record_document
from thuocdo.documents.models import Document
from thuocdo.reports.actions import save_answers, set_contacts
from thuocdo.reports.answers import Draft
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports
from thuocdo.sample.answers import Body, declared
from thuocdo.sample.evidence import prove, show_more
from thuocdo.sample.papers import pdf

COMMITTEE = "UBND tỉnh Thừa Thiên Huế"
SHOWN_WHOLE = ("syt", 2022)  # whose evidence shows everything there is


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
    clock.set_demonstration_time(datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(settings.TIME_ZONE)))


def paper(actor: User, kind: str, number: str, day: date, signer: str = "", issuer: str = COMMITTEE) -> Document:
    """A numbered document; its number says that it is a sample."""
    upload = pdf(f"{number.replace('/', '-')}.pdf", f"{kind} {day.isoformat()}")
    return record_document(
        actor, kind=kind, number=f"{number} (mẫu)", date=day, signer=signer, issuer=issuer, upload=upload
    )


def report_of(season: Season, key: str) -> Report:
    return reports(season).get(season_unit__unit__key=key)


def strength(key: str, year: int) -> float:
    """How good a unit is, 0 to 1; a little better every year."""
    return min(0.99, 0.66 + 0.3 * Random(key).random() + 0.015 * (year - 2021))  # noqa: S311


def fill(actor: User, report: Report, year: int, share: float = 1.0) -> None:
    """Fills the first `share` of the form, with contacts and some evidence, as this unit's preparer."""
    key = report.season_unit.unit.key
    body = Body(key, year, strength(key, year))
    components = [c for c in form_of(report.season_unit).components if c.answered_by == "unit"]
    chosen = components[: round(share * len(components))]
    save_answers(actor, report, {c.code: Draft(declared(c, body)) for c in chosen})
    prove(actor, report, chosen, body.random)
    if (key, year) == SHOWN_WHOLE:
        counted = [c for c in chosen if len(c.figures) > 1 and all(figure.type == "integer" for figure in c.figures)]
        show_more(actor, report, counted[-1])
    set_contacts(actor, report, **contacts(actor, report))


def contacts(actor: User, report: Report) -> dict[str, str]:
    head = head_on(report.season_unit.unit, clock.today())
    return {
        "preparer_name": actor.full_name,
        "landline": actor.landline,
        "mobile": actor.mobile,
        "email": actor.email,
        "signer_name": head.full_name,
        "signer_title": head.title,
    }


def survey(random: Random) -> dict[str, str]:
    return {"sat": str(round(random.uniform(74, 97), 1)), "n": str(random.randrange(60, 320))}


def lower(points: Fraction) -> Fraction:
    """Points a little below, in quarters."""
    return max(Fraction(0), Fraction(int(points * 4) - 1, 4))
