"""How points are earned, in words: every scoring kind of a criteria set as lines that an officer can read."""

from functools import singledispatch

from thuocdo.regulation import Component, Text, format_number
from thuocdo.regulation.model import Band, Checklist, Choice, Measure, Option, Points, Ratio, Survey, Tiers

RATIO_SCALED = Text(
    "{of} / {to}: từ {full}% trở lên được {max} điểm; thấp hơn được {max} × tỷ lệ / {full}%",
    "{of} / {to}: {max} points from {full}% up; below that {max} × the share / {full}%",
)
RATIO_PLAIN = Text(
    "{of} / {to}: từ {full}% trở lên được {max} điểm; thấp hơn được {max} × tỷ lệ",
    "{of} / {to}: {max} points from {full}% up; below that {max} × the share",
)
ZERO_BELOW = Text(
    "mẫu số bằng 0: 0 điểm và gợi ý đề nghị không đánh giá",
    "0 below the line: 0 points, and an exemption request is suggested",
)
BANDS_OF = Text("theo {of}:", "by {of}:")
BANDS_OF_SHARE = Text("theo tỷ lệ {of} / {to}:", "by the share {of} / {to}:")
BAND = Text("từ {from_} trở lên: {points} điểm", "from {from_} up: {points} points")
CHOICE = Text("chọn một phương án (level):", "one of the levels (level):")
CHECKLIST = Text("cộng điểm các mục đạt:", "points of the items that are met, added up:")
OPTION = Text("{key}: {name}: {points} điểm", "{key}: {name}: {points} points")
MEASURE = Text(
    "{of}: {worst} được 0 điểm, {best} được {max} điểm, ở giữa tính theo tỷ lệ",
    "{of}: {worst} earns 0 points, {best} earns {max}, in between in proportion",
)
PEERS = Text("mức tốt nhất của cấp", "the best of the tier")
POINTS = Text("chấm điểm trực tiếp, từ 0 đến {max} (points)", "points stated directly, 0 to {max} (points)")
SURVEY = Text(
    "điều tra xã hội học: {of} / {full} × {max}, cần ít nhất {min_sample} phiếu hợp lệ ({sample})",
    "survey: {of} / {full} × {max}, with at least {min_sample} valid responses ({sample})",
)


def rule_in_words(component: Component, language: str) -> list[str]:
    """The rule of one leaf; its first line states it, the others list bands, levels or items."""
    return _lines(component.score, component, language)


@singledispatch
def _lines(score: object, component: Component, language: str) -> list[str]:
    raise TypeError(f"no words for the scoring kind of {component.code}: {type(score).__name__}")


@_lines.register
def _ratio(score: Ratio, component: Component, language: str) -> list[str]:
    words = RATIO_SCALED if score.below == "scaled" else RATIO_PLAIN
    line = words.get(language).format(
        of=score.of,
        to=score.to,
        full=format_number(100 * score.full, language, None),
        max=format_number(component.max, language, None),
    )
    return [line, *_zero(score.zero, language)]


@_lines.register
def _tiers(score: Tiers, component: Component, language: str) -> list[str]:
    words = BANDS_OF_SHARE if score.to else BANDS_OF
    bands = [_band(band, "%" if score.to else "", language) for band in score.bands]
    zero = _zero(score.zero, language) if score.to else []
    return [words.get(language).format(of=score.of, to=score.to), *bands, *zero]


def _band(band: Band, sign: str, language: str) -> str:
    start, points = format_number(band.from_, language, None), format_number(band.points, language, None)
    return "- " + BAND.get(language).format(from_=start + sign, points=points)


def _zero(zero: str, language: str) -> list[str]:
    return [ZERO_BELOW.get(language)] if zero == "propose_exemption" else []


@_lines.register
def _choice(score: Choice, component: Component, language: str) -> list[str]:
    return [CHOICE.get(language), *(_option(level, language) for level in score.levels)]


@_lines.register
def _checklist(score: Checklist, component: Component, language: str) -> list[str]:
    return [CHECKLIST.get(language), *(_option(item, language) for item in score.items)]


def _option(option: Option, language: str) -> str:
    points = format_number(option.points, language, None)
    return "- " + OPTION.get(language).format(key=option.key, name=option.name.get(language), points=points)


@_lines.register
def _measure(score: Measure, component: Component, language: str) -> list[str]:
    best = PEERS.get(language) if score.best is None else format_number(score.best, language, None)
    words = {"worst": format_number(score.worst, language, None), "max": format_number(component.max, language, None)}
    return [MEASURE.get(language).format(of=score.of, best=best, **words)]


@_lines.register
def _points(score: Points, component: Component, language: str) -> list[str]:
    return [POINTS.get(language).format(max=format_number(component.max, language, None))]


@_lines.register
def _survey(score: Survey, component: Component, language: str) -> list[str]:
    words = {"full": format_number(score.full, language, None), "max": format_number(component.max, language, None)}
    line = SURVEY.get(language).format(of=score.of, sample=score.sample, min_sample=score.min_sample, **words)
    return [line]
