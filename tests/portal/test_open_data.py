"""What the portal offers to programs and to other catalogues: a workbook, a feed, a sitemap, metadata."""

import io
import json
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from tests.portal.editions import contents, correction, edition, keep, season_of, small_set, unit

from thuocdo.common.models import Installation, InstallationKind
from thuocdo.portal import kept
from thuocdo.results.enums import EditionState

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
WHY = "Chấm nhầm & <sửa>"


def sheet(client, year: int = 2021) -> list[list[object]]:
    response = client.get(f"/ket-qua/{year}/tai-ve/ket-qua.xlsx")
    assert response["Content-Disposition"] == f'attachment; filename="ket-qua-{year}-lan-1.xlsx"'
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


def test_the_workbook_says_what_the_csv_says_with_numbers_as_numbers(client, published):
    titles, *rows = sheet(client)
    row = dict(zip(titles, rows[0], strict=True))
    assert (row["Mức"], row["Thứ tự"], row["Đơn vị"], row["Điểm quy đổi"]) == ("Mức I", 1, "Đơn vị syt", 99.75)
    assert row["Tính chất dữ liệu"] == "small · BẢN TẠM · dữ liệu mẫu"
    assert len(rows) == 8
    nothing = dict(zip(titles, next(row for row in rows if "bdt" in row), strict=True))
    assert nothing["Điểm quy đổi"] == ""  # an unknown is no 0


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "http://x.example"])
def test_no_cell_of_the_workbook_is_a_formula_or_a_link(client, db, name):
    edition([unit("syt", name=name)])
    response = client.get("/ket-qua/2021/tai-ve/ket-qua.xlsx")
    assert name in CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()[1]
    with ZipFile(io.BytesIO(response.content)) as parts:
        text = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert "hyperlink" not in text


def test_the_workbook_is_the_same_however_often_it_is_made(client, published):
    first = client.get("/ket-qua/2021/tai-ve/ket-qua.xlsx").content
    kept.forget()
    assert client.get("/ket-qua/2021/tai-ve/ket-qua.xlsx").content == first


def test_the_feed_tells_of_publications_and_corrections(client, db):
    first = edition([unit("a")])
    correction([unit("a", "1/2")], first, WHY)
    response = client.get("/tin.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    entries = feed.findall("a:entry", ATOM)
    assert [row.find("a:id", ATOM).text for row in entries] == [
        "http://testserver/ket-qua/2021/lan-2/",
        "http://testserver/ket-qua/2021/lan-1/",
    ]
    assert "Điều chỉnh kết quả năm 2021" in entries[0].find("a:title", ATOM).text
    assert WHY in entries[0].find("a:summary", ATOM).text
    english = ElementTree.fromstring(client.get("/en/tin.atom").content)  # noqa: S314 - our own
    assert english.find("a:entry/a:link", ATOM).get("href") == "http://testserver/en/ket-qua/2021/lan-2/"


def test_the_sitemap_names_every_page_in_both_languages(client, db):
    edition([unit("syt"), unit("hue", tier="district")])
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    found = {row.text.removeprefix("http://testserver") for row in tree.findall("s:url/s:loc", MAP)}
    assert {"/", "/en/", "/ket-qua/2021/don-vi/syt/", "/en/ket-qua/2021/district/", "/ket-qua/2021/lan-1/"} <= found
    assert not [address for address in found if client.get(address).status_code != 200]


def test_results_that_are_none_are_kept_out_of_search_engines(client, published):
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    Installation.objects.update(kind=InstallationKind.REAL)
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_catalogue_names_every_file_of_every_publication(client, db):
    first = edition([unit("a")])
    correction([unit("a", "1/2")], first, WHY)
    whole = json.loads(client.get("/du-lieu-mo/danh-muc.jsonld").content)
    new, old = whole["dcat:dataset"]
    assert old["dct:isReplacedBy"]["@id"] == new["@id"] == "http://testserver/ket-qua/2021/lan-2/"
    files = [row["dcat:downloadURL"]["@id"] for row in old["dcat:distribution"]]
    assert [name.rsplit(".", 1)[1] for name in files] == ["csv", "json", "xlsx", "zip"]


@pytest.mark.parametrize("page", ["/", "/ket-qua/2021/province/", "/ket-qua/2021/don-vi/syt/", "/en/"])
def test_a_page_introduces_itself_where_it_is_shared(client, published, page):
    text = client.get(page).content.decode()
    for name in ("og:title", "og:description", "og:locale"):
        assert f'property="{name}" content="' in text
    assert "og:image" not in text


def test_a_shared_unit_says_its_name_and_level(client, published):
    text = client.get("/ket-qua/2021/don-vi/syt/").content.decode()
    assert 'property="og:title" content="Đơn vị syt: Mức độ Chính quyền số năm 2021 (dữ liệu mẫu)"' in text
    assert "Mức I. Điểm quy đổi: 99,75." in text


@pytest.mark.parametrize("address", ["/sitemap.xml", "/tin.atom", "/du-lieu-mo/danh-muc.jsonld", "/du-lieu-mo/"])
def test_nothing_unpublished_is_named(client, db, address):
    before = client.get(address).content
    row = contents(small_set(), [unit("syt", name="CANARY")])
    keep(row, season_of(2021), state=EditionState.APPROVED)
    assert client.get(address).content == before


@pytest.mark.parametrize("editions", [1, 3])
@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/tin.atom", "/du-lieu-mo/danh-muc.jsonld", "/du-lieu-mo/", "/robots.txt"]
)
def test_an_address_asks_as_many_queries_however_many_editions(
    client, db, django_assert_max_num_queries, address, editions
):
    for year in range(2021, 2021 + editions):
        edition([unit("syt")], year=year)
    with django_assert_max_num_queries(3):
        assert client.get(address).status_code == 200
    tag = client.get(address)["ETag"]
    with django_assert_max_num_queries(2):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_page_of_open_data_links_every_file(client, published):
    text = client.get("/du-lieu-mo/").content.decode()
    for name in ("csv", "xlsx", "json"):
        assert f"/ket-qua/2021/lan-1/tai-ve/ket-qua.{name}" in text
