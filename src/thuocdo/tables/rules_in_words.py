"""How points are earned, in words: every scoring kind of a criteria set as lines that an officer can read."""

from fractions import Fraction
from functools import singledispatch
from typing import NamedTuple

from thuocdo.regulation import Component, Text, format_number
from thuocdo.regulation.model import Band, Checklist, Choice, Measure, Option, Points, Ratio, Survey, Tiers

RATIO_SCALED = Text(
    "{of} / {to}: từ {full}% trở lên được {max} điểm; thấp hơn được {max} × tỷ lệ / {full}%",
    "{of} / {to}: the maximum of {max} from {full}% up; below that {max} × the share / {full}%",
)
RATIO_PLAIN = Text(
    "{of} / {to}: từ {full}% trở lên được {max} điểm; thấp hơn được {max} × tỷ lệ",
    "{of} / {to}: the maximum of {max} from {full}% up; below that {max} × the share",
)
ZERO_BELOW = Text(
    "mẫu số bằng 0: 0 điểm và gợi ý đề nghị không đánh giá",
    "a denominator of 0: 0 points, and an exemption request is suggested",
)
BANDS_OF = Text("theo {of}:", "by {of}:")
BANDS_OF_SHARE = Text("theo tỷ lệ {of} / {to}:", "by the share {of} / {to}:")
BAND = Text("từ {from_} trở lên: {points} điểm", "from {from_} up: {points} of {max}")
BELOW = Text("dưới {below}: {points} điểm", "below {below}: {points} of {max}")
CHOICE = Text("chọn một phương án{key}:", "one of the levels{key}:")
CHECKLIST = Text("cộng điểm các mục đạt:", "points of the items that are met, added up:")
OPTION = Text("{key}{name}: {points} điểm", "{key}{name}: {points} of {max}")
MEASURE = Text(
    "{of}: {worst} được 0 điểm, {best} được {max} điểm, ở giữa tính theo tỷ lệ",
    "{of}: {worst} earns 0 points, {best} earns {max}, in between in proportion",
)
PEERS = Text("mức tốt nhất của cấp", "the best of the tier")
POINTS = Text("chấm điểm trực tiếp, từ 0 đến {max}{key}", "points stated directly, 0 to {max}{key}")
SURVEY = Text(
    "điều tra xã hội học: {of} / {full} × {max}, cần ít nhất {min_sample} phiếu hợp lệ{key}",
    "survey: {of} / {full} × {max}, with at least {min_sample} valid responses{key}",
)


class _Speech(NamedTuple):
    """In which language, and whether figures, items and levels go by the keys of a table of answers or by name."""

    component: Component
    language: str
    keyed: bool

    def say(self, text: Text, **words: object) -> str:
        return text.get(self.language).format(max=self.number(self.component.max), **words)

    def number(self, value: Fraction | int) -> str:
        return format_number(value, self.language, None)

    def figure(self, key: str | None) -> str:
        if self.keyed or key is None:
            return str(key)
        return f"“{self.component.figure(key).name.get(self.language)}”"

    def aside(self, key: str) -> str:
        return f" ({key})" if self.keyed else ""


def rule_in_words(component: Component, language: str, *, keyed: bool = True) -> list[str]:
    """The rule of one leaf; its first line states it, the others ("- …") list bands, levels or items.

    `keyed`: figures, items and levels by the keys that a table of answers uses; False: by name, for a page.
    """
    return _lines(component.score, _Speech(component, language, keyed))


@singledispatch
def _lines(score: object, speech: _Speech) -> list[str]:
    raise TypeError(f"no words for the scoring kind of {speech.component.code}: {type(score).__name__}")


@_lines.register
def _ratio(score: Ratio, speech: _Speech) -> list[str]:
    words = RATIO_SCALED if score.below == "scaled" else RATIO_PLAIN
    names = {"of": speech.figure(score.of), "to": speech.figure(score.to)}
    return [speech.say(words, full=speech.number(100 * score.full), **names), *_zero(score.zero, speech)]


@_lines.register
def _tiers(score: Tiers, speech: _Speech) -> list[str]:
    words = BANDS_OF_SHARE if score.to else BANDS_OF
    above = [None, *(band.from_ for band in score.bands)]
    sign = "%" if score.to else ""
    bands = [_band(band, bound, sign, speech) for band, bound in zip(score.bands, above, strict=False)]
    zero = _zero(score.zero, speech) if score.to else []
    return [speech.say(words, of=speech.figure(score.of), to=speech.figure(score.to)), *bands, *zero]


def _band(band: Band, above: Fraction | None, sign: str, speech: _Speech) -> str:
    """`above`: where the next higher band begins; of the lowest, from 0, people say "below 50%"."""
    if above is not None and not band.from_:
        return "- " + speech.say(BELOW, below=speech.number(above) + sign, points=speech.number(band.points))
    return "- " + speech.say(BAND, from_=speech.number(band.from_) + sign, points=speech.number(band.points))


def _zero(zero: str, speech: _Speech) -> list[str]:
    return [speech.say(ZERO_BELOW)] if zero == "propose_exemption" else []


@_lines.register
def _choice(score: Choice, speech: _Speech) -> list[str]:
    return [speech.say(CHOICE, key=speech.aside("level")), *(_option(level, speech) for level in score.levels)]


@_lines.register
def _checklist(score: Checklist, speech: _Speech) -> list[str]:
    return [speech.say(CHECKLIST), *(_option(item, speech) for item in score.items)]


def _option(option: Option, speech: _Speech) -> str:
    key = f"{option.key}: " if speech.keyed else ""
    name = option.name.get(speech.language)
    return "- " + speech.say(OPTION, key=key, name=name, points=speech.number(option.points))


@_lines.register
def _measure(score: Measure, speech: _Speech) -> list[str]:
    best = speech.say(PEERS) if score.best is None else speech.number(score.best)
    return [speech.say(MEASURE, of=speech.figure(score.of), worst=speech.number(score.worst), best=best)]


@_lines.register
def _points(score: Points, speech: _Speech) -> list[str]:
    return [speech.say(POINTS, key=speech.aside("points"))]


@_lines.register
def _survey(score: Survey, speech: _Speech) -> list[str]:
    words = {"full": speech.number(score.full), "min_sample": score.min_sample, "key": speech.aside(score.sample)}
    return [speech.say(SURVEY, of=speech.figure(score.of), **words)]
