"""Article 5.3: what is accepted in writing as not to be done leaves sum and maximum; the rest is rescaled (I3)."""

from fractions import Fraction

from .numbers import proportion


def converted_total(scored: Fraction, done_max: Fraction, scale: Fraction | None) -> Fraction:
    """Total = S x scale / M; without a scale the plain sum. `done_max` may not be 0."""
    return scored if scale is None else proportion(scored, scale, done_max)


def credited(points: Fraction, exempt_max: Fraction, rate: Fraction, stretch: Fraction) -> Fraction:
    """Points with the credit for what is exempt ("quy đổi"), so that groups add up to the total.

    `rate`: S / M, what an exempt point is credited with. `stretch`: scale / maximum of the form, 1 where they agree.
    """
    if not exempt_max and stretch == 1:
        return points
    return (points + exempt_max * rate) * stretch
