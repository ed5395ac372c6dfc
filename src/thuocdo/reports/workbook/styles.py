"""What a workbook's number formats make of a number: a date, a percentage, or the number itself."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from thuocdo.reports.workbook.parts import parse

# Formats that every spreadsheet program has by number (ECMA-376, 18.8.30; 27-36 and 50-58 are East Asian dates).
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
PERCENTS = {9, 10}
NOT_PLACES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # words, padding, colours inside a format
DAY_PLACES = re.compile(r"[dmyhs]", re.IGNORECASE)
FIRST_DAY = datetime(1899, 12, 30)


@dataclass
class Styles:
    """`formats`: the format's number of each cell style, in order."""

    formats: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, xml: bytes) -> "Styles":
        found, inside = cls(), []

        def start(tag: str, given: dict[str, str]) -> None:
            inside.append(tag)
            if tag == "numFmt":
                found.codes[int(given["numFmtId"])] = given.get("formatCode", "")
            elif tag == "xf" and "cellXfs" in inside:
                found.formats.append(int(given.get("numFmtId", 0)))

        parse(xml, start, lambda _tag: inside.pop())
        return found

    def kind(self, style: int) -> str:
        number = self.formats[style] if style < len(self.formats) else 0
        code = NOT_PLACES.sub("", self.codes.get(number, "")).partition(";")[0]
        if number in PERCENTS or "%" in code:
            return "percent"
        if code.casefold() == "general":
            return "number"
        return "date" if number in DATES or DAY_PLACES.search(code) else "number"

    def day(self, value: float) -> str:
        """The day as people here write it; what is out of the calendar stays a number."""
        try:
            day = FIRST_DAY + timedelta(days=value)
        except OverflowError:
            return str(value)
        return f"{day.day}/{day.month}/{day.year}"
