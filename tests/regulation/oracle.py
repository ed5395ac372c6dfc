"""An independent, naive reading of the regulation, against which the real one is held.

Written from REGULATION's text and the settings' names, not from the code: one long look at one unit at a time, plain
Fractions, no sharing. It knows the criteria set as data only.
"""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction

getcontext().prec = 400


def points_of(line, unit, best):
    """(points or None, maximum still to be done) of a component or part."""
    if line.code in unit.exempt:
        return None, Fraction(0)
    if line.parts:
        inside = [points_of(part, unit, best) for part in line.parts]
        known = [points for points, _ in inside if points is not None]
        maxima = [maximum for _, maximum in inside]
        if line.combine == "sum":
            return (sum(known) if known else None), sum(maxima)
        return (max(known) if known else None), max(maxima)
    return leaf_points(line, unit.answers.get(line.code), best.get(line.code)), line.max


def leaf_points(line, answer, best):
    if answer is None:
        return None
    if answer.settled is not None:
        return answer.settled
    values, rule = answer.values, line.score
    try:
        return getattr(_Rules, rule.kind)(rule, line.max, values, best)
    except KeyError:
        return None


class _Rules:
    @staticmethod
    def ratio(rule, maximum, values, best):
        a, b = Fraction(values[rule.of]), Fraction(values[rule.to])
        if b == 0:
            return Fraction(0)
        percentage = a / b * 100
        if percentage >= rule.full * 100:
            return maximum
        return maximum * percentage / 100 / (rule.full if rule.below == "scaled" else 1)

    @staticmethod
    def tiers(rule, maximum, values, best):
        value = Fraction(values[rule.of])
        if rule.to is not None:
            if values[rule.to] == 0:
                return Fraction(0)
            value = value / values[rule.to] * 100
        reached = [band for band in rule.bands if band.from_ <= value]
        return max(reached, key=lambda band: band.from_).points

    @staticmethod
    def choice(rule, maximum, values, best):
        return {level.key: level.points for level in rule.levels}[values["level"]]

    @staticmethod
    def checklist(rule, maximum, values, best):
        given = {item.key for item in rule.items} & set(values)
        if not given:
            return None
        return sum((item.points for item in rule.items if item.key in given and values[item.key]), Fraction(0))

    @staticmethod
    def measure(rule, maximum, values, best):
        value, top = Fraction(values[rule.of]), rule.best if rule.best is not None else best
        if top == rule.worst:
            return Fraction(0)
        reached = maximum * (value - rule.worst) / (top - rule.worst)
        return sorted([Fraction(0), reached, maximum])[1]

    @staticmethod
    def points(rule, maximum, values, best):
        return Fraction(values["points"])

    @staticmethod
    def survey(rule, maximum, values, best):
        if values[rule.sample] < rule.min_sample:
            return None
        return min(maximum, maximum * Fraction(values[rule.of]) / rule.full)


def best_values(form, units):
    """Best value by code of every line measured against peers, over units that reported and are not exempt."""
    best = {}
    for top in [*form.components, *(extra.component for extra in form.adjustments)]:
        for line, path in _paths(top, ()):
            if line.parts or line.score.kind != "measure" or line.score.best is not None:
                continue
            for unit in units:
                answer = unit.answers.get(line.code)
                silent = unit.not_reported is not None or answer is None or line.score.of not in answer.values
                if silent or set(path) & set(unit.exempt):
                    continue
                value = Fraction(answer.values[line.score.of])
                best[line.code] = value if line.code not in best else max(best[line.code], value)
    return best


def _paths(line, above):
    path = (*above, line.code)
    yield line, path
    for part in line.parts:
        yield from _paths(part, path)


def round_to(value, rounding):
    if rounding.mode == "none":
        return value
    how = ROUND_HALF_UP if rounding.mode == "half_up" else ROUND_HALF_EVEN
    scaled = value * 10**rounding.places
    # A decimal cannot hold every fraction: round the doubled, truncated value, which keeps ties and sides of ties.
    halves = Decimal(int(scaled * 2)) + (0 if (scaled * 2).denominator == 1 else Decimal("0.5"))
    return Fraction((halves / 2).quantize(Decimal(1), rounding=how)) / 10**rounding.places


def outcome(criteria_set, unit, best):
    """Everything that is to be known of one unit but its position, as a dict; None where it has no total."""
    form = criteria_set.forms[unit.tier]
    scored, done, groups = Fraction(0), Fraction(0), {}
    for group in form.groups:
        rows = [points_of(component, unit, best) for component in group.components]
        own = sum((points or Fraction(0) for points, _ in rows), Fraction(0))
        to_do = sum((maximum for _, maximum in rows), Fraction(0))
        shown = round_to(own, criteria_set.rounding) if criteria_set.rounding.at == "every" else own
        groups[group.code] = (own, to_do, group.max, shown)
        scored += shown
        done += to_do
    if done == 0:
        return None
    total = scored if criteria_set.scale is None else scored * criteria_set.scale / done
    shift = Fraction(0)
    for extra in form.adjustments:
        points, _ = points_of(extra.component, unit, best)
        shift += (points or 0) * (1 if extra.sign == "bonus" else -1)
    ceiling = criteria_set.scale if criteria_set.scale is not None else form.max
    if form.adjustments:
        total = sorted([Fraction(0), total + shift, ceiling])[1]
    rounded = round_to(total, criteria_set.rounding)
    return {
        "scored": scored,
        "done": done,
        "raw": total,
        "total": rounded,
        "level_total": level_of(criteria_set, rounded, None, None),
        "level_groups": level_of(criteria_set, rounded, groups, scored / done),
    }


def level_of(criteria_set, total, groups, percent):
    for level in sorted(criteria_set.levels, key=lambda level: level.from_, reverse=True):
        if total >= level.from_ and (groups is None or all_minima(criteria_set, level, groups, percent)):
            return level.key
    return None


def all_minima(criteria_set, level, groups, percent):
    for own, to_do, maximum, _ in groups.values():
        if criteria_set.rules.group_minima == "own":
            if own < level.group_ratio * to_do:
                return False
        elif own + (maximum - to_do) * percent < level.group_ratio * maximum:
            return False
    return True


def position_of(total, totals):
    """One more than the number of strictly better units."""
    return 1 + sum(1 for other in totals if other > total)
