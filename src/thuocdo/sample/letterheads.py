"""Letterheads and heads in office of the sample's units. All names are invented."""

from random import Random

from thuocdo.accounts.enums import Capacity, Role
from thuocdo.accounts.letterhead_actions import add_letterhead, add_signatory
from thuocdo.accounts.letterheads import default_letterhead, is_committee
from thuocdo.accounts.models import Post, Unit
from thuocdo.sample.people import FAMILY, GIVEN, MIDDLE, SINCE

NAMES = {"vpubnd": "VĂN PHÒNG"}  # stands under its People's Committee already
TITLES = {"vpubnd": "Chánh Văn phòng", "bdt": "Trưởng ban", "ttr": "Chánh Thanh tra"}
FACTS = ("above", "name", "symbol", "place")


def add_letterheads() -> None:
    """Those of every unit of the two seasons, since before the first; one deputy signs in a head's place."""
    heads = {p.unit_id: p.user.full_name for p in Post.objects.filter(role=Role.HEAD).select_related("user")}
    for unit in Unit.objects.filter(tier__isnull=False, valid_from=None):
        made = default_letterhead(unit, unit.name_vi)
        facts = {name: getattr(made, name) for name in FACTS} | {"recipients": _recipients()}
        facts["name"] = NAMES.get(unit.key, facts["name"])
        add_letterhead(None, unit, valid_from=SINCE, **facts)
        _add_head(unit, heads.get(unit.pk) or _name(unit.key))
    _add_deputy(Unit.objects.get(key="hue"))


def _recipients() -> str:
    return "Như trên;\nUBND tỉnh (để báo cáo);\nLưu: VT."


def _add_head(unit: Unit, name: str) -> None:
    collective = is_committee(unit.name_vi)
    add_signatory(
        None,
        unit,
        full_name=name,
        title=TITLES.get(unit.key, "Chủ tịch" if collective else "Giám đốc"),
        is_head=True,
        capacity=Capacity.COLLECTIVE if collective else Capacity.HEAD,
        valid_from=SINCE,
    )


def _add_deputy(unit: Unit) -> None:
    add_signatory(
        None,
        unit,
        full_name=_name(f"{unit.key} deputy"),
        title="Phó Chủ tịch",
        is_head=False,
        capacity=Capacity.DEPUTY,
        mandate="Quyết định phân công số 15/QĐ-UBND ngày 05/01/2022 (mẫu)",
        valid_from=SINCE,
    )


def _name(seed: str) -> str:
    random = Random(f"head {seed}")  # noqa: S311 - invented names, the same at every set-up
    return " ".join(random.choice(part) for part in (FAMILY, MIDDLE, GIVEN))
