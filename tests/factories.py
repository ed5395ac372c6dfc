"""The fixed cast of characters, and seasons and reports for them; all of it built through the product's own actions.

    cast.preparer … cast.head     of the Department of Health (syt), whose report tests play with
    cast.outsider                 preparer of another unit, the Department of Justice (stp)
    cast.lead, cast.second_lead   of the department that runs the season (stttt)
    cast.verifier                 of a related agency, the Office of the People's Committee (vpubnd)

Nobody is `cast.anonymous`: that is a client without a sign-in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.transaction import atomic
from tests.recorded import play

from thuocdo.accounts.actions import add_person, give_post, load_units
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit, User
from thuocdo.appraisal import actions as council
from thuocdo.appraisal import sessions
from thuocdo.appraisal.models import CouncilSession
from thuocdo.appraisal.sitting import members_on
from thuocdo.common import clock
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.cycles.actions import Calendar, attach_opening_letter, move
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.actions import check_document, record_document
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.regulation import Component, CriteriaSet, load_set
from thuocdo.regulation.model import Checklist, Choice, Points
from thuocdo.reports.actions import save_answer, set_contacts
from thuocdo.reports.evidence import attach_evidence
from thuocdo.reports.facts import YES
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports
from thuocdo.reports.sending import send_report
from thuocdo.sample import papers
from thuocdo.verification import actions as verification
from thuocdo.verification.practising import begin_practice

UNITS = Path(__file__).parent / "units-small.yaml"
BEFORE_ALL = date(2021, 1, 1)
PASSWORD = "rất khó đoán 2022"
CONTACTS = {
    "preparer_name": "Trần Thị Lập",
    "landline": "0234 3822 333",
    "mobile": "0905 123 456",
    "email": "lap@syt.example",
    "signer_name": "Lê Văn Ký",
    "signer_title": "Giám đốc",
}
HASHED = make_password(PASSWORD, hasher="md5")
_numbers = count(1)


@dataclass(frozen=True)
class Cast:
    """One person of each kind; each attribute is a User."""

    preparer: User
    coordinator: User
    head: User
    clerk: User
    outsider: User
    lead: User
    second_lead: User
    verifier: User
    chair: User
    deputy: User
    secretary: User
    member: User
    observer: User
    administrator: User

    def everybody(self) -> dict[str, User]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


POSTS = {
    "preparer": (Role.PREPARER, "syt"),
    "coordinator": (Role.COORDINATOR, "syt"),
    "head": (Role.HEAD, "syt"),
    "clerk": (Role.CLERK, "syt"),
    "outsider": (Role.PREPARER, "stp"),
    "lead": (Role.LEAD, "stttt"),
    "second_lead": (Role.LEAD, "stttt"),
    "verifier": (Role.VERIFIER, "vpubnd"),
    "chair": (Role.CHAIR, "ubnd"),
    "deputy": (Role.DEPUTY, "vpubnd"),
    "secretary": (Role.SECRETARY, "stttt"),
    "member": (Role.MEMBER, "snv"),
    "observer": (Role.OBSERVER, "ubnd"),
    "administrator": (Role.ADMINISTRATOR, "stttt"),
}


def make_cast() -> Cast:
    """A sample installation with a handful of units and everybody in office, three days before the first deadline."""
    names = {"name_vi": "Tỉnh Thử Nghiệm", "name_en": "Test province"}
    Installation.objects.create(pk=1, kind=InstallationKind.SAMPLE, **names)
    at(2022, 10, 17, 9)
    load_units(UNITS)
    return Cast(**{name: make_person(name, role, unit) for name, (role, unit) in POSTS.items()})


def make_person(username: str, role: Role, unit: str) -> User:
    user, _password = add_person(None, username=username, full_name=f"Người {username}", hashed=HASHED)
    give_post(None, user, Unit.objects.get(key=unit), role, since=BEFORE_ALL)
    return user


def fresh(user: User) -> User:
    """The same person as the next request will know them: posts are kept for the life of an object."""
    return User.objects.get(pk=user.pk)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0) -> None:
    """Moves the demonstration clock, in the province's time."""
    moment = datetime(year, month, day, hour, minute, second, tzinfo=ZoneInfo(settings.TIME_ZONE))
    clock.set_demonstration_time(moment)


def pdf(name: str = "tai-lieu.pdf") -> SimpleUploadedFile:
    """A PDF of one page; each has bytes of its own."""
    return papers.pdf(name, f"test {next(_numbers)}")


def paper(actor: User, kind: str, number: str = "", day: date = date(2022, 9, 12), signer: str = "") -> Document:
    """A numbered document with its file, entered by `actor` and not yet checked by a second."""
    number = number or f"{next(_numbers)}/UBND"
    with atomic():
        return record_document(actor, kind=kind, number=number, date=day, signer=signer, upload=pdf())


@cache
def built_in() -> CriteriaSet:
    return load_set("qd-3043-2021")


def make_season(
    cast: Cast,
    year: int = 2022,
    *,
    criteria_set: CriteriaSet | None = None,
    opened: bool = True,
    late_reports: str = "accepted",
    level_rule: str = "total",
    signed_copies: str = "apart",
    double_checks: bool = False,
) -> Season:
    """A season with an empty report per unit; open for reports unless told otherwise. A set without dates of its own
    gets those of the built-in one."""
    chosen = criteria_set or built_in()
    dates = {code: tier.report_before.of(year) for code, tier in built_in().tiers.items()}
    calendar = None if chosen.approval_before else Calendar("1/UBND", dates, date(year, 12, 15))
    season = verification.begin_season(
        cast.lead,
        year,
        chosen,
        calendar=calendar,
        level_rule=level_rule,
        level_rule_document="12/STTTT",
        late_reports=late_reports,
        signed_copies=signed_copies,
        double_checks=double_checks,
    )
    attach_opening_letter(cast.lead, season, paper(cast.lead, DocumentKind.OPENING))
    if opened:
        step_on(cast, season, "season.open")
    return season


