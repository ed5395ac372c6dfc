"""How the season went, from the first report to the council's last session, as the submission and the page tell it."""

from collections.abc import Iterator
from dataclasses import dataclass

from thuocdo.appraisal.enums import ExemptionState, SessionState, Stance
from thuocdo.appraisal.models import Council, CouncilSession, Reply
from thuocdo.appraisal.queries import council_of, exemption_counts
from thuocdo.appraisal.sitting import sessions
from thuocdo.cycles.models import Season
from thuocdo.desks.dossier import words
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.queries import difficulties
from thuocdo.reports.enums import ARRIVED
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports


@dataclass(frozen=True)
class Course:
    """`disagreements`: replies of units that did not agree, decided or not."""

    reports: list[Report]
    council: Council | None
    sessions: list[CouncilSession]
    exemptions: dict[str, int]
    disagreements: list[Reply]
    difficulties: int
    answered: int

    @property
    def arrived(self) -> list[Report]:
        return [row for row in self.reports if row.state in ARRIVED]

    @property
    def held(self) -> list[CouncilSession]:
        """Sessions that are closed, in their order."""
        return sorted((row for row in self.sessions if row.state == SessionState.CLOSED), key=lambda row: row.number)

    @property
    def undecided(self) -> int:
        return sum(not row.decision for row in self.disagreements)

    @property
    def lines(self) -> list[str]:
        return list(_lines(self))


def course_of(season: Season) -> Course:
    """8 queries."""
    raised = list(difficulties().filter(season=season).exclude(state=DifficultyState.WITHDRAWN).values_list("state"))
    disagreeing = Reply.objects.filter(round__season_tier__season=season, stance=Stance.DISAGREES)
    return Course(
        reports=list(reports(season)),
        council=council_of(season),
        sessions=list(sessions(season)),
        exemptions=exemption_counts(season),
        disagreements=list(disagreeing),
        difficulties=len(raised),
        answered=sum(state in (DifficultyState.ANSWERED, DifficultyState.RULED) for (state,) in raised),
    )


def _lines(course: Course) -> Iterator[str]:
    arrived = course.arrived
    late = sum(row.is_late for row in arrived)
    yield (
        f"{len(arrived)} trên {len(course.reports)} đơn vị đã gửi báo cáo tự đánh giá"
        f"{f', trong đó {late} báo cáo gửi muộn' if late else ''}."
    )
    yield from _of_the_council(course)
    accepted = course.exemptions.get(ExemptionState.ACCEPTED, 0)
    if accepted:
        yield f"Đã có văn bản chấp thuận không đưa vào đánh giá {accepted} nội dung (Điều 5.3)."
    if course.disagreements:
        decided = len(course.disagreements) - course.undecided
        number = len(course.disagreements)
        yield f"Các đơn vị có {number} ý kiến không thống nhất về điểm, đã xem xét, kết luận {decided}."
    if course.difficulties:
        yield f"Các đơn vị nêu {course.difficulties} vướng mắc, kiến nghị; đã trả lời {course.answered}."


def _of_the_council(course: Course) -> Iterator[str]:
    if course.council is None:
        yield "Hội đồng đánh giá chưa được ghi nhận quyết định thành lập."
        return
    held = course.held
    said = f"Hội đồng đánh giá thành lập theo {words.document(course.council.decision)} đã họp {len(held)} phiên"
    named = [f"phiên thứ {row.number}{_minutes(row)}" for row in held]
    yield f"{said} ({'; '.join(named)})." if named else f"{said}."


def _minutes(session: CouncilSession) -> str:
    return f", biên bản số {session.minutes_number}" if session.minutes_number else ""
