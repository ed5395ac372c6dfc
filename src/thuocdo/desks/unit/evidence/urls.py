"""The addresses of a unit's evidence; before those of its components, which take any code."""

from django.urls import path

from thuocdo.desks.unit.evidence import (
    document_views,
    file_views,
    link_public_views,
    link_views,
    list_views,
    upload_views,
)

urlpatterns = [
    path("bao-cao/<int:pk>/tai-lieu/", list_views.evidence_list, name="evidence_list"),
    path("bao-cao/<int:pk>/tai-lieu/them/", list_views.evidence_new, name="evidence_new"),
    path("bao-cao/<int:pk>/<str:code>/tep/", upload_views.evidence_upload, name="evidence_upload"),
    path("bao-cao/<int:pk>/duong-dan/", link_views.links, name="links"),
    path("duong-dan/<int:pk>/dong/", link_views.link_close, name="link_close"),
    path("tep-nhan/<int:pk>/", link_views.received_file, name="received_file"),
    path("tep-nhan/<int:pk>/nhan/", link_views.received_take, name="received_take"),
    path("tep-nhan/<int:pk>/tu-choi/", link_views.received_refuse, name="received_refuse"),
    path("gui-tai-lieu/<str:secret>/", link_public_views.hand_in, name="hand_in"),
    path("gui-tai-lieu/<str:secret>/ma-qr.svg", link_public_views.hand_in_code, name="hand_in_code"),
    path("danh-muc-tai-lieu/<int:pk>/", document_views.evidence_document, name="evidence_document"),
    path("danh-muc-tai-lieu/<int:pk>/tep/", document_views.evidence_files, name="evidence_files"),
    path("danh-muc-tai-lieu/<int:pk>/dan/", document_views.evidence_cite, name="evidence_cite"),
    path("danh-muc-tai-lieu/<int:pk>/bo-dan/", document_views.evidence_uncite, name="evidence_uncite"),
    path("danh-muc-tai-lieu/<int:pk>/go/", list_views.evidence_remove, name="evidence_remove"),
    path("tai-lieu/<int:pk>/", file_views.evidence, name="evidence"),
    path("tai-lieu/<int:pk>/go/", document_views.evidence_file_off, name="evidence_file_off"),
    path("tai-lieu/<int:pk>/xem/", file_views.evidence_preview, name="evidence_preview"),
    path("tai-lieu/<int:pk>/xem/<int:page>.png", file_views.evidence_picture, name="evidence_picture"),
]