def practice_frame(units: Iterable[int]) -> dict[str, object]:
    """What a practice season of 2022 needs besides its set; deadlines as near as the clock of the tests allows."""
    days = {code: tier.report_before.of(2022) for code, tier in built_in().tiers.items()}
    frame = {"level_rule": "total", "level_rule_document": "Tập dượt", "units": set(units)}
    return {**frame, "calendar": Calendar("", days, date(2022, 12, 15))}


def make_practice(cast: Cast, *keys: str, like: Season | None = None, opened: bool = True) -> Season:
    """A practice season of these units, of every unit where none is named; open for reports unless told otherwise."""
    units = Unit.objects.filter(key__in=keys) if keys else Unit.objects.exclude(tier=None)
    frame = practice_frame(units.values_list("pk", flat=True))
    season = begin_practice(cast.lead, 2022, built_in(), like=like, **frame)
    attach_opening_letter(cast.lead, season, paper(cast.lead, DocumentKind.OPENING))
    if opened:
        step_on(cast, season, "season.open")
    return season


def step_on(cast: Cast, season: Season, *acts: str) -> None:
    """Takes every tier of the season along these acts of cycles.transitions."""
    for act in acts:
        for tier in season.tiers.all():
            move(cast.lead, tier, act)


def make_council(cast: Cast, season: Season) -> CouncilSession:
    """Set up, and in session with everybody present."""
    found_council(cast, season)
    session = call_session(cast, season)
    return sessions.begin(cast.chair, session, [member.pk for member in members_on(clock.today())])


def found_council(cast: Cast, season: Season, **rules: object) -> None:
    """By a decision that one officer entered and a second checked."""
    decision = paper(cast.lead, DocumentKind.COUNCIL)
    council.found_council(cast.lead, season, decision, **rules)
    check_document(cast.second_lead, decision)


def call_session(cast: Cast, season: Season) -> CouncilSession:
    facts = {"place": "Phòng họp số 2", "agenda": "Xem xét kết quả thẩm tra"}
    return sessions.call(cast.secretary, season, starts_at=clock.now(), **facts)


def report_of(season: Season, unit: str = "syt") -> Report:
    """The unit's report as it now stands in the database."""
    return reports(season).get(season_unit__unit__key=unit)


def best_answer(component: Component) -> dict[str, str]:
    """Stored texts that earn the component's maximum."""
    rule, values = component.score, {figure.key: "10" for figure in component.figures}
    if isinstance(rule, Checklist):
        return values | {item.key: YES for item in rule.items}
    if isinstance(rule, Choice):
        return values | {"level": max(rule.levels, key=lambda level: level.points).key}
    if isinstance(rule, Points):
        return values | {"points": str(component.max)}
    return dict.fromkeys(values, "100")


def fill(
    actor: User, report: Report, codes: Iterable[str] | None = None, *, contacts: Mapping[str, str] | None = CONTACTS
) -> Report:
    """Answers these components (all that the unit answers where None) as well as can be, and gives the contacts."""
    form = form_of(report.season_unit)
    wanted = None if codes is None else set(codes)
    for component in form.components:
        for leaf in component.leaves:
            if leaf.answered_by == "unit" and (wanted is None or component.code in wanted):
                save_answer(actor, report, leaf.code, best_answer(leaf))
    if contacts:
        set_contacts(actor, report, **contacts)
    return again(report)


def prove(actor: User, report: Report, *codes: str) -> Report:
    """Attaches a file to each of these components."""
    for code in codes:
        attach_evidence(actor, report, code, pdf(f"{code}.pdf"))
    return again(report)


def again(report: Report) -> Report:
    return reports().get(pk=report.pk)


def make_sent(cast: Cast, season: Season) -> Report:
    """The Department of Health's report, whole and sent."""
    report = fill(cast.preparer, report_of(season))
    return send_report(cast.preparer, report)


def make_verified(cast: Cast, season: Season) -> Report:
    """… and verified as declared."""
    report = make_sent(cast, season)
    verification.agree_with_the_rest(cast.lead, again(report))
    return verification.finish(cast.lead, again(report))


def make_appraised(cast: Cast, season: Season) -> Report:
    """… and before the council, which adds its own part and leaves the rest."""
    report = make_verified(cast, season)
    make_council(cast, season)
    for leaf in form_of(report.season_unit).components:
        if leaf.answered_by == "council":
            values = {figure.key: "100" for figure in leaf.figures}
            council.settle(cast.secretary, report, leaf.code, values=values, settled=None, reason="Điều tra", version=0)
    council.take_over(cast.secretary, again(report))
    return council.finish(cast.secretary, again(report))


@pytest.fixture
def cast(db: None, request: pytest.FixtureRequest) -> Cast:
    """Everybody; and our own `season` too where the test asks for it, so that both are put back at once."""
    if "with_season" in request.fixturenames:
        play("season", lambda: make_season(make_cast()))
    else:
        play("cast", make_cast)
    return Cast(**User.objects.in_bulk(POSTS, field_name="username"))


@pytest.fixture
def with_season() -> None:
    """Its name among a test's fixtures says that `season` is the one of this module."""


@pytest.fixture
def season(with_season: None, cast: Cast) -> Season:
    """2022, open for reports, on 17 October 2022, 09:00."""
    played = Season.objects.select_related("pinned_set").first()
    return played or make_season(cast)  # a test file may have a cast of its own


@pytest.fixture
def report(season: Season) -> Report:
    """The empty report of the Department of Health."""
    return report_of(season)
