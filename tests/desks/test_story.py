"""The whole story of a component: everything is there for who oversees it, and nobody reads more than elsewhere."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.factories import Cast, again, make_council, make_sent, paper, pdf, report_of, step_on

from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions, replies, sessions, voting
from thuocdo.appraisal.enums import Ground, ReplyDecision, RoundKind, Stance
from thuocdo.appraisal.models import Council, Exemption
from thuocdo.audit.models import Entry
from thuocdo.common.clock import today
from thuocdo.cycles.models import Season
from thuocdo.documents import files
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.answers import Draft
from thuocdo.reports.models import Report
from thuocdo.verification import actions as verification
from thuocdo.verification import asking, letters, visiting
from thuocdo.verification.enums import Side
from thuocdo.verification.models import Assignment, ClarificationRequest

# What is written somewhere -> who reads it before any round of replies, and once the verified points were shown.
WORDS = {
    "W-verified": ("desks", "all"),
    "W-question": ("all", "all"),
    "W-answer": ("all", "all"),
    "W-letter": ("all", "all"),
    "W-number": ("all", "all"),
    "W-finding": ("all", "all"),
    "W-draft-finding": ("", ""),
    "W-request": ("unit overseers", "unit overseers"),
    "W-advice": ("overseers", "overseers"),
    "W-reply": ("", "all"),
    "W-decision": ("", "all"),
    "W-position": ("", "overseers"),
    "W-minutes": ("", "overseers"),
    "W-settled": ("", "desks"),
}
READERS = {"unit": ("unit", "all"), "lead": ("overseers", "desks", "all"), "verifier": ("desks", "all")}
PEOPLE = {"unit": "preparer", "lead": "lead", "verifier": "verifier"}


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def client(user: User) -> Client:
    made = Client()
    made.force_login(user)
    return made


def text(user: User, report: Report, code: str = "4.1") -> str:
    answer = client(user).get(f"/chuyen-cua-diem/{report.pk}/{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def checked(cast: Cast, season: Season) -> Report:
    """4.1 is the committee office's to check; it was asked about, visited, its points adjusted."""
    report = report_of(season)
    exemptions.ask(cast.preparer, report, "4.1", ground=Ground.NO_CONTENT, reason="W-request")
    report = make_sent(cast, season)
    step_on(cast, season, "season.verify")
    Assignment.objects.get_or_create(season=season, agency=cast.verifier.posts[0].unit, component="4.1")
    asked = asking.ask(cast.lead, report, ["4.1"], text="W-question", due=asking.usual_due(today()))[0]
    asking.answer(cast.preparer, asked, "W-answer", [(files.store(pdf()), "W-file.pdf")])
    letter = paper(cast.lead, DocumentKind.REQUEST, "W-letter", today())
    letters.issue_request(cast.lead, asked, letter)
    letters.number_answer(cast.preparer, asked, "W-number", today())
    for held, finding in ((True, "W-finding"), (False, "W-draft-finding")):
        _visit(cast, report, finding, held=held)
    exemptions.advise(cast.lead, request_of(report), is_for=False, advice="W-advice")
    facts = {"values": {}, "settled": Fraction(1, 2), "reason": "W-verified", "version": 0}
    verification.adjust(cast.lead, again(report), "4.1", **facts)
    return again(report)


def request_of(report: Report) -> Exemption:
    return Exemption.objects.get(report=report)


def _visit(cast: Cast, report: Report, finding: str, *, held: bool) -> None:
    plan = visiting.Plan(today(), "Trụ sở", "Xem hồ sơ", ("4.1",), ((Side.TEAM, "Trần Đoàn", "Trưởng đoàn"),))
    row = visiting.plan_visit(cast.lead, report.season_unit, plan)
    said = {"minutes": "Từ 8 giờ", "findings": {"4.1": finding}, "unit_opinion": ""}
    visiting.write_minutes(cast.lead, row, version=1, held=held, **said)


@pytest.fixture
def settled(cast: Cast, season: Season, checked: Report) -> Report:
    """Shown to the unit, replied to, decided; then voted on and settled by the council."""
    verification.agree_with_the_rest(cast.lead, again(checked))
    verification.finish(cast.lead, again(checked))
    tier = season.tiers.get(tier__code="province")
    round_ = replies.open_round(cast.lead, tier, RoundKind.VERIFIED, today())
    row = replies.reply(cast.head, round_, again(checked), "4.1", replies.Words(Stance.DISAGREES, "W-reply"))
    replies.decide(cast.lead, row, ReplyDecision.UPHELD, "W-decision")
    step_on(cast, season, "season.appraise")
    session = make_council(cast, season)
    item = voting.list_item(cast.chair, session, again(checked), "4.1")
    voting.propose(cast.member, item, {"4.1": Draft(settled=Fraction(1), reason="")}, "W-position")
    voting.begin_vote(cast.chair, item)
    voting.cast_vote(cast.member, item, item.positions.last())
    voting.end_vote(cast.chair, item)
    sessions.note(cast.secretary, session, "W-minutes", report=again(checked), component="4.1")
    voting.settle_item(cast.chair, item, item.positions.last(), "W-settled")
    return again(checked)


