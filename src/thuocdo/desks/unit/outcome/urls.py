"""The unit's own result; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.unit.outcome import views

urlpatterns = [
    path("bao-cao/<int:pk>/ket-qua/", views.outcome, name="outcome"),
    path("bao-cao/<int:pk>/ket-qua/bieu-do/<str:file>", views.outcome_chart, name="outcome_chart"),
    path("bao-cao/<int:pk>/ket-qua/phieu-diem.pdf", views.outcome_sheet, name="outcome_sheet"),
]
