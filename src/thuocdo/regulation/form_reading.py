"""Reads the groups as one complete form of a tier: overrides expanded, maxima and counts held against each other.

Each form is read whole from the same files, so a fault of the common text is met once a form and kept once.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from .kind_reading import Ground, read_score
from .model import Adjustment, Citation, Component, Figure, Form, Group, Public, Score, Tier
from .numbers import ZERO, sum_exactly
from .reading import Entry, readable
from .scoring import needed_keys

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PUBLIC = ("points", "group", "none")
_RESERVED = ("level", "points")


class FormReader:
    """Reads the form of one tier; codes are unique within it."""

    def __init__(self, tier: Tier, forms: tuple[str, ...], cite: Citation) -> None:
        self._tier = tier
        self._forms = forms
        self._cite = cite
        self._codes: set[str] = set()
        self._groups: set[str] = set()
        self.meant: dict[str, list[tuple[Figure, Entry]]] = {}  # meaning -> the figures that have it, and where

    def read(self, groups: tuple[Entry, ...], adjustments: tuple[Entry, ...]) -> Form:
        read_groups = tuple(self._group(entry) for entry in groups)
        extras = tuple(self._adjustment(entry) for entry in adjustments)
        maxima = [group.max for group in read_groups]
        return Form(self._tier.code, self._tier.form, read_groups, extras, _sum(maxima))

    def _group(self, entry: Entry) -> Group:
        cite = entry.cited(self._cite)
        code = _unique(entry, self._groups)
        maximum = entry.number("max")
        public: Public = entry.one_of("public", _PUBLIC, "points")
        components = tuple(self._component(inner, cite, public) for inner in entry.mappings("components"))
        if entry.has("count") and entry.whole("count") != len(components):
            entry.fault("wrong_count", "count", found=len(components), count=entry.whole("count"))
        _check_sum(entry, code, maximum, components)
        group = Group(code, entry.words("name"), entry.maybe_words("table_name"), maximum, public, components, cite)
        entry.close()
        return group

    def _adjustment(self, entry: Entry) -> Adjustment:
        """An adjustment is read like a component, with its sign."""
        sign = entry.one_of("sign", ("bonus", "deduct"))
        return Adjustment(sign, self._component(entry, self._cite, "points", extra=("sign",)))

    def _component(
        self, base: Entry, inherited: Citation, group_public: Public, extra: tuple[str, ...] = ()
    ) -> Component:
        entry = self._expanded(base)
        for key in extra:
            entry.has(key)
        cite = entry.cited(inherited)
        code, maximum = _unique(entry, self._codes), entry.number("max")
        public: Public = entry.one_of("public", _PUBLIC, group_public)
        figures = _figures(entry, cite)
        self._note_meanings(entry, figures)
        score = self._score(entry, Ground(maximum, {figure.key: figure for figure in figures}, cite))
        parts = tuple(self._component(part, cite, public) for part in entry.mappings("parts", required=False))
        component = Component(
            code=code,
            name=entry.words("name"),
            max=maximum,
            figures=_with_scored(figures, score),
            evidence=entry.word_list("evidence"),
            guidance=entry.maybe_words("guidance"),
            collected_from=entry.maybe_words("collected_from"),
            verified_with=entry.maybe_words("verified_with"),
            exemption_hint=entry.maybe_words("exemption_hint"),
            answered_by=entry.one_of("answered_by", ("unit", "verifier", "council"), "unit"),
            public=public,
            score=score,
            parts=parts,
            combine=entry.one_of("combine", ("sum", "best"), "sum"),
            cite=cite,
        )
        _check_parts(entry, component)
        entry.close()
        return component

    def _note_meanings(self, entry: Entry, figures: tuple[Figure, ...]) -> None:
        for figure, place in zip(figures, entry.mappings("figures", required=False), strict=True):
            if figure.meaning is not None:
                self.meant.setdefault(figure.meaning, []).append((figure, place))

    def _score(self, entry: Entry, ground: Ground) -> Score | None:
        if entry.has("score") == entry.has("parts"):
            entry.fault("score_or_parts")
        if not entry.has("score"):
            return None
        inner = entry.mapping("score")
        return None if inner is None else read_score(inner, ground)

    def _expanded(self, base: Entry) -> Entry:
        """The component as this form has it: the override's keys in place of the common ones."""
        if not base.has("forms"):
            return base
        forms = base.mapping("forms")
        own: Entry | None = None
        for form, override in forms.entries() if forms is not None else ():
            self._check_override(forms, form, override)
            own = override if form == self._tier.form else own
        if own is None:
            return base.without("forms")
        replaced = ("parts", "combine") if own.has("score") else ("score",) if own.has("parts") else ()
        return base.without("forms", *replaced).overridden_by(own)

    def _check_override(self, forms: Entry | None, form: str, override: Entry) -> None:
        if forms is not None and form not in self._forms:
            forms.fault("unknown_form", form, form=form, known=self._forms)
        for fixed in ("code", "max", "forms"):
            if override.has(fixed):
                override.fault("cannot_override", fixed, name=fixed)


