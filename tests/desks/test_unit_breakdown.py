"""The breakdown's page: typed, pasted, summed, saved with the figures; bad cells told by row."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from tests.factories import make_sent

from thuocdo.common.faults import Refused
from thuocdo.reports.actions import save_answer
from thuocdo.reports.breakdown import Row, rows_of, save_breakdown, seen

NONE = seen([])


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


def url(report, code: str = "1.3") -> str:
    return reverse("desks:breakdown", args=[report.pk, code])


def typed(*rows: tuple[str, str, str], **more: str) -> dict[str, str]:
    cells = {}
    for place, (name, a, b) in enumerate(rows):
        cells |= {f"r{place}-name": name, f"r{place}-a": a, f"r{place}-b": b, f"r{place}-note": ""}
    return {"was": NONE, "save": "1", "fill": "1", **cells, **more}


def test_rows_are_saved_and_their_sums_declared(preparer, report):
    response = preparer.post(url(report), typed(("Phường 1", "3", "4"), ("", "", ""), ("Phường 2", "2", "5")))
    assert response.url == reverse("desks:component", args=[report.pk, "1.3"])
    assert [row.name for row in rows_of(report, "1.3")] == ["Phường 1", "Phường 2"]
    assert report.answers.get(component="1.3").values == {"a": "5", "b": "9"}


def test_a_bad_cell_is_told_by_row_and_nothing_is_lost(preparer, report):
    response = preparer.post(url(report), typed(("Phường 1", "3", "4"), ("Phường 2", "hai", "5")))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Dòng 2, " in text
    assert 'href="#id_r1-a"' in text
    assert 'value="hai"' in text
    assert rows_of(report, "1.3") == []


def test_a_row_without_a_name_is_told(preparer, report):
    text = preparer.post(url(report), typed(("", "3", "4"))).content.decode()
    assert "Dòng 1, Xã, phường" in text


def test_rows_pasted_from_excel_fill_the_table_and_save_nothing(preparer, report):
    pasted = "Xã\tSố cán bộ\tTổng số\tGhi chú\nPhường 1\t3\t4\tước\nPhường 2\t2\t5\n"
    response = preparer.post(url(report), {**typed(("Sẵn có", "1", "1")), "pasted": pasted, "paste": "1"})
    text = response.content.decode()
    assert [row.name for row in response.context["form"].filled] == ["Sẵn có", "Phường 1", "Phường 2"]
    assert 'data-sum="a">6</td>' in text
    assert rows_of(report, "1.3") == []


def test_pasted_rows_are_read_like_typed_ones(preparer, report):
    response = preparer.post(url(report), {**typed(), "pasted": "Phường 1\t12.000\t4", "paste": "1"})
    assert response.context["form"].faults[0][0] == 1


def test_more_rows_without_a_script(preparer, report):
    response = preparer.post(url(report), {**typed(("Phường 1", "3", "4")), "more": "1"})
    assert len(response.context["form"].rows) == 11
    assert 'value="Phường 1"' in response.content.decode()


def test_two_people_see_both_versions(preparer, cast, report):
    save_breakdown(cast.coordinator, report, "1.3", [Row("Của đồng nghiệp", {"a": "1", "b": "2"})], was=NONE)
    response = preparer.post(url(report), typed(("Phường 1", "3", "4")))
    text = response.content.decode()
    assert response.status_code == 409
    assert "Của đồng nghiệp" in text
    assert 'value="Phường 1"' in text
    preparer.post(
        url(report), typed(("Phường 1", "3", "4"), **{key: response.context[key] for key in ("was", "version")})
    )
    assert [row.name for row in rows_of(report, "1.3")] == ["Phường 1"]


def test_sums_that_contradict_each_other_keep_the_table(preparer, report):
    response = preparer.post(url(report), typed(("Phường 1", "9", "4")))
    assert response.status_code == 422
    assert 'value="Phường 1"' in response.content.decode()
    assert rows_of(report, "1.3") == []


def test_the_verifier_reads_the_table(cast, client, season, report):
    save_breakdown(cast.preparer, report, "1.3", [Row("Phường 1", {"a": "1", "b": "2"})], was=NONE, fill=False)
    make_sent(cast, season)
    client.force_login(cast.lead)
    text = client.get(reverse("desks:check_component", args=[report.pk, "1.3"])).content.decode()
    assert "Phường 1" in text
    client.force_login(cast.preparer)
    assert "data-breakdown" not in client.get(url(report)).content.decode()


def test_a_line_without_figures_has_no_breakdown(preparer, report):
    assert preparer.get(url(report, "6.8")).status_code == 404


def pasted(count: int) -> str:
    return "\n".join(f"Phường {number}\t1\t2" for number in range(1, count + 1))


@pytest.mark.parametrize("button", ["paste", "save"])
def test_more_pasted_rows_than_a_table_takes_are_refused_whole(preparer, report, button):
    response = preparer.post(url(report), {"was": NONE, "fill": "1", "pasted": pasted(620), button: "1"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "nhiều nhất 500 dòng" in text
    assert "620" in text
    assert "Phường 620\t1\t2</textarea>" in text
    assert rows_of(report, "1.3") == []
    assert not report.answers.filter(component="1.3").exists()


def test_a_paste_that_is_too_long_is_not_cut_in_a_row(preparer, report):
    text = f"Phường 1\t1\t2\t{'x' * 200_000}\nPhường 2\t3\t4"
    response = preparer.post(url(report), {**typed(("Sẵn có", "1", "1")), "pasted": text})
    assert response.status_code == 422
    assert "200000" in response.content.decode()
    assert response.context["form"].pasted == text
    assert [row.name for row in response.context["form"].filled] == ["Sẵn có"]
    assert rows_of(report, "1.3") == []


def test_the_largest_table_can_be_posted_and_read_again(preparer, report):
    rows = typed(*[("ữ" * 200, "1", "2")] * 500) | {f"r{place}-note": "ữ" * 300 for place in range(500)}
    response = preparer.post(url(report), urlencode(rows), content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert report.answers.get(component="1.3").values == {"a": "500", "b": "1000"}
    assert len(preparer.get(url(report)).context["form"].rows) == 500


def test_a_figure_that_a_colleague_declared_meanwhile_is_not_overwritten(preparer, cast, report):
    shown = preparer.get(url(report)).context["version"]
    save_answer(cast.coordinator, report, "1.3", {"a": "6", "b": "8"}, version=0)
    response = preparer.post(url(report), typed(("Phường 1", "3", "4"), version=shown))
    text = response.content.decode()
    assert response.status_code == 409
    assert [said for _figure, said in response.context["declared"]] == ["6", "8"]
    assert 'value="Phường 1"' in text
    assert report.answers.get(component="1.3").values == {"a": "6", "b": "8"}
    preparer.post(url(report), typed(("Phường 1", "3", "4"), version=response.context["version"]))
    assert report.answers.get(component="1.3").values == {"a": "3", "b": "4"}


def test_the_choice_not_to_write_the_sums_stays_chosen(preparer, report):
    told = typed(("Phường 1", "hai", "4"))
    del told["fill"]
    assert not preparer.post(url(report), told).context["fill"]


def test_a_breakdown_that_differs_from_the_declared_figure_says_so_everywhere(preparer, cast, report):
    preparer.post(url(report), typed(("Phường 1", "3", "4"), ("Phường 2", "2", "5")))
    component = reverse("desks:component", args=[report.pk, "1.3"])
    assert "khớp với số liệu báo cáo" in preparer.get(component).content.decode()
    assert "Tổng các dòng không phải là số liệu báo cáo" not in preparer.get(url(report)).content.decode()
    save_answer(cast.preparer, report, "1.3", {"a": "5", "b": "12"}, version=1)
    pages = {page: preparer.get(page).content.decode() for page in (component, url(report))}
    assert "lệch: số liệu báo cáo là 12" in pages[component]
    assert "Tổng các dòng không phải là số liệu báo cáo" in pages[url(report)]
    assert "Tổng các dòng là số liệu báo cáo" not in pages[url(report)]
    desk = preparer.get(reverse("desks:report", args=[report.pk])).content.decode()
    assert "các dòng của bảng kê cộng lại được 9" in desk
    assert f'href="{url(report)}"' in desk


def test_one_button_takes_the_thousands_separators_out_of_every_marked_cell(preparer, report):
    pasted = "Phường 1\t1.200\t4.500\nPhường 2\t12\t1,5"
    shown = preparer.post(url(report), {**typed(), "pasted": pasted, "paste": "1"})
    assert 'name="plain"' in shown.content.decode()
    form = preparer.post(url(report), {**typed(("Phường 1", "1.200", "4.500")), "plain": "1"}).context["form"]
    assert [cell.text for cell in form.filled[0].cells] == ["1200", "4500"]
    assert form.faults == []
    assert rows_of(report, "1.3") == []


@pytest.mark.parametrize("name", ["Tổng", "TỔNG CỘNG", "Cộng:"])
def test_the_total_of_a_pasted_sheet_is_left_out_with_a_notice(preparer, report, name):
    pasted = f"Phường 1\t1.200\t4.500\nPhường 2\t300\t500\n{name}\t1.500\t5.000"
    response = preparer.post(url(report), {**typed(), "pasted": pasted, "paste": "1"})
    assert [row.name for row in response.context["form"].filled] == ["Phường 1", "Phường 2"]
    assert response.context["form"].left_out == name
    assert f"Dòng “{name}” bằng tổng các dòng trên" in response.content.decode()


def test_a_last_row_that_is_no_sum_stays(preparer, report):
    pasted = "Phường 1\t1\t4\nTổng\t3\t5"
    response = preparer.post(url(report), {**typed(), "pasted": pasted, "paste": "1"})
    assert [row.name for row in response.context["form"].filled] == ["Phường 1", "Tổng"]


def test_a_row_whose_share_is_above_its_whole_is_marked_and_nothing_is_called_a_total(preparer, report):
    response = preparer.post(url(report), typed(("Phường 1", "80", "4"), ("Phường 2", "2", "90")))
    text = response.content.decode()
    assert response.status_code == 422
    assert [fault[:2] for fault in response.context["form"].faults] == [(1, "id_r0-a")]
    assert "lớn hơn “" in text
    assert "“b”" not in text
    assert 'data-sum="a">?</td>' in text


def test_what_the_law_refuses_is_told_by_the_names_of_the_figures(cast, report):
    with pytest.raises(Refused) as fault:
        save_answer(cast.preparer, report, "1.3", {"a": "80", "b": "4"})
    assert "“b”" not in str(fault.value)
    assert not str(fault.value).startswith("a:")
    assert "lớn hơn số liệu “" in str(fault.value)
