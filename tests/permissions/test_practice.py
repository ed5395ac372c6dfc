"""A practice season is played to its end through every scene: it is marked wherever it shows, reaches nobody outside,
and is wiped without a trace and without touching the real season beside it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from tests.factories import make_cast, make_person, make_practice, make_season, make_verified, report_of
from tests.permissions.scenes import SCENES, UNITS, Play
from tests.permissions.table import Line, matrix

from thuocdo.accounts.enums import Role
from thuocdo.audit.models import Entry
from thuocdo.audit.queries import attests
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.models import ReferencePoints, Season
from thuocdo.cycles.queries import season_unit_before
from thuocdo.desks.dossier.archive import ZIP
from thuocdo.documents import files
from thuocdo.documents.files import path
from thuocdo.documents.models import PaperTemplate, StoredFile
from thuocdo.documents.reading import words
from thuocdo.notices.letters import letter
from thuocdo.notices.models import Event, Mail
from thuocdo.reports.evidence import attach_evidence
from thuocdo.reports.models import EvidenceFile
from thuocdo.reports.same_files import same_files
from thuocdo.results.models import Edition
from thuocdo.results.queries import published
from thuocdo.results.wiping import SUBJECTS, belongings, wipe
from thuocdo.sample import papers

ROOT = Path(__file__).resolve().parents[2]
KEY = "tap-duot-2022"
MARK = "practice-banner"
MARKED = "TẬP DƯỢT"
KINDS = {".docx": files.WORD, ".pdf": files.PDF}  # of papers in a zip
# What a wipe has nothing to do with, such as people and the audit; what is told is looked at by itself.
KEPT = {"api", "audit", "accounts", "sessions", "common", "notices"}
# Addresses that lead to nothing of a practice season: people, letterheads, the department's templates, caught e-mails.
NOT_OF_A_SEASON = (
    "desks:caught_",
    "desks:feed_",
    "desks:full_bundle",  # there is none of a practice season
    "desks:letterhead",
    "desks:paper_template",
    "desks:person",
    "desks:post_",
    "desks:signatory",
)
# Files as people handed them in, pictures of them, and the table for programs, whose name alone says it.
DRAWINGS = {"desks:outcome_chart", "desks:insight_chart"}  # they stand on pages that are marked
AS_HANDED_IN = {
    "desks:acceptance_file",
    "desks:council_paper",
    "desks:council_signed_file",
    "desks:decision_file",
    "desks:evidence",
    "desks:evidence_picture",
    "desks:founding_opinion_file",
    "desks:hand_in_code",
    "desks:paper_page",
    "desks:reading_file",
    "desks:received_file",
    "desks:reply_file",
    "desks:request_file",
    "desks:request_letter_file",
    "desks:result_facts",
    "desks:ruling_file",
    "desks:season_document",
    "desks:shared_file",
    "desks:signed_file",
}
UNMARKED = AS_HANDED_IN | DRAWINGS


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing behind."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        transaction.get_connection().needs_rollback = False


class Both(NamedTuple):
    """The real season, where one report is verified; and one for practice, which `play` takes to any scene."""

    real: Season
    play: Play
    before: dict[str, int]

    @property
    def practice(self) -> Season:
        return self.play.season


def counts() -> dict[str, int]:
    """Of every table, without the department's Word templates and their files, which belong to no season."""
    rows = {model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}
    rows["documents.StoredFile"] -= PaperTemplate.objects.exclude(file=None).count()
    return rows | {"documents.PaperTemplate": 0}


@pytest.fixture(scope="module")
def both(db: None) -> Both:
    cast = make_cast()
    real = make_season(cast)
    attach_evidence(cast.preparer, report_of(real), "1.3", same_file())
    make_verified(cast, real)
    before = counts()
    play = Play(cast, make_practice(cast, *UNITS, "hue"))
    play.reach("drafting")
    attach_evidence(cast.preparer, play.report("syt"), "1.3", same_file())
    return Both(real, play, before)


def same_file() -> SimpleUploadedFile:
    """Of the same bytes each time."""
    return papers.pdf("quyet-dinh.pdf", "both seasons hold this file")


