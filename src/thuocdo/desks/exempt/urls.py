"""The addresses of the exemption requests of a season; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.exempt import views

BASE = "ky-danh-gia/<int:year>/de-nghi-khong-danh-gia/"
urlpatterns = [
    path(BASE, views.request_list, name="exemptions"),
    path(f"{BASE}<int:pk>/", views.exemption_request, name="exemption_request"),
    path(f"{BASE}van-ban/<int:pk>/", views.acceptance, name="acceptance"),
    path(f"{BASE}van-ban/<int:pk>/tep/", views.acceptance_file, name="acceptance_file"),
    path(f"{BASE}van-ban/<int:pk>/thay-tep/", views.acceptance_replace, name="acceptance_replace"),
]
