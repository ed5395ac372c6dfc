"""The addresses of a report as a workbook; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.unit.workbook import views

urlpatterns = [
    path("bao-cao/<int:pk>/excel/", views.workbook, name="workbook"),
    path("bao-cao/<int:pk>/excel/bieu.xlsx", views.workbook_file, name="workbook_file"),
    path("bao-cao/<int:pk>/excel/xem-truoc/", views.workbook_preview, name="workbook_preview"),
]
