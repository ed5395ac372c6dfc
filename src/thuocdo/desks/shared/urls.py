"""The addresses of the figures that shared systems hold; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.shared import component_views, import_views

BASE = "ky-danh-gia/<season:key>/so-lieu-dung-chung/"
urlpatterns = [
    path(BASE, import_views.shared, name="shared"),
    path(f"{BASE}mau.xlsx", import_views.template, name="shared_template"),
    path(f"{BASE}xem-truoc/", import_views.preview, name="shared_preview"),
    path(f"{BASE}tep/<int:pk>/", import_views.shared_file, name="shared_file"),
    path(f"{BASE}<str:code>/", component_views.component, name="shared_component"),
]
