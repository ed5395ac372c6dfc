"""The addresses of the exemption requests of a season; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.exempt import proposing_views, views

BASE = "ky-danh-gia/<season:key>/de-nghi-khong-danh-gia/"
urlpatterns = [
    path(BASE, views.request_list, name="exemptions"),
    path(f"{BASE}de-xuat/", proposing_views.propose, name="exemption_propose"),
    path(f"{BASE}to-trinh.<slug:kind>", proposing_views.paper, name="exemption_paper"),
    path(f"{BASE}van-ban/moi/", proposing_views.acceptance_new, name="acceptance_new"),
    path(f"{BASE}<int:pk>/rut-de-xuat/", proposing_views.withdraw, name="exemption_withdraw"),
    path(f"{BASE}<int:pk>/", views.exemption_request, name="exemption_request"),
    path(f"{BASE}van-ban/<int:pk>/", views.acceptance, name="acceptance"),
    path(f"{BASE}van-ban/<int:pk>/tep/", views.acceptance_file, name="acceptance_file"),
    path(f"{BASE}van-ban/<int:pk>/thay-tep/", views.acceptance_replace, name="acceptance_replace"),
]
