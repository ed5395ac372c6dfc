"""What stands at the head and foot of a unit's papers, and who may say so."""

from datetime import date

import pytest
from tests.factories import Cast, fresh

from thuocdo.accounts import letterhead_actions as actions
from thuocdo.accounts.enums import Capacity
from thuocdo.accounts.letterheads import default_letterhead, head_on, letterhead_on, signature_lines
from thuocdo.accounts.models import Unit
from thuocdo.audit.models import Entry
from thuocdo.common.faults import NotAllowed, Refused

DAY = date(2022, 10, 17)
PROVINCE = "UBND TỈNH THỬ NGHIỆM"
FACTS = {"above": "UBND TỈNH", "name": "SỞ Y TẾ", "symbol": "SYT", "place": "Huế", "recipients": ""}
HEAD = {"full_name": "Lê Văn Ký", "title": "Giám đốc", "is_head": True, "capacity": Capacity.HEAD}
DEPUTY = {
    "full_name": "Phan Thị Phó",
    "title": "Phó Giám đốc",
    "is_head": False,
    "capacity": Capacity.DEPUTY,
    "mandate": "Quyết định 15/QĐ-SYT ngày 05/01/2022",
}


@pytest.fixture
def health(cast: Cast) -> Unit:
    return Unit.objects.get(key="syt")


@pytest.mark.parametrize(
    ("name", "above", "printed", "symbol", "place"),
    [
        ("Sở Y tế", PROVINCE, "SỞ Y TẾ", "SYT", "Thử Nghiệm"),
        ("UBND huyện A Lưới", "", "ỦY BAN NHÂN DÂN\nHUYỆN A LƯỚI", "UBND", "A Lưới"),
        ("UBND thành phố Huế", "", "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ", "UBND", "Huế"),
        ("Huyện Phong Điền", "", "ỦY BAN NHÂN DÂN\nHUYỆN PHONG ĐIỀN", "UBND", "Phong Điền"),
        (
            "Văn phòng UBND tỉnh",
            PROVINCE,
            "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH",
            "VPUBNDT",
            "Thử Nghiệm",
        ),
        ("", PROVINCE, "", "VB", "Thử Nghiệm"),
    ],
)
def test_a_unit_without_a_letterhead_gets_one_from_its_name(health, name, above, printed, symbol, place) -> None:
    made = default_letterhead(health, name)
    assert (made.above, made.name, made.symbol, made.place) == (above, printed, symbol, place)
    assert made.pk is None


def test_an_abbreviation_goes_before_initials(health: Unit) -> None:
    health.abbreviation = "SNgV"
    assert default_letterhead(health, "Sở Ngoại vụ").symbol == "SNgV"


def test_a_new_letterhead_ends_the_one_before(cast: Cast, health: Unit) -> None:
    first = actions.add_letterhead(cast.coordinator, health, **FACTS)
    actions.add_letterhead(cast.coordinator, health, **FACTS | {"name": "SỞ Y TẾ MỚI"}, valid_from=date(2022, 10, 1))
    first.refresh_from_db()
    assert first.valid_until == date(2022, 9, 30)
    assert letterhead_on(health, DAY).name == "SỞ Y TẾ MỚI"
    assert letterhead_on(health, date(2022, 9, 30)).name == "SỞ Y TẾ"


def test_two_letterheads_on_one_day_are_refused(cast: Cast, health: Unit) -> None:
    first = actions.add_letterhead(cast.coordinator, health, **FACTS)
    actions.add_letterhead(cast.coordinator, health, **FACTS, valid_from=date(2022, 10, 1))
    with pytest.raises(Refused):
        actions.correct_letterhead(cast.coordinator, first, valid_until=None)


def test_a_last_day_before_the_first_is_refused(cast: Cast, health: Unit) -> None:
    with pytest.raises(Refused):
        actions.add_letterhead(
            cast.coordinator, health, **FACTS, valid_from=date(2022, 10, 1), valid_until=date(2022, 9, 1)
        )


@pytest.mark.parametrize("who", ["coordinator", "lead", "administrator"])
def test_its_coordinator_the_lead_and_the_administrator_keep_it(cast: Cast, health: Unit, who: str) -> None:
    assert actions.add_letterhead(getattr(cast, who), health, **FACTS).pk