def asked(play: Play) -> Iterator[tuple[Line, HttpResponseBase]]:
    """Every address of the desks about something of the season, once, as somebody who may open it."""
    client, seen = Client(), set()
    for scene in list(SCENES)[:-1]:  # the last one opens this very practice season
        play.reach(scene)
        for line in matrix().lines:
            is_new = line.scene == scene and line.name not in seen and line.name.startswith("desks:")
            if is_new and line.get and line.arguments and not line.name.startswith(NOT_OF_A_SEASON):
                seen.add(line.name)
                names = {key: play.names.get(value, value) for key, value in line.arguments.items()}
                names |= {"key": KEY} if "key" in names else {}
                client.force_login(play.cast.everybody()[sorted(line.get)[0]])
                yield line, client.get(reverse(line.name, kwargs=names))


def said(response: HttpResponseBase) -> str:
    """What a page or a file says, unpacked."""
    return told(b"".join(response), response["Content-Type"])


def told(content: bytes, kind: str) -> str:
    if kind.startswith("application/vnd.openxml"):
        with ZipFile(BytesIO(content)) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if kind == "application/pdf":
        properties, text = words(content) or ("", "")
        return properties + text
    return content.decode("utf-8", "replace").replace("\r\n ", "")  # as calendar files fold their lines


def test_every_page_and_every_paper_of_it_is_marked(both: Both) -> None:
    answers = list(asked(both.play))
    failed = {str(line): response.status_code for line, response in answers if response.status_code not in (200, 302)}
    assert not failed
    shown = [(line, response) for line, response in answers if response.status_code == 200]
    silent = [line.name for line, response in shown if line.name not in UNMARKED and not is_marked(response)]
    assert not silent, "\n".join(silent)
    assert len(shown) > 80


def is_marked(response: HttpResponseBase) -> bool:
    """A page, a paper; of several papers in a zip each, of data in one at least a file that tells of them."""
    if response["Content-Type"] == ZIP:
        with ZipFile(BytesIO(b"".join(response))) as archive:
            papers = [name for name in archive.namelist() if Path(name).suffix in KINDS]
            found = [
                MARKED in told(archive.read(n), KINDS.get(Path(n).suffix, "")) for n in papers or archive.namelist()
            ]
        return all(found) if papers else any(found)
    return (MARK if response["Content-Type"].startswith("text/html") else MARKED) in said(response)


def test_pages_of_the_real_season_are_not_marked(both: Both) -> None:
    client = Client()
    client.force_login(both.play.cast.lead)
    report = report_of(both.real)
    for name, arguments in {"season": [2022], "result": [2022], "check_report": [report.pk], "home": []}.items():
        assert MARK not in client.get(reverse(f"desks:{name}", args=arguments)).content.decode(), name


def test_what_is_told_of_it_says_so_in_product_mail_and_calendar(both: Both) -> None:
    both.play.reach("sent")
    mails = Mail.objects.filter(event__facts__practice=KEY)
    assert {mail.event.kind for mail in mails} >= {"opened", "sent"}
    for mail in mails:
        message = letter(mail)
        assert "TẬP DƯỢT" in message.subject
        assert "không có giá trị" in message.body
    real = Mail.objects.exclude(event__facts__has_key="practice")
    assert real
    assert not any("TẬP DƯỢT" in letter(mail).subject for mail in real)


def test_its_published_result_reaches_nobody_outside(both: Both) -> None:
    both.play.reach("published")
    assert Edition.objects.get(season=both.practice).state == "published"
    assert published() == []
    visitor = Client()
    assert visitor.get(reverse("portal:year", args=[2022])).status_code == 404
    assert visitor.get("/ket-qua/tap-duot-2022/").status_code == 404
    visitor.force_login(both.play.cast.lead)
    assert visitor.get(reverse("desks:full_bundle", args=[both.practice.key, 1])).status_code == 404
    assert not ReferencePoints.objects.filter(season_unit__season=both.practice).exists()


def test_units_that_do_not_practise_see_nothing_of_it(both: Both) -> None:
    outsider = make_person("outsider.phongdien", Role.PREPARER, "phongdien")
    client = Client()
    client.force_login(outsider)
    assert "tập dượt" not in client.get(reverse("desks:home")).content.decode().lower()
    practised = both.play.report("syt")
    assert client.get(reverse("desks:report", args=[practised.pk])).status_code == 404
    assert KEY not in client.get(reverse("desks:difficulties")).content.decode()


def test_next_year_begins_from_the_real_season(both: Both) -> None:
    with undone():
        Season.objects.filter(pk=both.real.pk).update(year=2021)  # nearer than the real one is the one for practice
        after = make_season(both.play.cast, 2023)
        assert season_unit_before(report_of(after).season_unit).get().season.pk == both.real.pk


