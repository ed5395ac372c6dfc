"""The addresses of the dossier; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.dossier import notice_views, views

BASE = "ket-qua-ky/<season:key>/ho-so/"
NOTICES = f"{BASE}thong-bao-don-vi/"

urlpatterns = [
    path(BASE, views.dossier, name="dossier"),
    path(f"{BASE}tat-ca-<slug:kind>.zip", views.dossier_zip, name="dossier_zip"),
    path(f"{BASE}quyet-dinh-da-ky/", views.signed_decision, name="signed_decision"),
    path(f"{BASE}<slug:paper>.<slug:kind>", views.dossier_paper, name="dossier_paper"),
    path(NOTICES, notice_views.unit_notices, name="unit_notices"),
    path(f"{NOTICES}tat-ca-<slug:kind>.zip", notice_views.notices_zip, name="notices_zip"),
    path(f"{NOTICES}tat-ca-<slug:kind>/", notice_views.notices_making, name="notices_making"),
    path(f"{NOTICES}da-lap-<slug:kind>.zip", notice_views.notices_file, name="notices_file"),
    path(f"{NOTICES}<slug:unit>.<slug:kind>", notice_views.notice, name="unit_notice"),
]
