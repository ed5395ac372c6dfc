"""The addresses of a unit's desk, room by room; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.unit import delegation_views, report_views
from thuocdo.desks.unit.evidence.urls import urlpatterns as evidence
from thuocdo.desks.unit.filling.urls import urlpatterns as filling
from thuocdo.desks.unit.outcome.urls import urlpatterns as outcome
from thuocdo.desks.unit.signing.urls import urlpatterns as signing
from thuocdo.desks.unit.workbook.urls import urlpatterns as workbook

urlpatterns = [
    path("bao-cao/<int:pk>/", report_views.report, name="report"),
    path("bao-cao/<int:pk>/nguoi-lap-bieu/", report_views.contacts, name="contacts"),
    path("bao-cao/<int:pk>/phan-cong/", delegation_views.delegation, name="delegation"),
    path("bao-cao/<int:pk>/phan-cong/ban-giao/", delegation_views.handing_over, name="hand_over"),
    *outcome,
    *evidence,
    *signing,
    *workbook,
    *filling,
]
