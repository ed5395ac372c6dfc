"""The addresses of a unit's desk; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.unit import (
    autosave_views,
    component_views,
    evidence_views,
    exemption_views,
    report_views,
    sending_views,
)

urlpatterns = [
    path("bao-cao/<int:pk>/", report_views.report, name="report"),
    path("bao-cao/<int:pk>/nguoi-lap-bieu/", report_views.contacts, name="contacts"),
    path("bao-cao/<int:pk>/gui/", sending_views.send, name="send"),
    path("bao-cao/<int:pk>/thu-hoi/", sending_views.withdraw, name="withdraw"),
    path("bao-cao/<int:pk>/phieu-xac-nhan/", sending_views.receipt, name="receipt"),
    path("bao-cao/<int:pk>/<str:code>/", component_views.component, name="component"),
    path("bao-cao/<int:pk>/<str:code>/luu/", autosave_views.autosave, name="autosave"),
    path("bao-cao/<int:pk>/<str:code>/diem/", component_views.component_points, name="component_points"),
    path("bao-cao/<int:pk>/<str:code>/de-nghi-khong-danh-gia/", exemption_views.exemption, name="exemption"),
    path("tai-lieu/<int:pk>/", evidence_views.evidence, name="evidence"),
    path("tai-lieu/<int:pk>/go/", evidence_views.evidence_remove, name="evidence_remove"),
]
