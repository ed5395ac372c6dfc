"""Reads everything of a set but its groups: instrument, period, tiers, total, rounding, levels, rules."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .kind_reading import check_descending
from .model import Citation, Instrument, Level, MonthDay, OtherInstrument, Period, Rounding, Rules, Text, Tier
from .reading import Entry, readable


@dataclass(frozen=True, slots=True)
class TotalRule:
    """`scale` None is the plain sum; `max` and `count`, where stated, are held against every form."""

    scale: Fraction | None
    max: Fraction | None
    count: int | None


def read_instrument(head: Entry, inherited: Citation) -> Instrument:
    entry = head.mapping("instrument")
    if entry is None:
        return Instrument("", date.min, Text("", ""), (), (), (), inherited)
    instrument = Instrument(
        number=entry.text("number"),
        date=entry.date("date"),
        issuer=entry.words("issuer"),
        replaces=_others(entry, "replaces"),
        replaced_by=_others(entry, "replaced_by"),
        based_on=_others(entry, "based_on"),
        cite=entry.cited(inherited),
    )
    entry.close()
    return instrument


def _others(entry: Entry, key: str) -> tuple[OtherInstrument, ...]:
    others = []
    for inner in entry.mappings(key, required=False):
        others.append(OtherInstrument(inner.text("number"), inner.date("date"), inner.note_words("note")))
        inner.close()
    return tuple(others)


def read_period(head: Entry, inherited: Citation) -> Period | None:
    """The data period; a set without one is a ranking without a calendar."""
    entry = head.mapping("period", required=False)
    if entry is None:
        return None
    cite = entry.cited(inherited)
    first, until = _day(entry, "from"), _day(entry, "until")
    period = Period(first, _years(entry, "from_year"), until, _years(entry, "until_year"), cite)
    if (period.from_year, first.month, first.day) >= (period.until_year, until.month, until.day):
        entry.fault("period_order", "until")
    entry.close()
    return period


def _day(entry: Entry, key: str) -> MonthDay:
    day = entry.day(key)
    if day is None and not entry.has(key):
        entry.fault("missing_key", name=key)
    return day or MonthDay(1, 1)


def _years(entry: Entry, key: str) -> int:
    return entry.whole(key, 0, least=-10, most=10)


def read_tiers(head: Entry, inherited: Citation) -> dict[str, Tier]:
    """Tiers in the order of publication."""
    tiers: dict[str, Tier] = {}
    outer = head.mapping("tiers")
    for code, entry in outer.entries() if outer is not None else ():
        tiers[code] = Tier(
            code=code,
            name=entry.words("name"),
            form=entry.text("form"),
            form_name=entry.words("form_name"),
            report_before=entry.day("report_before"),
            cite=entry.cited(inherited),
        )
        entry.close()
    if outer is not None and not tiers:
        head.fault("empty_list", "tiers", name="tiers")
    return tiers


def read_total(head: Entry, inherited: Citation) -> TotalRule:
    entry = head.mapping("total")
    if entry is None:
        return TotalRule(None, None, None)
    entry.cited(inherited)
    entry.one_of("unanswered", ("zero",), "zero")
    scaled = entry.has("scale") and entry.text("scale") != "none"
    rule = TotalRule(
        scale=entry.number("scale") if scaled else None,
        max=entry.number("max") if entry.has("max") else None,
        count=entry.whole("count") if entry.has("count") else None,
    )
    if rule.scale == 0:
        entry.fault("number_outside", "scale", name="scale", value=rule.scale, least="> 0", most="∞")
    entry.close()
    return rule


def read_rounding(head: Entry, inherited: Citation) -> Rounding:
    entry = head.mapping("rounding")
    if entry is None:
        return Rounding(0, "none", "total", inherited)
    mode = entry.one_of("mode", ("half_up", "half_even", "none"))
    places = entry.whole("places", 0 if mode == "none" else None, most=20)
    rounding = Rounding(places, mode, entry.one_of("at", ("total", "every"), "total"), entry.cited(inherited))
    entry.close()
    return rounding


def read_levels(head: Entry, inherited: Citation, most: Fraction | None) -> tuple[Level, ...]:
    """The levels from the highest down; a set may have none. `most`: the highest total there is."""
    entries = head.mappings("levels")
    levels = tuple(_level(entry, inherited, most) for entry in entries)
    check_descending(entries, [level.from_ for level in levels])
    _check_keys(entries, levels)
    _check_group_ratios(entries, levels)
    return levels


def _level(entry: Entry, inherited: Citation, most: Fraction | None) -> Level:
    level = Level(
        key=entry.text("key"),
        name=entry.words("name"),
        from_=entry.number("from", most=most),
        group_ratio=entry.number("group_ratio", most=Fraction(1)) if entry.has("group_ratio") else None,
        cite=entry.cited(inherited),
    )
    entry.close()
    return level


def _check_keys(entries: tuple[Entry, ...], levels: tuple[Level, ...]) -> None:
    used: set[str] = set()
    for entry, level in zip(entries, levels, strict=True):
        if level.key in used:
            entry.fault("duplicate_code", "key", code=level.key)
        used.add(level.key)


def _check_group_ratios(entries: tuple[Entry, ...], levels: tuple[Level, ...]) -> None:
    ratios = [level.group_ratio for level in levels]
    stated = [ratio for ratio in ratios if ratio is not None]
    if stated and len(stated) != len(ratios):
        entries[ratios.index(None)].fault("some_group_ratios")
    if len(stated) != len(ratios) or not readable(*stated):
        return
    for entry, above, ratio in zip(entries[1:], stated, stated[1:], strict=False):
        if ratio > above:
            entry.fault("ratio_order", "group_ratio")


def read_below_lowest(head: Entry, inherited: Citation, levels: tuple[Level, ...]) -> Text | None:
    """The name of what lies below the lowest level; needed where a total can lie there."""
    entry = head.mapping("below_lowest", required=False)
    if entry is None:
        if levels and levels[-1].from_ > 0:
            head.fault("no_below_lowest", "levels", **{"from": levels[-1].from_})
        return None
    entry.cited(inherited)
    name = entry.words("name")
    entry.close()
    return name


def read_rules(head: Entry, inherited: Citation, levels: tuple[Level, ...]) -> Rules:
    entry = head.mapping("rules")
    if entry is None:
        return Rules("total", "own", "listed", "shared", inherited)
    rules = Rules(
        level=entry.one_of("level", ("total", "total_and_groups")),
        group_minima=entry.one_of("group_minima", ("own", "credited")),
        below_lowest=entry.one_of("below_lowest", ("listed", "numbered")),
        ties=entry.one_of("ties", ("shared",)),
        cite=entry.cited(inherited),
    )
    if rules.level == "total_and_groups" and all(level.group_ratio is None for level in levels):
        entry.fault("no_minima", "level")
    entry.close()
    return rules
