"""The addresses of how a season reads Article 6; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.reading import views

BASE = "ky-danh-gia/<season:key>/dieu-6/"
urlpatterns = [
    path(BASE, views.reading, name="reading"),
    path(f"{BASE}chot/", views.settle, name="reading_settle"),
    path(f"{BASE}thay-doi/", views.change_new, name="reading_change"),
    path(f"{BASE}thay-doi/<int:pk>/kiem-tra/", views.change_check, name="reading_check"),
    path(f"{BASE}thay-doi/<int:pk>/rut/", views.change_end, name="reading_end"),
    path(f"{BASE}thay-doi/<int:pk>/tep/", views.change_file, name="reading_file"),
    path(f"{BASE}thay-doi/<int:pk>/thay-tep/", views.change_replace, name="reading_replace"),
]
