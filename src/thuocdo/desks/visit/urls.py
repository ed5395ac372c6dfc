"""The addresses of on-site checks; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.visit import minutes_views, paper_views, plan_views, views

BASE = "kiem-tra-thuc-te/"
urlpatterns = [
    path(BASE, views.visit_list, name="visits"),
    path(f"{BASE}moi/<season:key>/", plan_views.visit_new, name="visit_new"),
    path(f"{BASE}<int:pk>/", views.visit, name="visit"),
    path(f"{BASE}<int:pk>/ke-hoach/", plan_views.visit_plan, name="visit_plan"),
    path(f"{BASE}<int:pk>/huy/", plan_views.visit_cancel, name="visit_cancel"),
    path(f"{BASE}<int:pk>/bien-ban/", minutes_views.visit_minutes, name="visit_minutes"),
    path(f"{BASE}<int:pk>/ban-ky/", minutes_views.visit_sign, name="visit_sign"),
    path(f"{BASE}<int:pk>/ban-ky/tep/", views.visit_signed, name="visit_signed"),
    path(f"{BASE}<int:pk>/<slug:which>.<slug:kind>", paper_views.visit_paper, name="visit_paper"),
]
