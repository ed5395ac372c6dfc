"""Why a template is not taken, and where in it that stands."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    UNKNOWN = "unknown"
    NOT_TEXT = "not_text"
    NOT_LIST = "not_list"
    NOT_ALONE = "not_alone"
    SYNTAX = "syntax"
    FORBIDDEN = "forbidden"
    FILTER = "filter"
    NESTED = "nested"
    WORD_FIELD = "word_field"
    EMBEDDED = "embedded"
    FETCHES = "fetches"
    TOO_LARGE = "too_large"
    BROKEN = "broken"


class Fault(NamedTuple):
    """`detail`: the field or construct; `at`: the text of the paragraph; `near`: the field that was perhaps meant."""

    reason: Reason
    detail: str = ""
    at: str = ""
    near: str = ""


class Unfit(Exception):
    """The template is not taken, for these faults."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(fault.reason for fault in faults))
        self.faults = faults
