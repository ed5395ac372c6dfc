"""What the papers of a result say alike: totals, levels, places, documents. Vietnamese, as official papers are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from thuocdo.accounts.enums import Duty
from thuocdo.accounts.models import Dated, Unit, UnitDuty
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.desks.agency_paper import Fields, instrument_of
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.models import Document
from thuocdo.documents.official import Annex, Paper
from thuocdo.regulation import format_number
from thuocdo.reports.official import in_words

DRAFT = "DỰ THẢO"
DOTS = "........"
NONE = "–"
PLACES = 2
HOME_AFFAIRS, COMMITTEE_OFFICE = "Sở Nội vụ", "Văn phòng Ủy ban nhân dân tỉnh"
WITHOUT = {"not_reported": "Không có báo cáo", "nothing_to_assess": "Không có nội dung đánh giá"}
PROVISIONAL = "BẢN TẠM. Bộ tiêu chí này chưa phải bản chính thức."
RULES = {"total": "theo tổng điểm", "total_and_groups": "theo tổng điểm và điểm tối thiểu từng nhóm"}


def total(unit: Mapping) -> str:
    """The total as it was rounded, with its two places: what is printed is what was compared (I4)."""
    return NONE if unit["total"] is None else _with_places(unit["total"])


def _with_places(text: str) -> str:
    whole, _dot, rest = text.partition(".")
    return f"{whole},{rest.rstrip('0').ljust(PLACES, '0')}"


def points(text: str | None) -> str:
    """Points with two places at most; none is a dash, never 0."""
    return NONE if text is None else format_number(Fraction(text), "vi")


def level_key(key: str | None, content: Mapping) -> str:
    """ "I", or the words for units below the lowest level."""
    return key if key is not None else content["set"]["below_lowest"]["vi"]


def level(key: str | None, content: Mapping) -> str:
    return f"Mức {key}" if key is not None else level_key(None, content)


def standing(unit: Mapping, content: Mapping) -> str:
    """The level, or why there is none (I10)."""
    return WITHOUT.get(unit["state"]) or level(unit["level"], content)


def is_listed(unit: Mapping) -> bool:
    """It has a total; else it reported nothing, or had nothing to be assessed on."""
    return unit["state"] not in WITHOUT


def document(row: Document | None, kind: str = "Quyết định") -> str:
    """ "Quyết định số … ngày …", dotted while there is none."""
    if row is None:
        return f"{kind} số {DOTS} ngày {DOTS} tháng {DOTS} năm {DOTS}"
    return f"{kind} số {row.number} ngày {in_words(row.date)}"


def approval(source: Source) -> str:
    return f"{document(source.decision)} của Ủy ban nhân dân tỉnh"


def counted(units: Iterable[Mapping], content: Mapping) -> list[tuple[str, int]]:
    """How many units have each level, in the levels' order; then those without one, and those without a total."""
    names = [*(row["key"] for row in content["set"]["levels"]), None]
    rows = list(units)
    found = [(level(key, content), sum(is_listed(row) and row["level"] == key for row in rows)) for key in names]
    return found + [(words, sum(row["state"] == state for row in rows)) for state, words in WITHOUT.items()]


def counted_in_words(units: Iterable[Mapping], content: Mapping) -> str:
    """ "3 đơn vị Mức I; 2 đơn vị Mức II"; nothing of what nobody has."""
    return (
        "; ".join(
            f"{number} đơn vị {name.lower() if name[:3] == 'Khô' else name}"
            for name, number in counted(units, content)
            if number
        )
        or "chưa có đơn vị nào"
    )


def tied(tier: Mapping) -> dict[str, list[str]]:
    """Unit -> names of the others that share its place (I7)."""
    found: dict[str, list[str]] = {}
    ranked = [unit for unit in tier["units"] if unit["position"] is not None]
    for unit in ranked:
        others = [row["name"]["vi"] for row in ranked if row["position"] == unit["position"] and row is not unit]
        if others:
            found[unit["unit"]] = others
    return found


