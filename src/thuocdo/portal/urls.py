"""The public portal: published editions only, open to everyone."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from thuocdo.portal import explained_views, open_views, proof_views, views

app_name = "portal"


def of_edition(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """A page of the year's newest edition, and of each edition at an address that stays its own: `edition_` + name."""
    return [
        path(f"ket-qua/<int:year>/lan-<int:nth>/{route}", view, name=f"edition_{name}"),
        path(f"ket-qua/<int:year>/{route}", view, name=name),
    ]


urlpatterns = [
    path("", views.latest, name="latest"),
    path("du-lieu-mo/", open_views.open_data, name="open_data"),
    path("du-lieu-mo/danh-muc.jsonld", open_views.catalogue, name="catalogue"),
    path("tin.atom", open_views.feed, name="feed"),
    path("kiem-tra/", proof_views.check, name="check"),
    path("ket-qua/<int:year>/lan-<int:nth>/so-voi-lan-<int:other>/", views.changes, name="changes"),
    *of_edition("", views.year, "year"),
    *of_edition("bo-tieu-chi/", views.method, "method"),
    *of_edition("tai-ve/ket-qua.csv", views.csv_file, "csv"),
    *of_edition("tai-ve/ket-qua.json", views.json_file, "json"),
    *of_edition("tai-ve/ket-qua.xlsx", open_views.xlsx_file, "xlsx"),
    *of_edition("tai-ve/goi-doi-chieu.zip", proof_views.bundle, "bundle"),
    *of_edition("don-vi/<slug:unit>/", views.unit, "unit"),
    *of_edition("don-vi/<slug:unit>/bieu-do/<str:file>", explained_views.unit_chart, "unit_chart"),
    *of_edition("toan-tinh/", explained_views.province, "province"),
    *of_edition("toan-tinh/bieu-do/<slug:tier>/<str:file>", explained_views.tier_chart, "tier_chart"),
    *of_edition("<slug:tier>/", views.tier, "tier"),
]
