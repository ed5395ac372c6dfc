"""Why a file is not taken; `documents.unfit_words` says each in words."""

from enum import StrEnum


class Reason(StrEnum):
    CUT_OFF = "cut_off"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    SCRIPT = "script"
    LAUNCHES = "launches"
    FORM = "form"
    CARRIES_FILES = "carries_files"
    TOO_COMPLEX = "too_complex"
    UNPACKS_HUGE = "unpacks_huge"
    MACROS = "macros"
    FETCHES = "fetches"
    DOCTYPE = "doctype"
    PIXELS = "pixels"


class Unfit(Exception):
    """The file is not to be taken, for this reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
