"""The addresses at which the verification is shared out; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.assign import views

BASE = "ky-danh-gia/<season:key>/phan-cong/"
urlpatterns = [
    path(BASE, views.sharing, name="sharing"),
    path(f"{BASE}them/", views.assign_new, name="assign_new"),
    path(f"{BASE}mac-dinh/", views.assign_reset, name="assign_reset"),
    path(f"{BASE}<int:pk>/", views.assign_change, name="assign_change"),
    path(f"{BASE}<int:pk>/bo/", views.assign_remove, name="assign_remove"),
]
