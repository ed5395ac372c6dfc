"""The addresses of difficulties and of the answers for all units; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.difficulty import paper_views, ruling_issue_views, ruling_views, views

BASE, SEASON = "vuong-mac/", "ky-danh-gia/<season:key>/"
urlpatterns = [
    path(BASE, views.difficulty_list, name="difficulties"),
    path(f"{BASE}neu/", views.difficulty_new, name="difficulty_new"),
    path(f"{BASE}<int:pk>/", views.difficulty, name="difficulty"),
    path(f"{SEASON}bao-cao-vuong-mac.<slug:kind>", paper_views.difficulties_paper, name="difficulties_paper"),
    path(f"{SEASON}tra-loi-chung/", ruling_views.ruling_list, name="rulings"),
    path(f"{SEASON}tra-loi-chung/moi/", ruling_views.ruling_new, name="ruling_new"),
    path("tra-loi-chung/<int:pk>/", ruling_views.ruling, name="ruling"),
    path("tra-loi-chung/<int:pk>/cong-van.<slug:kind>", ruling_issue_views.paper, name="ruling_paper"),
    path("tra-loi-chung/<int:pk>/ban-hanh/", ruling_issue_views.issue, name="ruling_issue"),
    path("tra-loi-chung/<int:pk>/tep/", ruling_views.ruling_file, name="ruling_file"),
]
