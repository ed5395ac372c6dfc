"""Units of the sample season reply to their verified points; the lead department decides (R4.6b)."""

from datetime import date

from thuocdo.accounts.models import User
from thuocdo.appraisal import replies
from thuocdo.appraisal.enums import ReplyDecision, RoundKind, Stance
from thuocdo.appraisal.models import Reply, ReplyRound
from thuocdo.cycles.models import Season
from thuocdo.documents import files
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.sample import papers
from thuocdo.sample.people import person
from thuocdo.sample.stage import at, report_of

DISAGREES = ("syt", "sgtvt", "stnmt")
LAST_DAY = date(2021, 12, 20)
WORDS = "Tài liệu kiểm chứng đã gửi kèm báo cáo, đề nghị xem lại văn bản đính kèm (dữ liệu mẫu)."
UPHELD = "Văn bản đính kèm ban hành sau kỳ số liệu nên không được tính (dữ liệu mẫu)."


def reply_in(season: Season, lead: User) -> None:
    """A round per tier: a few units disagree with what verification changed, everybody else agrees; all is decided."""
    at(2021, 12, 16, 9)
    rounds = [replies.open_round(lead, tier, RoundKind.VERIFIED, LAST_DAY) for tier in season.tiers.all()]
    at(2021, 12, 17, 10)
    for key in DISAGREES:
        _reply(next(row for row in rounds if str(report_of(season, key).pk) in row.shown), report_of(season, key))
    at(2021, 12, 21, 7)
    for row in Reply.objects.filter(round__in=rounds, stance=Stance.DISAGREES):
        replies.decide(lead, row, ReplyDecision.UPHELD, UPHELD)
    for round_ in rounds:
        replies.close_round(lead, round_)


def _reply(round_: ReplyRound, report: Report) -> None:
    """Against the first component that verification changed; with all the rest it agrees."""
    preparer, shown = person(f"nguoilap.{report.season_unit.unit.key}"), round_.shown[str(report.pk)]
    settled = report.answers.filter(stage=Stage.VERIFIED, settled__isnull=False).values_list("component", flat=True)
    code = next(code for code in shown if any(f"{leaf}.".startswith(f"{code}.") for leaf in settled))
    upload = papers.pdf(f"giai-trinh-{code}.pdf", f"reply on component {code}")
    words = replies.Words(Stance.DISAGREES, WORDS, files=[(files.store(upload), upload.name or "")])
    replies.reply(preparer, round_, report, code, words)
    replies.agree_with_the_rest(preparer, round_, report, [other for other in shown if other != code])
