"""What the verification asks and finds in the scenes: requests, visits held and planned, a difficulty, a ruling."""

from collections.abc import Mapping

from tests.factories import Cast, paper, pdf, report_of

from thuocdo.accounts.models import Unit
from thuocdo.common.clock import today
from thuocdo.cycles.models import Season
from thuocdo.difficulties import actions as difficulties
from thuocdo.documents import files
from thuocdo.documents.models import DocumentKind
from thuocdo.verification import asking, visiting
from thuocdo.verification.enums import Side
from thuocdo.verification.letters import issue_request
from thuocdo.verification.ruling import rule_for_all

DRAFT = {"minutes": "CANARY-draft", "findings": {}, "unit_opinion": ""}
SIGNERS = ((Side.TEAM, "Trần Đoàn", "Trưởng đoàn"),)


def ask_and_visit(cast: Cast, season: Season) -> Mapping[str, int]:
    """Names of what was made, as rows of the matrix speak of it."""
    return _ask(cast, season) | _visit(cast, season) | _raise(cast, season)


def _ask(cast: Cast, season: Season) -> dict[str, int]:
    syt, stttt = report_of(season, "syt"), report_of(season, "stttt")
    facts = {"due": asking.usual_due(today())}
    shared = asking.ask(cast.lead, syt, ["4.1"], text="CANARY-question", **facts)[0]
    other = asking.ask(cast.lead, syt, ["1.1"], text="Nguồn nào?", **facts)[0]
    leads = asking.ask(cast.verifier, stttt, ["1.1"], text="Nguồn nào?", **facts)[0]
    message = asking.answer(cast.preparer, shared, "Kèm tệp", [(files.store(pdf()), "tra-loi.pdf")])
    issue_request(cast.lead, shared, paper(cast.lead, DocumentKind.REQUEST))
    return {
        "request of syt 4.1": shared.pk,
        "request of syt 1.1": other.pk,
        "request of stttt": leads.pk,
        "file of request": message.files.get().pk,
    }


def _visit(cast: Cast, season: Season) -> dict[str, int]:
    unit = report_of(season, "syt").season_unit
    plan = visiting.Plan(today(), "Trụ sở", "Xem hồ sơ", ("1.1",), SIGNERS)
    planned, held = (visiting.plan_visit(cast.lead, unit, plan) for _n in range(2))
    visiting.write_minutes(cast.lead, planned, version=1, held=False, **DRAFT)
    whole = {"minutes": "Từ 8 giờ", "findings": {"1.1": "Khớp"}, "unit_opinion": ""}
    visiting.write_minutes(cast.lead, held, version=1, held=True, **whole)
    return {"visit planned": planned.pk, "visit held": held.pk}


def _raise(cast: Cast, season: Season) -> dict[str, int]:
    unit = Unit.objects.get(key="syt")
    row = difficulties.raise_difficulty(cast.preparer, unit, text="CANARY-difficulty", season=season)
    document = paper(cast.lead, DocumentKind.RULING)
    said = {"question": "Mẫu số?", "answer": "Mọi hồ sơ.", "document": document}
    return {"difficulty of syt": row.pk, "ruling": rule_for_all(cast.lead, season, component="4.3", **said).pk}