def test_last_year_of_a_practice_season_is_the_real_one_before(both: Both) -> None:
    with undone():
        earlier = make_season(both.play.cast, 2021)
        found = season_unit_before(both.play.report("syt").season_unit).get()
        assert found.season == earlier


def test_a_file_is_not_told_as_seen_across(both: Both) -> None:
    both.play.reach("sent")
    for report in (report_of(both.real), both.play.report("syt")):
        assert same_files(report, report.evidence.prefetch_related("files")) == []


def test_a_real_season_of_the_year_is_prepared_beside_it(both: Both) -> None:
    with undone():
        assert Season.objects.filter(year=2022).count() == 2
        with pytest.raises(Refused, match="Năm này"):
            make_season(both.play.cast, 2022)


def test_one_year_is_practised_once_at_a_time(both: Both) -> None:
    with undone(), pytest.raises(Refused):
        make_practice(both.play.cast, "syt")


class TestWiping:
    def test_takes_all_of_it_and_nothing_else(self, both: Both, django_capture_on_commit_callbacks: Callable) -> None:
        both.play.reach("published")
        own = StoredFile.objects.filter(pk__in=belongings(both.practice).orphans[StoredFile])
        digests = list(own.values_list("sha256", flat=True))
        shared = EvidenceFile.objects.get(evidence__report=report_of(both.real), file_name="quyet-dinh.pdf").file
        told = Event.objects.exclude(facts__has_key="practice").count()
        with undone():
            with django_capture_on_commit_callbacks(execute=True):
                wipe(both.play.cast.lead, both.practice, typed=KEY)
            left = counts()
            assert Event.objects.count() == told
        assert without_kept(left) == without_kept(both.before)
        assert digests
        assert not any(path(digest).exists() for digest in digests)
        assert path(shared.sha256).exists()

    def test_is_on_record_with_what_went(self, both: Both) -> None:
        both.play.reach("sent")
        with undone():
            gone = wipe(both.play.cast.lead, both.practice, typed=KEY)
            entry = Entry.objects.latest("pk")
            assert entry.act == "season.wiped"
            assert gone["reports.Report"] == len(UNITS) + 1
            assert attests(entry, "after", {"rows": gone})

    def test_is_refused_for_a_real_season(self, both: Both) -> None:
        with undone(), pytest.raises(Refused):
            wipe(both.play.cast.lead, both.real, typed="2022")

    def test_is_refused_without_the_very_name(self, both: Both) -> None:
        for typed in ("", "tap-duot", "2022", KEY.upper()):
            with undone(), pytest.raises(Refused):
                wipe(both.play.cast.lead, both.practice, typed=typed)

    def test_is_the_lead_departments_alone(self, both: Both) -> None:
        for who in ("preparer", "verifier", "chair", "observer"):
            with undone(), pytest.raises(NotAllowed):
                wipe(getattr(both.play.cast, who), both.practice, typed=KEY)

    def test_never_takes_a_row_that_is_another_seasons_too(self, both: Both) -> None:
        with undone():
            mine, theirs = both.play.report("syt").season_unit, report_of(both.real).season_unit
            type(mine).objects.filter(pk=theirs.pk).update(season_tier=mine.season_tier)
            with pytest.raises(Refused):
                wipe(both.play.cast.lead, both.practice, typed=KEY)


class TestTheDatabaseItself:
    def test_lets_no_published_result_of_a_real_season_go(self, both: Both) -> None:
        with undone():
            facts = {"content": {}, "public": {}, "proposed_by": both.play.cast.lead, "proposed_at": clock.now()}
            edition = Edition.objects.create(season=both.real, number=1, **facts)
            with pytest.raises(ProgrammingError), transaction.atomic():
                edition.delete()

    def test_makes_no_practice_season_real_and_no_real_one_practice(self, both: Both) -> None:
        for season in (both.real, both.practice):
            with undone(), pytest.raises(ProgrammingError), transaction.atomic():
                Season.objects.filter(pk=season.pk).update(is_practice=not season.is_practice)


def test_every_subject_that_is_told_of_can_be_wiped() -> None:
    """An event names its object in text: one that `SUBJECTS` does not know would outlive its season."""
    sources = [file.read_text("utf-8") for file in (ROOT / "src").rglob("*.py")]
    calls = re.findall(r"News\([^\[\]]*?subject=f\"(\w+):", "".join(sources), re.DOTALL)
    assert calls
    assert set(calls) <= SUBJECTS.keys()


def without_kept(rows: dict[str, int]) -> dict[str, int]:
    return {label: number for label, number in rows.items() if label.split(".")[0] not in KEPT}
