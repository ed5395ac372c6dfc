"""How everything that leaves a practice season is marked: nobody may take it for something of effect."""

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from thuocdo.cycles.models import Season

LONGEST_NAME = 31  # of a sheet, in Excel


def naming(season: Season) -> dict[str, object]:
    """What every event tells of its season: its year, and of a practice season what addresses call it."""
    return {"year": season.year} | ({"practice": season.key} if season.is_practice else {})


def mark() -> str:
    return _("PRACTICE – of no effect")


def sheet_name(season: Season, name: str) -> str:
    """A workbook says on its tab what it is."""
    first = _("PRACTICE")
    return f"{first} {name}"[:LONGEST_NAME] if season.is_practice else name


def mark_sheet(season: Season, sheet: Worksheet) -> None:
    """On paper every page says it, and on the screen the tab's colour. Rows stay as they are read by programs."""
    if season.is_practice:
        sheet.set_header(f"&C&B{mark()}")
        sheet.set_tab_color("#C00000")
