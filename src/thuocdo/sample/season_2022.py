"""Season 2022, running: three days before the first deadline, with reports in every state that a running season has."""

from datetime import date

from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.cycles.actions import attach_opening_letter, extend, move
from thuocdo.cycles.models import Season
from thuocdo.cycles.readings import settle_reading
from thuocdo.documents.models import DocumentKind
from thuocdo.regulation import load_set
from thuocdo.reports.enums import ReportState
from thuocdo.reports.sending import send_report
from thuocdo.reports.tasks import remind
from thuocdo.sample import council
from thuocdo.sample.asking import ask_in_2022
from thuocdo.sample.checking import check_some, keep_reasons
from thuocdo.sample.desk_2022 import show_the_desk
from thuocdo.sample.people import person
from thuocdo.sample.post import everybody_reads, remind_on
from thuocdo.sample.season_2021 import adjust_some
from thuocdo.sample.sharing_2022 import share_more_out, take_in_figures
from thuocdo.sample.signing import sign_some
from thuocdo.sample.stage import at, fill, paper, report_of
from thuocdo.sample.word_forms import put_own_form
from thuocdo.verification import actions as verification

S = ReportState
DRAFTS = {"syt": 0.62, "sct": 0.9, "snnptnt": 0.45, "sngv": 1.0, "sgddt": 0.2, "hue": 0.7, "phongdien": 0.3}
SENT = ["vpubnd", "stttt", "snv", "stc", "skhcn", "ttr", "huongthuy", "quangdien"]
RETURNED = ["sdl"]
VERIFIED = ["stp", "sxd", "huongtra"]
APPRAISED = ["skhdt"]


def play_2022() -> None:
    lead = person("chutri1")
    season = _open(lead)
    _extend(lead, season)
    keys = [*DRAFTS, *SENT, *RETURNED, *VERIFIED, *APPRAISED]
    for day, hour, minute, key in sorted((3 + n % 11, 8 + n % 8, 11 * n % 60, key) for n, key in enumerate(keys)):
        remind_on(2022, 10, day)
        at(2022, 10, day, hour, minute)
        _report(season, key)
    show_the_desk(season)
    at(2022, 10, 14, 9)
    sign_some(season)
    at(2022, 10, 14, 10)
    everybody_reads()
    put_own_form()
    ask_in_2022(season)
    at(2022, 10, 14, 15)
    share_more_out(season, lead)
    take_in_figures(season, lead)
    _check(season, lead)
    _exempt(season, lead)
    remind_on(2022, 10, 16)
    _sit(season)


def _sit(season: Season) -> None:
    """The council's second session, in the middle of a vote."""
    session = council.call(season, 2022, 10, 17, 8)
    at(2022, 10, 17, 8)
    council.begin(session, "uyvien.stc")
    at(2022, 10, 17, 8, 40)
    council.leave_a_vote_running(session)


def _open(lead: User) -> Season:
    at(2022, 9, 12)
    season = verification.begin_season(
        lead,
        2022,
        load_set("qd-3043-2021"),
        level_rule="total",
        level_rule_document="Công văn 1402/STTTT-CNTT ngày 12/9/2022 (mẫu)",
        late_reports="accepted",
        budget_document="Dự toán chi sự nghiệp năm 2022 của Sở Thông tin và Truyền thông (mẫu)",
    )
    ours = {"signer": "Nguyễn Văn Mẫu", "issuer": "Sở Thông tin và Truyền thông"}
    settled = paper(lead, DocumentKind.READING, "1402/STTTT-CNTT", date(2022, 9, 12), **ours)
    settle_reading(lead, season, "total", settled)
    letter = paper(
        lead, DocumentKind.OPENING, "1403/STTTT-CNTT", date(2022, 9, 12), issuer="Sở Thông tin và Truyền thông"
    )
    attach_opening_letter(lead, season, letter)
    decision = paper(lead, DocumentKind.COUNCIL, "2215/QĐ-UBND", date(2022, 9, 15), "Nguyễn Văn Mẫu")
    council.set_up(lead, person("chutri2"), season, decision)
    for tier in season.tiers.all():
        move(lead, tier, "season.open")
    remind()
    remind_on(2022, 9, 19)
    keep_reasons(lead, season)
    return season


def _extend(lead: User, season: Season) -> None:
    at(2022, 10, 10, 16)
    grant = paper(lead, DocumentKind.EXTENSION, "9120/UBND-CNTT", date(2022, 10, 10), "Phan Văn Mẫu")
    extend(lead, report_of(season, "sgtvt").season_unit, date(2022, 10, 25), grant)
    remind()


def _report(season: Season, key: str) -> None:
    preparer, report = person(f"nguoilap.{key}"), report_of(season, key)
    fill(preparer, report, 2022, DRAFTS.get(key, 1.0))
    if key == "ttr":
        for component in ["4.3", "6.1", "6.2", "6.3"]:
            reason = "Cơ quan không có thủ tục hành chính tiếp nhận trong kỳ."
            exemptions.ask(preparer, report, component, ground=Ground.NO_CONTENT, reason=reason)
    if key == "sngv":
        reason = "Đơn vị không được giao phản ánh hiện trường nào trong kỳ."
        exemptions.ask(preparer, report, "4.5", ground=Ground.NO_CONTENT, reason=reason)
    if key not in DRAFTS:
        send_report(preparer, report)


def _check(season: Season, lead: User) -> None:
    """What the lead department has done by now: one report returned, some verified, one already before the council."""
    for key in RETURNED:
        reason = "Số liệu chỉ số thành phần 4.3 lấy sai kỳ; đề nghị trích xuất lại từ 01/10/2021 (dữ liệu mẫu)."
        verification.return_report(lead, report_of(season, key), reason, until=date(2022, 10, 24))
    for key in VERIFIED + APPRAISED:
        report = report_of(season, key)
        adjust_some(lead, report)
        verification.agree_with_the_rest(lead, report)
        verification.finish(lead, report)
    adjust_some(lead, report_of(season, "snv"))
    check_some(lead, season)
    session = council.call(season, 2022, 10, 14, 16)
    at(2022, 10, 14, 16)
    council.begin(session)
    for key in APPRAISED:
        council.settle_disputes(session, unit=key)
        council.take_the_rest_over(report_of(season, key), "2022")
    council.end(session)


def _exempt(season: Season, lead: User) -> None:
    """Requests in every state: asked, advised, entered, accepted."""
    asked = {e.component: e for e in Exemption.objects.filter(report=report_of(season, "ttr"))}
    for code in ["4.3", "6.1", "6.2"]:
        exemptions.advise(lead, asked[code], is_for=True, advice="Đúng chức năng, nhiệm vụ của đơn vị.")
    checked = paper(lead, DocumentKind.ACCEPTANCE, "9544/UBND-CNTT", date(2022, 10, 12), "Phan Văn Mẫu")
    exemptions.enter_acceptance(lead, asked["4.3"], checked)
    exemptions.check_acceptance(person("chutri2"), checked)
    waiting = paper(lead, DocumentKind.ACCEPTANCE, "9601/UBND-CNTT", date(2022, 10, 14), "Phan Văn Mẫu")
    exemptions.enter_acceptance(lead, asked["6.1"], waiting)
