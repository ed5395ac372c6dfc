from collections.abc import Mapping
from fractions import Fraction

from .assessment import ComponentResult
from .facts import AnswerFacts
from .model import Component


def score_component(
    component: Component,
    answer: AnswerFacts | None,
    *,
    exempt_document: str | None = None,
    peers: Mapping[str, Fraction] | None = None,
) -> ComponentResult:
    """The points of one component alone, as the form shows them while somebody types (Article 5.2, 5.3)."""
    raise NotImplementedError
