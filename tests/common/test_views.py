"""The pages of faults, and who sees the design system."""

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string

from thuocdo.common.models import Installation, InstallationKind
from thuocdo.common.views import csrf_failure, server_error


def answer_to(fault: Exception, rf):
    """Django calls the handler inside its `except`."""
    try:
        raise fault
    except type(fault):
        return server_error(rf.get("/"))


def test_a_lost_database_may_be_tried_again(rf):
    response = answer_to(OperationalError(), rf)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"


def test_any_other_fault_is_500(rf):
    assert answer_to(ValueError(), rf).status_code == 500


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500", "503"])
def test_the_pages_of_faults_need_no_database_and_speak_both_languages(code):
    html = render_to_string(f"{code}.html")
    assert '<section class="card" lang="vi">' in html
    assert '<section class="card card-quiet" lang="en">' in html


def test_a_form_that_was_open_too_long_is_403(rf):
    assert csrf_failure(rf.post("/"), reason="expired").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [("real", 404), ("sample", 200), ("practice", 200)])
def test_the_design_system_is_hidden_in_a_real_installation(client, kind, status):
    Installation.objects.create(pk=1, name_vi="Huế", name_en="Huế", kind=InstallationKind(kind))
    assert client.get("/thiet-ke/").status_code == status


@pytest.mark.django_db
def test_the_banner_of_sample_data_stands_on_the_page(client):
    Installation.objects.create(pk=1, name_vi="Huế", name_en="Huế", kind=InstallationKind.SAMPLE)
    html = client.get("/dang-nhap/").content.decode()
    assert "Dữ liệu mẫu" in html
    assert "Đồng hồ minh họa" in html
    Installation.objects.update(kind=InstallationKind.REAL)
    assert "Dữ liệu mẫu" not in client.get("/dang-nhap/").content.decode()