@pytest.mark.parametrize("who", READERS)
def test_before_a_round_each_reads_what_their_desk_shows(cast: Cast, checked: Report, who: str) -> None:
    found = text(getattr(cast, PEOPLE[who]), checked)
    assert {word for word in WORDS if word in found} == _expected(who, 0)


def test_the_unit_reads_the_verified_column_as_soon_as_its_own_page_shows_it(cast: Cast, checked: Report) -> None:
    verification.agree_with_the_rest(cast.lead, again(checked))
    verification.finish(cast.lead, again(checked))
    assert "W-verified" in client(cast.preparer).get(f"/bao-cao/{checked.pk}/4.1/").content.decode()
    assert "W-verified" in text(cast.preparer, checked)


@pytest.mark.parametrize("who", READERS)
def test_in_the_end_each_reads_what_their_desk_shows(cast: Cast, settled: Report, who: str) -> None:
    found = text(getattr(cast, PEOPLE[who]), settled)
    assert {word for word in WORDS if word in found} == _expected(who, 1)


def _expected(who: str, time: int) -> set[str]:
    return {word for word, readers in WORDS.items() if set(readers[time].split()) & set(READERS[who])}


def test_a_vote_is_named_where_votes_are_open(cast: Cast, settled: Report) -> None:
    assert "1 phiếu" in text(cast.lead, settled)
    assert cast.member.full_name in text(cast.lead, settled)
    assert cast.member.full_name not in text(cast.preparer, settled)


def test_an_anonymous_vote_names_nobody(cast: Cast, settled: Report) -> None:
    Council.objects.update(votes_anonymously=True)
    assert f"({cast.member.full_name})" not in text(cast.lead, settled)


def test_another_unit_and_a_verifier_of_other_components_find_nothing(cast: Cast, checked: Report) -> None:
    for user, code in ((cast.outsider, "4.1"), (cast.verifier, "1.1"), (cast.administrator, "4.1")):
        assert client(user).get(f"/chuyen-cua-diem/{checked.pk}/{code}/").status_code == 404


def test_a_component_that_the_form_has_not_is_not_found(cast: Cast, checked: Report) -> None:
    for user in (cast.lead, cast.preparer):
        assert client(user).get(f"/chuyen-cua-diem/{checked.pk}/99.9/").status_code == 404


def test_each_act_bears_the_number_of_its_entry(cast: Cast, settled: Report) -> None:
    found = text(cast.lead, settled)
    for act in ("answer.verified", "clarification.asked", "reply.given", "reply.decided", "item.settled"):
        numbers = Entry.objects.filter(act=act).exclude(subject=f"report:{settled.pk}").values_list("pk", flat=True)
        assert any(f"số {number}<" in found for number in numbers), act


def test_the_story_goes_on_in_order_of_time(cast: Cast, settled: Report) -> None:
    found = text(cast.lead, settled).partition('id="story"')[2]
    places = [found.index(word) for word in ("W-question", "W-answer", "W-verified", "W-reply", "W-decision")]
    assert places == sorted(places)
    assert found.index("W-decision") < found.index("W-settled")


@pytest.mark.parametrize(("who", "most"), [("lead", 45), ("preparer", 35)])
def test_queries_do_not_grow_with_what_happened(cast: Cast, settled: Report, who: str, most: int) -> None:
    before = _queries(getattr(cast, who), settled)
    thread = ClarificationRequest.objects.get()
    for _n in range(3):
        asking.answer(cast.preparer, thread, "Bổ sung", [(files.store(pdf()), "them.pdf")])
    assert _queries(getattr(cast, who), settled) == before <= most


def _queries(user: User, report: Report) -> int:
    signed_in = client(user)
    signed_in.get(f"/chuyen-cua-diem/{report.pk}/4.1/")
    with CaptureQueriesContext(connection) as asked:
        assert signed_in.get(f"/chuyen-cua-diem/{report.pk}/4.1/").status_code == 200
    return len(asked)
