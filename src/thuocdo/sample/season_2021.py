"""Season 2021, whole: from the opening letter to the published result, and its correction.

The decision came on 22 November 2021, so the dates are those of a document of the season.
"""

from datetime import date
from random import Random

from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.queries import exemptions_of
from thuocdo.cycles.actions import Calendar, attach_opening_letter, move
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.cycles.readings import settle_reading
from thuocdo.documents.models import DocumentKind
from thuocdo.regulation import load_set, score_component
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import answer_facts, standing
from thuocdo.reports.models import Report
from thuocdo.reports.queries import arrived, reports, with_answers
from thuocdo.reports.sending import explain_absence, send_report
from thuocdo.results import actions as results
from thuocdo.results.models import Edition
from thuocdo.sample import council
from thuocdo.sample.correcting import correct_2021
from thuocdo.sample.people import person
from thuocdo.sample.replying import reply_in
from thuocdo.sample.stage import at, fill, lower, paper, report_of
from thuocdo.verification import actions as verification

ABSENT = "bdt"
LATE = "namdong"
EXEMPT = {
    "ttr": (["4.3", "6.1", "6.2", "6.3"], Ground.NO_CONTENT, "Cơ quan không có thủ tục hành chính tiếp nhận trong kỳ."),
    "sngv": (["4.5"], Ground.NO_CONTENT, "Đơn vị không được giao phản ánh hiện trường nào trong kỳ."),
    "vpubnd": (["6.3"], Ground.PERMITTED, "Cơ quan không thu phí, lệ phí."),
}


def play_2021() -> None:
    first, second = person("chutri1"), person("chutri2")
    season = _open(first)
    _report(season)
    _exempt(season, first, second)
    _verify(season, first)
    _appraise(season)
    correct_2021(season, _decide(season, first, second), first, second)


def _open(lead: User) -> Season:
    at(2021, 11, 25)
    season = verification.begin_season(
        lead,
        2021,
        load_set("qd-3043-2021"),
        level_rule="total",
        level_rule_document="Công văn 1289/STTTT-CNTT ngày 25/11/2021 (mẫu)",
        late_reports="accepted",
        budget_document="Dự toán chi sự nghiệp năm 2021 của Sở Thông tin và Truyền thông (mẫu)",
        calendar=Calendar(
            "Kế hoạch 415/KH-UBND ngày 24/11/2021 (mẫu)",
            {"province": date(2021, 12, 8), "district": date(2021, 12, 13)},
            date(2022, 1, 8),
        ),
    )
    ours = {"signer": "Nguyễn Văn Mẫu", "issuer": "Sở Thông tin và Truyền thông"}
    settled = paper(lead, DocumentKind.READING, "1289/STTTT-CNTT", date(2021, 11, 25), **ours)
    settle_reading(lead, season, "total", settled)
    letter = paper(
        lead, DocumentKind.OPENING, "1290/STTTT-CNTT", date(2021, 11, 25), issuer="Sở Thông tin và Truyền thông"
    )
    attach_opening_letter(lead, season, letter)
    decision = paper(lead, DocumentKind.COUNCIL, "3120/QĐ-UBND", date(2021, 11, 30), "Nguyễn Văn Mẫu")
    council.set_up(lead, person("chutri2"), season, decision)
    _step(season, lead, "season.open")
    return season


def _step(season: Season, lead: User, act: str) -> None:
    for tier in season.tiers.all():
        move(lead, tier, act)


def _report(season: Season) -> None:
    for number, report in enumerate(reports(season)):
        key = report.season_unit.unit.key
        if key == ABSENT:
            continue
        at(2021, 12, 13 if key == LATE else 2 + number % 6, 8 + number % 9, 7 * number % 60)
        preparer = person(f"nguoilap.{key}")
        fill(preparer, report, 2021)
        for component in EXEMPT.get(key, ([], "", ""))[0]:
            exemptions.ask(preparer, report, component, ground=EXEMPT[key][1], reason=EXEMPT[key][2])
        send_report(preparer, report)


def _exempt(season: Season, lead: User, second: User) -> None:
    at(2021, 12, 14)
    explain_absence(
        lead,
        report_of(season, ABSENT),
        "Đơn vị không gửi báo cáo dù đã có công văn đôn đốc (dữ liệu mẫu).",
        "The unit sent no report although it was pressed in writing (sample data).",
    )
    acceptance = paper(lead, DocumentKind.ACCEPTANCE, "11872/UBND-CNTT", date(2021, 12, 20), "Phan Văn Mẫu")
    for key in EXEMPT:
        for exemption in exemptions_of(report_of(season, key)):
            exemptions.advise(lead, exemption, is_for=True, advice="Đúng chức năng, nhiệm vụ của đơn vị.")
            exemptions.enter_acceptance(lead, exemption, acceptance)
    at(2021, 12, 20, 15)
    exemptions.check_acceptance(second, acceptance)


def _verify(season: Season, lead: User) -> None:
    at(2021, 12, 15)
    _step(season, lead, "season.verify")
    office = person("thamtra.vpubnd")
    for report in with_answers(arrived(season)):
        verifier = office if report.season_unit.unit.key == "stttt" else lead
        adjust_some(verifier, report)
        verification.agree_with_the_rest(verifier, report)
        verification.finish(verifier, report)
    reply_in(season, lead)
    at(2021, 12, 21)
    _step(season, lead, "season.appraise")


def adjust_some(verifier: User, report: Report) -> None:
    """Two lines a report where the verifier found less than was declared."""
    random = Random(f"verify {report.season_unit.unit.key}")  # noqa: S311
    form = form_of(report.season_unit)
    declared = standing(report.answers.all(), Stage.SELF)
    for code in random.sample(sorted(declared), 2):
        component = form.component(code)
        points = score_component(component, answer_facts(component, declared[code])).points
        if points:
            verification.adjust(
                verifier,
                report,
                code,
                values=declared[code].values,
                settled=lower(points),
                reason="Tài liệu kiểm chứng chưa chứng minh đủ số liệu đã báo cáo (dữ liệu mẫu).",
                version=0,
            )


def _appraise(season: Season) -> None:
    session = council.call(season, 2021, 12, 24, 14)
    at(2021, 12, 24, 14)
    council.begin(session, "uyvien.stc")
    council.settle_disputes(session)
    for report in reports(season).exclude(season_unit__unit__key=ABSENT):
        council.take_the_rest_over(report, f"survey {report.season_unit.unit.key}")
    at(2021, 12, 24, 17)
    council.end(session)


def _decide(season: Season, lead: User, second: User) -> Edition:
    at(2021, 12, 27)
    edition = results.propose(lead, season)
    at(2021, 12, 31, 10)
    decision = paper(
        lead, DocumentKind.APPROVAL, "3456/QĐ-UBND", date(2021, 12, 30), "Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh"
    )
    results.enter_decision(lead, edition, decision)
    at(2021, 12, 31, 11)
    results.approve(second, edition)
    at(2022, 1, 4, 9)
    results.publish(
        second,
        edition,
        co_announcement="Văn phòng UBND tỉnh và Sở Thông tin và Truyền thông cùng công bố ngày 04/01/2022 (mẫu)",
    )
    return edition
