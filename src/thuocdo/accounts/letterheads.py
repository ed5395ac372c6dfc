"""What stands at the head and foot of a unit's papers on a day: as recorded, else made from its name (Decree 30/2020).

Always Vietnamese, as official papers are.
"""

import re
from datetime import date

from thuocdo.accounts.enums import Capacity, Duty
from thuocdo.accounts.models import Dated, Letterhead, Signatory, Unit, UnitDuty
from thuocdo.common.models import Installation

COMMITTEE = "Ủy ban nhân dân"
# A territory's own body is its People's Committee, whether the unit is named for the body or for the territory.
_PLACES = ("thành phố", "thị xã", "huyện", "quận", "phường", "thị trấn", "xã", "đặc khu", "tỉnh")
_LEVEL = rf"(?:{'|'.join(_PLACES)})"


def letterhead_on(unit: Unit, day: date, name: str = "") -> Letterhead:
    """The letterhead in use on the day; where none is recorded, an unsaved one made from the unit's name.

    `name`: what the unit was called in its season. Costs 1 query, 2 without a recorded one.
    """
    recorded = unit.letterheads.filter(Dated.on(day)).order_by("-valid_from", "-pk").first()
    return recorded or default_letterhead(unit, name or unit.name_vi)


def default_letterhead(unit: Unit, name: str) -> Letterhead:
    """Made from the name alone: "UBND huyện Phong Điền" signs for itself, "Sở Y tế" under its province: 1 query."""
    province = _province()
    if is_committee(name):
        territory = re.sub(rf"^(?:{COMMITTEE}|UBND)\s+", "", name, flags=re.IGNORECASE)
        place = re.sub(rf"^{_LEVEL}\s+", "", territory, flags=re.IGNORECASE)
        facts = {"above": "", "name": f"{COMMITTEE}\n{territory}".upper(), "symbol": "UBND", "place": place}
    else:
        full = name.replace("UBND", COMMITTEE)
        above = f"UBND {province}".upper() if province else COMMITTEE.upper()  # the body above may be shortened
        place = re.sub(rf"^{_LEVEL}\s+", "", province, flags=re.IGNORECASE)
        facts = {"above": above, "name": full.upper(), "symbol": unit.abbreviation or initials(name), "place": place}
    return Letterhead(unit=unit, **facts)


def _province() -> str:
    return Installation.objects.values_list("name_vi", flat=True).first() or ""


def is_committee(name: str) -> bool:
    """Whether the unit is a People's Committee, which signs as a collective (TM.)."""
    return bool(re.match(rf"(?:{COMMITTEE}|UBND|{_LEVEL})\s", name, flags=re.IGNORECASE))


def initials(name: str) -> str:
    """ "Sở Tư pháp" is STP; what is in capitals already stays whole."""
    return "".join(word if word.isupper() else word[0].upper() for word in re.findall(r"\w+", name)) or "VB"


def signatories_on(unit: Unit, day: date) -> list[Signatory]:
    """Who may sign for the unit on the day, its head first: 1 query."""
    return list(unit.signatories.filter(Dated.on(day)).order_by("-is_head", "-valid_from", "-pk"))


def head_on(unit: Unit, day: date) -> Signatory | None:
    """The head in office on the day (R8.1)."""
    return next((row for row in signatories_on(unit, day) if row.is_head), None)


def heads_recorded() -> dict[str, list[Signatory]]:
    """Unit key -> everybody recorded as its head, whenever in office, the latest first: 1 query (R8.1)."""
    found: dict[str, list[Signatory]] = {}
    for row in Signatory.objects.filter(is_head=True).select_related("unit").order_by("-valid_from", "-pk"):
        found.setdefault(row.unit.key, []).append(row)
    return found


def signature_lines(unit: Unit, letterhead: Letterhead, name: str, title: str, day: date) -> tuple[str, ...]:
    """The lines above a signer's name: on whose behalf, in whose place, as what (Decree 30/2020, Appendix I).

    `name` and `title` are those of whoever is to sign; where that person is recorded, the record says in what
    capacity. Else a deputy ("Phó …") signs in the head's place. Costs 1 query.
    """
    in_office = signatories_on(unit, day)
    signer = next((row for row in in_office if _same(row.full_name, name)), None)
    head = next((row for row in in_office if row.is_head), None)
    office = _office(signer.title if signer else title)
    deputy_of = _office(head.title) if head and head is not signer else office.removeprefix("PHÓ ")
    capacity = signer.capacity if signer else _capacity(letterhead, office)
    is_collective = (head or signer) is not None and (head or signer).capacity == Capacity.COLLECTIVE
    return _lines(capacity, office, deputy_of, _collective(letterhead, is_collective or is_committee(letterhead.name)))


def _capacity(letterhead: Letterhead, office: str) -> str:
    if office.startswith("PHÓ "):
        return Capacity.DEPUTY
    return Capacity.COLLECTIVE if is_committee(letterhead.name) else Capacity.HEAD


def _lines(capacity: str, office: str, head_office: str, collective: str) -> tuple[str, ...]:
    """A collective's head and its deputies sign on its behalf; whoever signs by order or mandate does not."""
    on_behalf = (f"{Capacity.COLLECTIVE} {collective}",) if collective else ()
    match capacity:
        case Capacity.COLLECTIVE | Capacity.HEAD:
            return (*on_behalf, office)
        case Capacity.DEPUTY:
            return (*on_behalf, f"{capacity} {head_office}", office)
        case _:
            return (f"{capacity} {head_office}", office)


def _collective(letterhead: Letterhead, is_one: bool) -> str:
    if not is_one:
        return ""
    return COMMITTEE.upper() if is_committee(letterhead.name) else letterhead.name


def _office(title: str) -> str:
    """ "Chủ tịch UBND huyện" is "CHỦ TỊCH" above a name, "Giám đốc Sở" is "GIÁM ĐỐC"."""
    return re.sub(rf"\s+(?:(?:UBND|{COMMITTEE}).*|Sở)$", "", title.strip(), flags=re.IGNORECASE).upper()


def _same(left: str, right: str) -> bool:
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()


def lead_on(day: date) -> Unit | None:
    """The department that runs the season on the day (R9.1): 1 query."""
    rows = UnitDuty.objects.filter(Dated.on(day), duty=Duty.LEAD).select_related("unit").order_by("-unit__order")
    return next((row.unit for row in rows if _exists(row.unit, day)), None)


def _exists(unit: Unit, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_until is None or day <= unit.valid_until)
