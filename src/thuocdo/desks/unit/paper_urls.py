"""The addresses of a unit's official report; before those of its components, which take any word."""

from django.urls import path

from thuocdo.desks.unit import paper_views

urlpatterns = [
    path("bao-cao/<int:pk>/van-ban/", paper_views.paper, name="paper"),
    path("bao-cao/<int:pk>/van-ban/trang/<int:page>.png", paper_views.paper_page, name="paper_page"),
    path("bao-cao/<int:pk>/van-ban/xem-truoc.pdf", paper_views.paper_preview, name="paper_preview"),
    path("bao-cao/<int:pk>/van-ban/bao-cao.docx", paper_views.paper_word, name="paper_word"),
    path("bao-cao/<int:pk>/van-ban/de-ky/", paper_views.paper_print, name="paper_print"),
    path("bao-cao/<int:pk>/van-ban/tep/<int:printed>/", paper_views.paper_file, name="paper_file"),
]
