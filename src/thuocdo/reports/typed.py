"""What somebody typed for a figure, on a page or in a workbook, before the law reads it; and why it cannot be read."""

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.regulation import Component, FactFault
from thuocdo.regulation.model import Figure

MOST_DIGITS = 15  # a longer number is a slip of the hand


def doubt(figure: Figure, text: str, marks: str) -> str:
    """Why the number should be asked about and not guessed at; empty where it is plain.

    "12.000" is twelve thousand to whoever types it here, and 12 to the law. `marks`: the signs that stand for a
    thousands separator to whoever typed it, where decimals are allowed; in a whole number each of them does.
    """
    if sum(sign.isdigit() for sign in text) > MOST_DIGITS:
        return _("This number has more than %(most)s digits. Check it.") % {"most": MOST_DIGITS}
    digits = without_separators(figure, text, marks)
    if digits:
        words = _("“%(text)s” is written with a thousands separator. Write %(plain)s without it.")
        return words % {"text": text, "plain": digits}
    return ""


def without_separators(figure: Figure, text: str, marks: str) -> str:
    """The digits of a number that is written in groups of three; empty where it is not. `marks` as in `doubt`."""
    signs = r"[.,\s]" if figure.type == "integer" else rf"[{re.escape(marks)}\s]"
    grouped = re.fullmatch(rf"[1-9][0-9]{{0,2}}({signs}[0-9]{{3}})+", text)
    return re.sub(r"\D", "", text) if grouped else ""


def unreadable(line: Figure | Component, text: str, fault: FactFault) -> str:
    """What cannot be read, and how to mend it: of a whole number the law's advice would speak of decimals."""
    what, mend = (said.get(_language()) for said in (fault.what, fault.mend))
    if fault.key == "not_a_number" and isinstance(line, Figure) and line.type == "integer":
        digits = re.findall(r"[0-9]+", text)
        example = digits[0] if len(digits) == 1 else "12"
        mend = _("Write digits only, for instance %(example)s.") % {"example": example}
    return f"{what} {mend}"


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"
