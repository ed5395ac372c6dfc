"""The addresses of the official report, its signed copies and its sending; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.unit.signing import paper_views, sending_views, signed_views

urlpatterns = [
    path("bao-cao/<int:pk>/gui/", sending_views.send, name="send"),
    path("bao-cao/<int:pk>/thu-hoi/", sending_views.withdraw, name="withdraw"),
    path("bao-cao/<int:pk>/phieu-xac-nhan/", sending_views.receipt, name="receipt"),
    path("bao-cao/<int:pk>/phieu-xac-nhan/<int:number>/", sending_views.receipt_of, name="receipt_of"),
    path("bao-cao/<int:pk>/phieu-xac-nhan/<int:number>.pdf", sending_views.receipt_file, name="receipt_file"),
    path("bao-cao/<int:pk>/da-ky/", signed_views.signed, name="signed"),
    path("bao-cao/<int:pk>/da-ky/<int:copy>/", signed_views.signed_file, name="signed_file"),
    path("bao-cao/<int:pk>/da-ky/<int:copy>/kiem-tra-lai/", signed_views.signed_again, name="signed_again"),
    path("bao-cao/<int:pk>/van-ban/", paper_views.paper, name="paper"),
    path("bao-cao/<int:pk>/van-ban/trang/<int:page>.png", paper_views.paper_page, name="paper_page"),
    path("bao-cao/<int:pk>/van-ban/xem-truoc.pdf", paper_views.paper_preview, name="paper_preview"),
    path("bao-cao/<int:pk>/van-ban/bao-cao.docx", paper_views.paper_word, name="paper_word"),
    path("bao-cao/<int:pk>/van-ban/de-ky/", paper_views.paper_print, name="paper_print"),
    path("bao-cao/<int:pk>/van-ban/tep/<int:printed>/", paper_views.paper_file, name="paper_file"),
]
