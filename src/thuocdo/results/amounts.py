"""Amounts and texts as an edition's JSON keeps them: decimals as strings, so that no reader rounds them unseen."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from thuocdo.regulation import Text
from thuocdo.regulation.terms import Citation

CENT = Decimal("0.01")
SIX = Decimal("0.000001")


def points(value: Fraction | None) -> str | None:
    """Six places, half up; None stays None: it is never a zero (I10)."""
    return None if value is None else str(_decimal(value).quantize(SIX, ROUND_HALF_UP))


def printed(total: Fraction | None) -> str | None:
    """A total as the set rounds it: two places where they are exact, otherwise six."""
    if total is None:
        return None
    return str(_decimal(total).quantize(CENT)) if (total * 100).denominator == 1 else points(total)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def text(value: Text | None) -> dict | None:
    return None if value is None else {"vi": value.vi, "en": value.en}


def citation(value: Citation) -> dict:
    """`kind`: an article ("cite"), or what stands in where the regulation is silent ("source")."""
    return {"kind": value.kind, "vi": value.text.vi, "en": value.text.en}
