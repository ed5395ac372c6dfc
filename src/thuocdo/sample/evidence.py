"""Evidence of the sample's reports: documents with number, date and issuer, each marked as a sample."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from thuocdo.accounts.letterheads import letterhead_on
from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.regulation import Component
from thuocdo.reports.breakdown import Row, save_breakdown, seen
from thuocdo.reports.enums import Standing
from thuocdo.reports.evidence import Details, list_evidence
from thuocdo.reports.evidence_citing import cite
from thuocdo.reports.links import make_link, receive_files
from thuocdo.reports.models import Report
from thuocdo.sample.papers import pdf

KINDS = [("Báo cáo", "BC"), ("Kế hoạch", "KH"), ("Quyết định", "QĐ"), ("Công văn", "")]
OFFICE = "VP"  # which drafts the letters of every body here
SHARE = 0.25  # of the components
BY_COMMUNES = ["phường Thuận Hòa", "phường Vỹ Dạ", "xã Hương Thọ", "xã Thủy Bằng"]


def prove(actor: User, report: Report, components: Iterable[Component], random: Random) -> None:
    """A document for some of the components; now and then one that another component cites as well."""
    year, key = report.season_unit.season.year, report.season_unit.unit.key
    body = letterhead_on(report.season_unit.unit, clock.today(), report.season_unit.name_vi).symbol
    before = None
    for component in components:
        if random.random() >= SHARE:
            continue
        details = _details(component, year, report.season_unit.name_vi, body, random)
        upload = pdf(f"tai-lieu-{component.code}-{key}.pdf", f"evidence {component.code} {key} {year}")
        evidence = list_evidence(actor, report, details, [upload])
        cite(actor, evidence, component.code, page=str(random.randrange(1, 9)), quote=_quote(random))
        if before and random.random() < SHARE:
            cite(actor, before, component.code, page="phụ lục")
        before = evidence


def symbol(number: int, kind: str, body: str) -> str:
    """Number and symbol as Decree 30/2020 (Appendix I, II.3) has them: the kind's letters, but a letter has none and
    names who drafted it: "1370/SYT-VP"."""
    return f"{number}/{kind}-{body}" if kind else f"{number}/{body}-{OFFICE}"


def _details(component: Component, year: int, issuer: str, body: str, random: Random) -> Details:
    kind, short = random.choice(KINDS)
    in_force = random.random() < SHARE / 2
    day = date(year - 1 - in_force, 10, 4) + timedelta(days=random.randrange(350))
    return Details(
        title=f"{kind} về: {component.name.get('vi')} (mẫu)"[:300],
        symbol=f"{symbol(random.randrange(100, 3000), short, body)} (mẫu)",
        date=day,
        issuer=issuer,
        standing=Standing.IN_FORCE if in_force else Standing.ISSUED,
    )


def _quote(random: Random) -> str:
    return f"đạt {random.randrange(70, 100)}% kế hoạch (mẫu)" if random.random() < SHARE else ""


def show_more(actor: User, report: Report, component: Component) -> None:
    """In one unit also a document of the border day, a breakdown, and a link by which something has come in."""
    year = report.season_unit.season.year
    border = Details("Báo cáo chuyển đổi số 9 tháng (mẫu)", "1877/BC-SYT (mẫu)", date(year, 10, 1), "Sở Y tế")
    list_evidence(actor, report, border, [pdf("bao-cao-9-thang.pdf", f"border day {year}")], [component.code])
    declared = report.answers.get(component=component.code).values
    parts = {figure.key: _shared_out(int(declared[figure.key]), len(BY_COMMUNES)) for figure in component.figures}
    rows = [Row(name, {key: parts[key][n] for key in parts}) for n, name in enumerate(BY_COMMUNES)]
    save_breakdown(actor, report, component.code, rows, was=seen([]))
    wanted = "Bảng kê dịch vụ công trực tuyến quý III (mẫu)"
    link, _secret = make_link(
        actor, report, body="Trung tâm Y tế huyện Phong Điền", wanted=wanted, days=30, component=component.code
    )
    receive_files(link, [pdf("bang-ke-quy-3.pdf", f"handed in {year}")], "Người gửi: Nguyễn Văn Mẫu")


def _shared_out(whole: int, count: int) -> list[str]:
    """Parts that sum to the whole, the first the largest."""
    part = whole // count
    return [str(whole - part * (count - 1)), *[str(part)] * (count - 1)]