def check_meanings(readers: Iterable[FormReader]) -> None:
    """A meaning joins at least two figures of one form, counted in the same unit; a lone one is a slip of the pen."""
    meant = [(meaning, places) for reader in readers for meaning, places in reader.meant.items()]
    shared = {meaning for meaning, places in meant if len(places) > 1}
    for meaning, places in meant:
        (first, place), *others = places
        if meaning not in shared:
            place.fault("meaning_alone", "meaning", meaning=meaning)
        for figure, other in others:
            if (figure.unit, figure.type) != (first.unit, first.type):
                other.fault("meaning_differs", "meaning", meaning=meaning)


def _unique(entry: Entry, used: set[str]) -> str:
    code = entry.text("code")
    if code and not _CODE.fullmatch(code):
        entry.fault("bad_code", "code", code=code)
    if code in used:
        entry.fault("duplicate_code", "code", code=code)
    used.add(code)
    return code


def _figures(entry: Entry, cite: Citation) -> tuple[Figure, ...]:
    inner = entry.mappings("figures", required=False)
    figures = tuple(_figure(figure, cite) for figure in inner)
    used = set(_RESERVED)
    keys = {figure.key for figure in figures}
    for figure, place in zip(figures, inner, strict=True):
        if figure.key in used:
            place.fault("key_taken", "key", name=figure.key)
        used.add(figure.key)
        if figure.at_most == figure.key:
            place.fault("at_most_itself", "at_most", figure=figure.key)
        elif figure.at_most is not None and figure.at_most not in keys:
            place.fault("no_such_figure", "at_most", name="at_most", figure=figure.at_most, known=tuple(sorted(keys)))
    return figures


def _figure(entry: Entry, inherited: Citation) -> Figure:
    least = entry.number("min", ZERO, least=None)
    most = entry.number("max", least=None) if entry.has("max") else None
    if most is not None and readable(least, most) and least > most:
        entry.fault("min_above_max", "min")
    figure = Figure(
        key=entry.text("key"),
        name=entry.words("name"),
        unit=entry.words("unit"),
        type=entry.one_of("type", ("integer", "decimal")),
        at_most=entry.text("at_most") if entry.has("at_most") else None,
        min=least,
        max=most,
        scored=False,
        cite=entry.cited(inherited),
        meaning=entry.text("meaning") if entry.has("meaning") else None,
    )
    entry.close()
    return figure


def _with_scored(figures: tuple[Figure, ...], score: Score | None) -> tuple[Figure, ...]:
    """Which figures earn points follows from the rule; the others are kept for monitoring."""
    used = needed_keys(score)
    return tuple(replace(figure, scored=figure.key in used) for figure in figures)


def _check_parts(entry: Entry, component: Component) -> None:
    """Parts add up to the maximum; of alternatives, the best reaches it and none exceeds it."""
    maxima = [part.max for part in component.parts]
    if not maxima or not readable(component.max, *maxima):
        return
    if component.combine == "sum":
        if sum_exactly(maxima) != component.max:
            entry.fault("wrong_sum", "max", inside=component.code, sum=sum_exactly(maxima), max=component.max)
        return
    for part in component.parts:
        if part.max > component.max:
            entry.fault("part_above", "parts", code=part.code, part=part.max, max=component.max)
    if max(maxima) < component.max:
        entry.fault("best_below", "parts", best=max(maxima), max=component.max)


def _check_sum(entry: Entry, code: str, maximum: Fraction, components: tuple[Component, ...]) -> None:
    maxima = [component.max for component in components]
    if readable(maximum, *maxima) and sum_exactly(maxima) != maximum:
        entry.fault("wrong_sum", "max", inside=code, sum=sum_exactly(maxima), max=maximum)


def _sum(maxima: list[Fraction]) -> Fraction:
    return sum_exactly(maxima) if readable(*maxima) else Fraction(0)
