"""The addresses of the lead department's season pages; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.season import founding_views, opening_views, practice_views, press_views, views

urlpatterns = [
    path("ky-danh-gia/", views.season_list, name="seasons"),
    path("ky-danh-gia/moi/", views.season_new, name="season_new"),
    path("ky-danh-gia/tap-duot/", practice_views.practice_new, name="practice_new"),
    path("ky-danh-gia/<season:key>/", views.season, name="season"),
    path("ky-danh-gia/<season:key>/xoa/", practice_views.season_wipe, name="season_wipe"),
    path("ky-danh-gia/<season:key>/cong-van-mo-dau/", views.opening_letter, name="opening_letter"),
    path(
        "ky-danh-gia/<season:key>/cong-van-mo-dau/<slug:tier>.<slug:kind>",
        opening_views.opening_paper,
        name="opening_paper",
    ),
    path("ky-danh-gia/<season:key>/thanh-lap-hoi-dong/", founding_views.council_founding, name="council_founding"),
    path("ky-danh-gia/<season:key>/hoi-dong/", founding_views.setting_up, name="council_setting_up"),
    path("ky-danh-gia/<season:key>/hoi-dong/kiem-tra/", founding_views.founding_check, name="founding_check"),
    path(
        "ky-danh-gia/<season:key>/hoi-dong/van-ban/<slug:paper>.<slug:kind>",
        founding_views.founding_paper,
        name="founding_paper",
    ),
    path(
        "ky-danh-gia/<season:key>/hoi-dong/y-kien/<slug:unit>/",
        founding_views.founding_opinion,
        name="founding_opinion",
    ),
    path(
        "ky-danh-gia/<season:key>/hoi-dong/y-kien/<slug:unit>/tep/",
        founding_views.opinion_file,
        name="founding_opinion_file",
    ),
    path("ky-danh-gia/<season:key>/van-ban/<slug:kind>/", views.season_document, name="season_document"),
    path("ky-danh-gia/<season:key>/cap/<slug:tier>/<slug:act>/", views.season_step, name="season_step"),
    path("ky-danh-gia/<season:key>/don-doc/<slug:tier>.<slug:kind>", press_views.press_letter, name="press_letter"),
    path("ky-danh-gia/<season:key>/don-vi/<slug:unit>/gia-han/", views.extension, name="extension"),
    path("ky-danh-gia/<season:key>/don-vi/<slug:unit>/khong-gui/", views.absence, name="absence"),
]