@pytest.mark.parametrize("who", ["preparer", "head", "clerk", "outsider", "verifier", "chair", "observer"])
def test_nobody_else_does(cast: Cast, health: Unit, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.add_letterhead(getattr(cast, who), health, **FACTS)
    with pytest.raises(NotAllowed):
        actions.add_signatory(getattr(cast, who), health, **HEAD)


def test_a_coordinator_keeps_no_other_units(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.add_letterhead(fresh(cast.coordinator), Unit.objects.get(key="stp"), **FACTS)


def test_each_change_is_in_the_audit(cast: Cast, health: Unit) -> None:
    row = actions.add_letterhead(cast.coordinator, health, **FACTS)
    actions.correct_letterhead(cast.coordinator, row, valid_until=DAY)
    acts = Entry.objects.filter(subject=f"unit:{health.pk}").values_list("act", flat=True)
    assert list(acts) == ["letterhead.added", "letterhead.corrected"]


def test_a_new_head_ends_the_office_of_the_one_before(cast: Cast, health: Unit) -> None:
    before = actions.add_signatory(cast.coordinator, health, **HEAD)
    actions.add_signatory(
        cast.coordinator, health, **HEAD | {"full_name": "Mới Nhậm Chức"}, valid_from=date(2022, 10, 1)
    )
    before.refresh_from_db()
    assert before.valid_until == date(2022, 9, 30)
    assert head_on(health, date(2022, 5, 1)) == before
    assert head_on(health, DAY).full_name == "Mới Nhậm Chức"


def test_a_deputy_needs_the_document_of_the_delegation(cast: Cast, health: Unit) -> None:
    with pytest.raises(Refused):
        actions.add_signatory(cast.coordinator, health, **DEPUTY | {"mandate": " "})
    assert actions.add_signatory(cast.coordinator, health, **DEPUTY).pk


def test_who_is_not_the_head_signs_in_somebodys_place(cast: Cast, health: Unit) -> None:
    with pytest.raises(Refused):
        actions.add_signatory(cast.coordinator, health, **DEPUTY | {"capacity": Capacity.COLLECTIVE})
    with pytest.raises(Refused):
        actions.add_signatory(cast.coordinator, health, **HEAD | {"capacity": Capacity.DEPUTY})


def lines(unit: Unit, name: str, title: str = "") -> tuple[str, ...]:
    return signature_lines(unit, letterhead_on(unit, DAY), name, title, DAY)


@pytest.mark.parametrize(
    ("capacity", "title", "signs"),
    [
        (Capacity.DEPUTY, "Phó Giám đốc", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (Capacity.ORDERED, "Chánh Văn phòng Sở", ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
        (Capacity.MANDATED, "Trưởng phòng Kế hoạch", ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG KẾ HOẠCH")),
    ],
)
def test_whoever_signs_for_a_director_names_the_office(health, capacity, title, signs) -> None:
    actions.add_signatory(None, health, **HEAD)
    actions.add_signatory(None, health, **DEPUTY | {"capacity": capacity, "title": title})
    assert lines(health, "phan thị  phó") == signs
    assert lines(health, "Lê Văn Ký") == ("GIÁM ĐỐC",)


def test_a_committees_head_and_deputy_sign_on_its_behalf_and_its_officers_do_not(cast: Cast) -> None:
    district = Unit.objects.get(key="phongdien")
    head = HEAD | {"full_name": "Hồ Chủ", "title": "Chủ tịch UBND huyện", "capacity": Capacity.COLLECTIVE}
    actions.add_signatory(None, district, **head)
    actions.add_signatory(None, district, **DEPUTY | {"title": "Phó Chủ tịch"})
    ordered = {"full_name": "Chánh Văn", "title": "Chánh Văn phòng", "capacity": Capacity.ORDERED}
    actions.add_signatory(None, district, **DEPUTY | ordered)
    assert lines(district, "Hồ Chủ") == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert lines(district, "Phan Thị Phó") == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert lines(district, "Chánh Văn") == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")


def test_a_signer_who_is_not_recorded_signs_by_the_title_given(health: Unit) -> None:
    assert lines(health, "Ai Đó", "Giám đốc Sở") == ("GIÁM ĐỐC",)
    assert lines(health, "Ai Đó", "Phó Giám đốc") == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert lines(Unit.objects.get(key="hue"), "Ai Đó", "Phó Chủ tịch UBND thành phố") == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )


def test_another_collective_signs_on_its_own_behalf(health: Unit) -> None:
    actions.add_signatory(None, health, **HEAD | {"title": "Trưởng ban", "capacity": Capacity.COLLECTIVE})
    assert lines(health, "Lê Văn Ký") == ("TM. SỞ Y TẾ", "TRƯỞNG BAN")
