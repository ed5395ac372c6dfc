"""The council of the sample in session: one season settled whole, the next with a vote under way."""

from random import Random

from thuocdo.accounts.models import Unit, User
from thuocdo.appraisal import actions as council
from thuocdo.appraisal import sessions, voting
from thuocdo.appraisal.enums import Opinion
from thuocdo.appraisal.founding import record_opinion
from thuocdo.appraisal.models import CouncilSession, DisputedItem
from thuocdo.appraisal.queries import members_of
from thuocdo.appraisal.sitting import items_of, members_on
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.documents.actions import check_document
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.reports.models import Report
from thuocdo.sample.papers import pdf
from thuocdo.sample.people import person
from thuocdo.sample.stage import at, paper, survey

PLACE = "Phòng họp số 2, trụ sở UBND tỉnh"
AGENDA = (
    "Nghe cơ quan chủ trì báo cáo kết quả thẩm tra\n"
    "Xem xét, biểu quyết các chỉ số thành phần còn ý kiến khác nhau\n"
    "Thông qua các chỉ số thành phần không có ý kiến khác\n"
    "Kết luận của Chủ tịch Hội đồng"
)
OPINIONS = (
    ("snv", Opinion.AGREES, ""),
    ("vpubnd", Opinion.CHANGES, "Bổ sung đại diện Sở Tài chính làm ủy viên Hội đồng (dữ liệu mẫu)."),
)
AS_VERIFIED = "Hội đồng thống nhất với kết quả thẩm tra: tài liệu kiểm chứng chưa đủ (dữ liệu mẫu)."
AS_DECLARED = "Đơn vị đã bổ sung đủ tài liệu kiểm chứng tại phiên họp (dữ liệu mẫu)."


def set_up(lead: User, second: User, season: Season, decision: Document) -> None:
    """The opinions asked for, then the founding decision, entered by one officer and checked by the other."""
    for key, opinion, text in OPINIONS:
        agency = Unit.objects.get(key=key)
        said = {"number": f"{season.year}/{key.upper()}-VP", "day": clock.today(), "issuer": agency.name_vi}
        document = paper(lead, DocumentKind.OPINION, **said)
        record_opinion(lead, season, agency, opinion=opinion, text=text, document=document)
    council.found_council(lead, season, decision)
    check_document(second, decision)


def call(season: Season, *begins: int) -> CouncilSession:
    """Called now for that moment (year, month, day, hour), with the verification's report as its paper."""
    told = clock.now()
    at(*begins)
    starts_at = clock.now()
    clock.set_demonstration_time(told)
    session = sessions.call(person("thuky"), season, starts_at=starts_at, place=PLACE, agenda=AGENDA)
    report = pdf(f"bao-cao-tham-tra-{season.year}-{session.number}.pdf", f"verification {season.year} {session.number}")
    sessions.put_paper(person("thuky"), session, "Báo cáo kết quả thẩm tra (mẫu)", report)
    return session


def begin(session: CouncilSession, *away: str) -> CouncilSession:
    """The chair opens it; everybody is there but those who excused themselves."""
    members = members_on(clock.today())
    there = [member.pk for member in members if member.user.username not in away]
    excused = {person(name).pk: "Đi công tác" for name in away}
    return sessions.begin(person("chutich"), session, there, excused)


def settle_disputes(session: CouncilSession, most: int | None = None, unit: str = "") -> None:
    """Each item in turn, of one unit where it is named: the vote, then what the chair settles; seldom as declared."""
    voting.list_disputed(person("thuky"), session)
    items = [item for item in items_of(session) if unit in ("", item.report.season_unit.unit.key)]
    for number, item in enumerate(items[:most]):
        chair, voters = chair_of(item), voters_of(session, item)
        label = "declared" if number % 5 == 2 else "verified"
        chosen = item.positions.get(label=label)
        if number < 6:  # where nobody speaks against it there is no vote
            voting.begin_vote(chair, item)
            for place, voter in enumerate(voters):
                other = item.positions.exclude(pk=chosen.pk).first()
                voting.cast_vote(voter, item, None if place == 4 else other if place == 3 else chosen)
            voting.end_vote(chair, item)
        voting.settle_item(chair, item, chosen, AS_DECLARED if label == "declared" else AS_VERIFIED)


def chair_of(item: DisputedItem) -> User:
    away = {user.pk for user in members_of(item.report.season_unit.unit_id)}
    return next(user for user in map(person, ("chutich", "phochutich")) if user.pk not in away)


def voters_of(session: CouncilSession, item: DisputedItem) -> list[User]:
    away = {user.pk for user in members_of(item.report.season_unit.unit_id)}
    there = session.attendances.filter(state="present").select_related("member").order_by("pk")
    return [row.member for row in there if row.member_id not in away]


def take_the_rest_over(report: Report, seed: str) -> None:
    """The survey's figures, then what is in no dispute; by the secretary, or the chair for the secretary's own unit."""
    settling = person("chutich") if report.season_unit.unit.key == "stttt" else person("thuky")
    council.settle(
        settling,
        report,
        "6.8",
        values=survey(Random(seed)),  # noqa: S311
        settled=None,
        reason="Kết quả điều tra xã hội học do Hội đồng tổ chức (dữ liệu mẫu).",
        version=0,
    )
    council.take_over(settling, report)
    council.finish(settling, report)


def end(session: CouncilSession) -> None:
    sessions.note(person("thuky"), session, "Chủ trì kết luận; các thành viên dự họp thống nhất (dữ liệu mẫu).")
    sessions.close(person("chutich"), session)


def leave_a_vote_running(session: CouncilSession) -> None:
    """One item is settled; the next is before the members, of whom one has voted."""
    settle_disputes(session, most=1)
    item = session.items.filter(state="open").first()
    if item:
        voting.begin_vote(chair_of(item), item)
        voting.cast_vote(person("phochutich"), item, item.positions.get(label="verified"))