def other_reading(unit: Mapping, content: Mapping) -> str:
    """Where Article 6 gives two levels, the one that the season's reading does not take (I2)."""
    if not unit["levels_differ"]:
        return ""
    if content["set"]["level_rule"] == "total":
        return f"Nếu xét cả điểm nhóm: {level(unit['level_groups'], content)}"
    return f"Nếu chỉ xét tổng điểm: {level(unit['level_total'], content)}"


def exempted(row: Mapping) -> str:
    """The written acceptance of what is not assessed."""
    day = date.fromisoformat(row["date"])
    return f"Văn bản số {row['number']} ngày {day:%d/%m/%Y}"


def names_of(tier: Mapping) -> dict[str, str]:
    """Code -> name of every component of the tier's form, parts included."""
    found: dict[str, str] = {}
    waiting = [line for group in tier["groups"] for line in group["components"]] + list(tier["adjustments"])
    while waiting:
        line = waiting.pop()
        found[line["code"]] = line["name"]["vi"]
        waiting += line["parts"]
    return found


def agency(duty: str, day: date) -> Unit | None:
    """Who has this duty on the day: 1 query."""
    row = UnitDuty.objects.filter(Dated.on(day), duty=duty).select_related("unit").order_by("-unit__order").first()
    return row.unit if row else None


def home_affairs(day: date) -> str:
    unit = agency(Duty.HOME_AFFAIRS, day)
    return unit.name_vi if unit else HOME_AFFAIRS


def committee_office(day: date) -> str:
    unit = agency(Duty.COMMITTEE_OFFICE, day)
    return unit.name_vi if unit else COMMITTEE_OFFICE


def fields(source: Source, *more: tuple[str, str]) -> Fields:
    """What every template of the dossier may say."""
    season = source.season
    shared = (
        ("nam", str(season.year)),
        ("quyet_dinh", instrument_of(season)),
        ("phe_duyet", document(source.decision)),
        ("ban_ket_qua", told(source)),
    )
    return (*shared, *more)


def told(source: Source) -> str:
    """Which result it is."""
    return "Dự thảo" if source.edition is None else f"Bản kết quả lần {source.edition.number}"


def marked(paper: Paper, source: Source, *, awaits_decision: bool = False, annexes: tuple[Annex, ...] = ()) -> Paper:
    """The paper with what has to be said on every page: a draft, a provisional set, an edition that no longer counts.

    `awaits_decision`: it is a draft until the result is approved."""
    is_draft = source.is_draft or (awaits_decision and not source.is_approved)
    made = drafted(paper, source.season, is_draft=is_draft, annexes=annexes)
    return replace(made, notices=(*_notices(source), *made.notices))


def drafted(paper: Paper, season: Season, *, is_draft: bool, annexes: tuple[Annex, ...] = ()) -> Paper:
    """With annexes and, where it is a draft, marked so on every page; a provisional set says that it is one."""
    marks = (*paper.marks, *((DRAFT,) if is_draft else ()))
    criteria = law(season.pinned_set)
    notices = paper.notices
    if criteria.status == "PROVISIONAL":
        notices = (*notices, criteria.notice.vi if criteria.notice else PROVISIONAL)
    return replace(paper, marks=marks, notices=notices, annexes=annexes)


def _notices(source: Source) -> Sequence[str]:
    found = []
    if source.is_taken_back:
        found.append(f"Bản kết quả lần {source.edition.number} đã được rút lại, không còn giá trị.")
    if source.replaced_by is not None:
        found.append(f"Kết quả này đã được thay thế theo {document(source.replaced_by.decision)}.")
    return found


def correction(source: Source) -> str:
    """What is corrected and why, for the paper's grounds; empty where nothing is."""
    if source.corrects is None:
        return ""
    before = source.corrects
    return (
        f"kết quả công bố lần {before.publication} theo {document(before.decision)} của Ủy ban nhân dân tỉnh "
        f"(lý do: {' '.join(source.reason.split()).rstrip('.')})"
    )


def received_by(paper: Paper, *recipients: str) -> Paper:
    """The paper with these recipients in place of the letterhead's: it is addressed to nobody above."""
    return replace(paper, foot=paper.foot and replace(paper.foot, recipients=recipients))
