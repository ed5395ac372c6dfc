"""A criteria set as text to read: what it rests on, its rules, and every component with its article."""

import textwrap
from collections.abc import Iterator

from thuocdo.regulation import Component, CriteriaSet, Form, Text, format_number
from thuocdo.regulation.model import Citation, Figure, Tier
from thuocdo.tables.published import PROVISIONAL
from thuocdo.tables.rules_in_words import rule_in_words

LINE = 110

LABELS = {
    "version": Text("Phiên bản", "Version"),
    "instrument": Text("Văn bản", "Instrument"),
    "replaced": Text("Được thay thế bởi", "Replaced by"),
    "period": Text("Kỳ số liệu", "Data period"),
    "total": Text("Điểm quy đổi", "Converted points"),
    "rounding": Text("Làm tròn", "Rounding"),
    "levels": Text("Mức độ", "Levels"),
    "max": Text("Điểm tối đa", "Maximum points"),
    "rule": Text("Cách chấm điểm", "Scoring rule"),
    "figures": Text("Số liệu báo cáo", "Figures"),
    "evidence": Text("Tài liệu kiểm chứng", "Evidence"),
    "guidance": Text("Hướng dẫn", "Guidance"),
    "collected": Text("Nguồn số liệu", "Collected from"),
    "verified": Text("Thẩm tra với", "Verified with"),
    "exemption": Text("Không đưa vào đánh giá khi", "May be exempt when"),
    "digest": Text("Mã băm SHA-256", "SHA-256 digest"),
}
FORM = Text(
    "{tier} · {form}: {groups} nhóm, {count} chỉ số thành phần, {max} điểm",
    "{tier} · {form}: {groups} groups, {count} components, {max} points",
)
ADJUSTMENTS = Text("Điểm thưởng, điểm trừ", "Bonus and deduction")
REPORT_BEFORE = Text("báo cáo gửi trước ngày {day}/{month}", "reports in before {day}/{month}")
PERIOD = Text("{from_} {from_year} đến {until} {until_year}", "{from_} of {from_year} to {until} of {until_year}")
YEARS = {-1: Text("năm trước", "the year before"), 0: Text("năm đánh giá", "the report year")}
OTHER_YEAR = Text("năm đánh giá {years:+d}", "the report year {years:+d}")
RESCALED = Text(
    "điểm thực hiện × {scale} / số điểm tối đa cần thực hiện", "points scored × {scale} / maximum to be done"
)
PLAIN_SUM = Text("tổng điểm thực hiện, không quy đổi", "the plain sum of points scored")
ROUNDED = {
    "half_up": Text("{places} chữ số thập phân, từ 5 làm tròn lên", "{places} places, half up"),
    "half_even": Text("{places} chữ số thập phân, nửa về số chẵn", "{places} places, half to even"),
    "none": Text("không làm tròn", "never"),
}
LEVEL = Text("{name}: từ {points} điểm", "{name}: from {points} points")
OF_GROUP = Text(", mỗi nhóm từ {ratio}% điểm tối đa", ", each group from {ratio}% of its maximum")
ANSWERED_BY = {
    "verifier": Text("Thẩm tra chấm", "scored by the verifier"),
    "council": Text("Hội đồng chấm", "scored by the council"),
}
BEST_PART = Text("lấy nội dung cao điểm nhất", "the best part counts")
SUM_OF_PARTS = Text("cộng các nội dung chấm", "the parts are added up")
AT_MOST = Text(", không lớn hơn {key}", ", at most {key}")
INTEGER = Text("số nguyên", "whole number")
DECIMAL = Text("số thập phân", "decimal")


def set_as_text(criteria_set: CriteriaSet, language: str, tier: str | None = None) -> Iterator[str]:
    """Lines of the whole set, or of one tier's form alone under the same heading."""
    yield from _heading(criteria_set, language)
    for code, form in criteria_set.forms.items():
        if tier in (None, code):
            yield ""
            yield from _form(criteria_set.tiers[code], form, language)


