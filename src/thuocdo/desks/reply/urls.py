"""The addresses of the right of reply; part of the namespace `desks`, before the unit's own."""

from django.urls import path

from thuocdo.desks.reply import deciding_views, round_views, unit_views

UNIT = "bao-cao/<int:pk>/giai-trinh/"
SEASON = "ky-danh-gia/<season:key>/giai-trinh/"
urlpatterns = [
    path(UNIT, unit_views.replies, name="reply"),
    path(f"{UNIT}dong-y/<int:number>/", unit_views.agree, name="reply_agree"),
    path(f"{UNIT}<int:number>/<str:code>/", unit_views.component, name="reply_component"),
    path("giai-trinh/tep/<int:pk>/", unit_views.file, name="reply_file"),
    path(SEASON, round_views.rounds, name="reply_rounds"),
    path(f"{SEASON}mo/<slug:tier>/<slug:kind>/", round_views.opening, name="reply_opening"),
    path(f"{SEASON}<int:pk>/", round_views.round_page, name="reply_round"),
    path(f"{SEASON}<int:pk>/dong/", round_views.closing, name="reply_closing"),
    path(f"{SEASON}y-kien/<int:pk>/", deciding_views.decide, name="reply_decide"),
]
