"""What the set keeps from the public stays out of every page and file, byte by byte (I11)."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.factories import CONTACTS, again, fill, make_council, report_of
from tests.portal.editions import edition, figures, keep, settled, small_set, unit

from thuocdo.regulation import load_set
from thuocdo.reports.sending import send_report
from thuocdo.results.queries import compute, unit_names
from thuocdo.results.snapshot import snapshot
from thuocdo.verification import actions as verification

pytestmark = pytest.mark.django_db

PAGES = {
    "latest": "",
    "year": "ket-qua/2021/",
    "tier": "ket-qua/2021/province/",
    "unit": "ket-qua/2021/don-vi/syt/",
    "method": "ket-qua/2021/bo-tieu-chi/",
    "csv": "ket-qua/2021/tai-ve/ket-qua.csv",
    "json": "ket-qua/2021/tai-ve/ket-qua.json",
    "province": "ket-qua/2021/toan-tinh/",
    "unit_chart": "ket-qua/2021/don-vi/syt/bieu-do/nhom.csv",
    "tier_chart": "ket-qua/2021/toan-tinh/bieu-do/province/phan-bo.csv",
}
PAGES |= {f"edition_{name}": page.replace("2021/", "2021/lan-1/") for name, page in PAGES.items() if name != "latest"}
OPEN = {"open_data": "du-lieu-mo/", "catalogue": "du-lieu-mo/danh-muc.jsonld", "feed": "tin.atom"}
ELSEWHERE = {
    "changes",  # of two publications: test_publications.py
    *("xlsx", "edition_xlsx"),  # test_open_data.py
    *("check", "bundle", "edition_bundle"),  # of an edition that keeps its facts: tests/results/test_bundles.py
}


def everything(client: Client, year: int = 2021) -> dict[str, str]:
    """Every page and file of the portal in both languages."""
    addresses = [f"/{language}{page}" for page in (PAGES | OPEN).values() for language in ("", "en/")]
    answers = {address: client.get(address.replace("2021", str(year))) for address in addresses}
    assert all(answer.status_code == 200 for answer in answers.values())
    return {address: answer.content.decode() + str(answer.headers) for address, answer in answers.items()}


def leaks(pages: dict[str, str], canaries: list[str]) -> list[str]:
    return [f"{canary} in {address}" for address, page in pages.items() for canary in canaries if canary in page]


def test_every_address_of_the_portal_is_searched():
    namespace = get_resolver().namespace_dict["portal"][1]
    assert {key for key in namespace.reverse_dict if isinstance(key, str)} == PAGES.keys() | OPEN.keys() | ELSEWHERE


def test_figures_and_points_of_closed_lines_leak_nowhere(client):
    answers = {
        **unit("syt").answers,
        "1.1": figures(points="17.25"),
        "1.2.a": figures(points="9.5"),
        "1.2.b": figures(points="7.8125"),
        "1.3": figures(points="3.0625"),
        "2.1": figures(a="73111", b="98777"),
        "3.1": figures(x="64999"),
        "T": figures(points="1.4375"),
    }
    edition([unit("syt", answers=answers), unit("stp", "9/10")])
    pages = everything(client)
    hidden = ["7.8125", "7,8125", "7,81", "7.81", "3.0625", "3,06", "73111", "98777", "64999", "1.4375", "1,44 "]
    assert not leaks(pages, hidden)
    assert leaks(pages, ["17.25"])  # what is public does get out: the search finds what is there


def test_that_a_closed_line_is_exempt_is_not_told(client):
    edition([unit("syt", exempt={"1.3": "CANARY-1", "2.1": "CANARY-2", "3.1": "CANARY-3", "1.2.b": "CANARY-4"})])
    assert not leaks(everything(client), ["CANARY"])


def test_a_closed_group_that_misses_its_minimum_is_not_named(client):
    low = {**unit("syt").answers, "3.1": settled("0")}
    edition([unit("syt", answers=low)])
    row = edition([unit("syt", answers=low)], year=2022).content["tiers"][0]["units"][0]
    assert any(step["key"] == "step_groups_differ" and "3" in step["vi"] for step in row["steps"])
    assert not leaks(everything(client), ["chưa đạt ở nhóm", "not met in group"])


def test_contacts_reasons_and_names_of_officers_leak_nowhere(client, cast, season):
    contacts = {name: f"canary.{name}@x.example" if name == "email" else f"CANARY {name}" for name in CONTACTS}
    phones = {"landline": "0234 0999 111", "mobile": "0999 777 111"}
    report = fill(cast.preparer, report_of(season), contacts={**contacts, **phones})
    send_report(cast.preparer, report)
    verification.adjust(
        cast.lead, again(report), "1.1", values={}, settled=Fraction(1), reason="CANARY reason", version=0
    )
    make_council(cast, season)
    keep(snapshot(load_set("qd-3043-2021"), compute(season), unit_names(season)), season)
    canaries = ["CANARY", "canary", *phones.values(), *(person.full_name for person in cast.everybody().values())]
    assert not leaks(everything(client, 2022), canaries)


def test_the_whole_content_does_hold_what_the_public_part_leaves_out(db):
    row = edition([unit("syt", exempt={"3.1": "CANARY"})])
    assert "CANARY" in str(row.content)
    assert "CANARY" not in str(row.public)
    assert small_set().forms["province"].groups[2].public == "none"
