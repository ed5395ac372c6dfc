"""The addresses of notices, their settings, the outbox and the sample's caught e-mails; part of `desks`."""

from django.urls import path

from thuocdo.desks.notices import caught_views, outbox_views, views

urlpatterns = [
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/da-doc/", views.read_all, name="notices_read"),
    path("thong-bao/<int:pk>/", views.notice, name="notice"),
    path("thong-bao/thu-dien-tu/", views.settings, name="notice_settings"),
    path("bao-cao/<int:pk>/han-gui.ics", views.calendar, name="calendar"),
    path("thu-di/", outbox_views.outbox, name="outbox"),
    path("thu-di/<int:pk>/gui-lai/", outbox_views.send_again, name="mail_again"),
    path("thu-mau/", caught_views.caught_mails, name="caught_mails"),
    path("thu-mau/<int:pk>/", caught_views.caught_mail, name="caught_mail"),
    path("thu-mau/<int:pk>/noi-dung/", caught_views.caught_html, name="caught_html"),
]
