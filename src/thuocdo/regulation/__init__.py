"""The law: criteria sets as data, and exempt -> score -> total -> level -> position. Read `assess` first."""

from .assess import assess, assess_unit
from .assessment import Assessment, ComponentResult, GroupResult, Minimum, TierResult, UnitResult
from .checking import check_answer, check_facts
from .errors import FactFault, FactFaults, Fault, NoSuchDate, RegulationError, SetFaults
from .explain import Why, explain
from .facts import AnswerFacts, UnitFacts, parse_value
from .loading import builtin_sets, load_set, read_set
from .model import Component, CriteriaSet, Form, Group, Text
from .numbers import format_number, group_digits
from .scoring import score_component

__all__ = [
    "AnswerFacts",
    "Assessment",
    "Component",
    "ComponentResult",
    "CriteriaSet",
    "FactFault",
    "FactFaults",
    "Fault",
    "Form",
    "Group",
    "GroupResult",
    "Minimum",
    "NoSuchDate",
    "RegulationError",
    "SetFaults",
    "Text",
    "TierResult",
    "UnitFacts",
    "UnitResult",
    "Why",
    "assess",
    "assess_unit",
    "builtin_sets",
    "check_answer",
    "check_facts",
    "explain",
    "format_number",
    "group_digits",
    "load_set",
    "parse_value",
    "read_set",
    "score_component",
]