def summary(criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    """What a set holds, in a few lines: its forms and the digest that tells its versions apart."""
    yield f"{criteria_set.title.get(language)} ({criteria_set.id}, {criteria_set.version}, {criteria_set.status})"
    for code, form in criteria_set.forms.items():
        yield "- " + _form_title(criteria_set.tiers[code], form, language)
    yield f"{LABELS['digest'].get(language)}: {criteria_set.digest}"


def _heading(criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    provisional = f" · {PROVISIONAL.get(language)}" if criteria_set.status == "PROVISIONAL" else ""
    yield from textwrap.wrap(criteria_set.title.get(language) + provisional, LINE)
    if criteria_set.notice:
        yield from textwrap.wrap(criteria_set.notice.get(language), LINE)
    yield ""
    yield _labelled("version", f"{criteria_set.id}, {criteria_set.version}", language)
    yield from _instrument(criteria_set, language)
    yield from _rules(criteria_set, language)


def _instrument(criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    instrument = criteria_set.instrument
    issued = f"{instrument.number} · {instrument.date:%d/%m/%Y} · {instrument.issuer.get(language)}"
    yield _labelled("instrument", issued, language)
    for replacement in instrument.replaced_by:
        yield _labelled("replaced", f"{replacement.number} · {replacement.date:%d/%m/%Y}", language)


def _rules(criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    if criteria_set.period:
        yield _labelled("period", _period(criteria_set, language), language)
    scale = criteria_set.scale
    total = PLAIN_SUM if scale is None else RESCALED
    shown = total.get(language).format(scale="" if scale is None else format_number(scale, language, None))
    yield _labelled("total", shown, language)
    rounding = criteria_set.rounding
    rounded = ROUNDED[rounding.mode].get(language).format(places=rounding.places)
    yield _labelled("rounding", f"{rounded} [{_citation(rounding.cite, language)}]", language)
    if criteria_set.levels:
        yield _labelled("levels", "", language)
        yield from _levels(criteria_set, language)


def _period(criteria_set: CriteriaSet, language: str) -> str:
    period = criteria_set.period
    days = {"from_": f"{period.from_.day}/{period.from_.month}", "until": f"{period.until.day}/{period.until.month}"}
    years = {"from_year": _year(period.from_year, language), "until_year": _year(period.until_year, language)}
    return f"{PERIOD.get(language).format(**days, **years)} [{_citation(period.cite, language)}]"


def _year(years: int, language: str) -> str:
    return YEARS.get(years, OTHER_YEAR).get(language).format(years=years)


def _levels(criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    for level in criteria_set.levels:
        line = LEVEL.get(language).format(
            name=level.name.get(language), points=format_number(level.from_, language, None)
        )
        if level.group_ratio is not None:
            line += OF_GROUP.get(language).format(ratio=format_number(100 * level.group_ratio, language, None))
        yield f"  - {line} [{_citation(level.cite, language)}]"


def _form_title(tier: Tier, form: Form, language: str) -> str:
    return FORM.get(language).format(
        tier=tier.name.get(language),
        form=tier.form_name.get(language),
        groups=len(form.groups),
        count=len(form.components),
        max=format_number(form.max, language, None),
    )


def _form(tier: Tier, form: Form, language: str) -> Iterator[str]:
    title = _form_title(tier, form, language)
    yield title
    yield "=" * len(title)
    if tier.report_before:
        day, month = tier.report_before.day, tier.report_before.month
        yield f"{REPORT_BEFORE.get(language).format(day=day, month=month)} [{_citation(tier.cite, language)}]"
    for group in form.groups:
        yield ""
        points, cite = format_number(group.max, language, None), _citation(group.cite, language)
        yield f"{group.code}. {group.name.get(language)} · {points} [{cite}]"
        for component in group.components:
            yield ""
            yield from _component(component, language, "  ")
    if form.adjustments:
        yield from ("", ADJUSTMENTS.get(language))
    for adjustment in form.adjustments:
        yield from _component(adjustment.component, language, "  ")


def _component(component: Component, language: str, indent: str) -> Iterator[str]:
    by = f" · {ANSWERED_BY[component.answered_by].get(language)}" if component.answered_by in ANSWERED_BY else ""
    points = format_number(component.max, language, None)
    yield from _wrapped(f"{component.code} {component.name.get(language)} · {points}{by}", indent)
    inner = indent + "  "
    if component.parts:
        combined = BEST_PART if component.combine == "best" else SUM_OF_PARTS
        yield from _wrapped(_labelled("rule", combined.get(language), language), inner)
    else:
        first, *others = rule_in_words(component, language)
        yield from _wrapped(_labelled("rule", first, language), inner)
        for line in others:
            yield from _wrapped(line, inner + "  ")
    yield from _asked(component, language, inner)
    yield from _wrapped(f"[{_citation(component.cite, language)}]", inner)
    for part in component.parts:
        yield from _component(part, language, inner)


def _asked(component: Component, language: str, indent: str) -> Iterator[str]:
    if component.figures:
        yield f"{indent}{LABELS['figures'].get(language)}:"
    for figure in component.figures:
        yield from _wrapped("- " + _figure(figure, language), indent + "  ")
    if component.evidence:
        evidence = "; ".join(text.get(language) for text in component.evidence)
        yield from _wrapped(_labelled("evidence", evidence, language), indent)
    told = {
        "guidance": component.guidance,
        "collected": component.collected_from,
        "verified": component.verified_with,
        "exemption": component.exemption_hint,
    }
    for label, text in told.items():
        if text:
            yield from _wrapped(_labelled(label, text.get(language), language), indent)


def _figure(figure: Figure, language: str) -> str:
    kind = INTEGER if figure.type == "integer" else DECIMAL
    at_most = AT_MOST.get(language).format(key=figure.at_most) if figure.at_most else ""
    unit = figure.unit.get(language)
    return f"{figure.key}: {figure.name.get(language)} ({unit}, {kind.get(language)}{at_most})"


def _citation(citation: Citation, language: str) -> str:
    text = citation.text.get(language)
    return f"{text} ({citation.note})" if citation.note else text


def _labelled(label: str, text: str, language: str) -> str:
    return f"{LABELS[label].get(language)}: {text}".rstrip()


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, LINE, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)
