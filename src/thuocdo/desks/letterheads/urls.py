"""The addresses of letterheads and signatories; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.letterheads import views

urlpatterns = [
    path("the-thuc-van-ban/", views.letterheads, name="letterheads"),
    path("the-thuc-van-ban/<slug:unit>/", views.letterhead_of, name="letterhead_of"),
    path("the-thuc-van-ban/<slug:unit>/tieu-de/moi/", views.letterhead_new, name="letterhead_new"),
    path("the-thuc-van-ban/<slug:unit>/tieu-de/<int:pk>/", views.letterhead, name="letterhead"),
    path("the-thuc-van-ban/<slug:unit>/nguoi-ky/moi/", views.signatory_new, name="signatory_new"),
    path("the-thuc-van-ban/<slug:unit>/nguoi-ky/<int:pk>/", views.signatory, name="signatory"),
]
