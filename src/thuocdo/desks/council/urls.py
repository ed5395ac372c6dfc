"""The addresses of the council's desk; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.council import (
    component_views,
    item_views,
    minutes_views,
    session_views,
    taking_views,
    views,
    vote_views,
)

SESSION = "hoi-dong/phien/<int:pk>/"

urlpatterns = [
    path("hoi-dong/", views.council, name="council"),
    path("hoi-dong/phien/", session_views.session_list, name="council_sessions"),
    path("hoi-dong/phien/moi/<season:key>/", session_views.session_new, name="council_session_new"),
    path(SESSION, session_views.session, name="council_session"),
    path(f"{SESSION}sua/", session_views.session_change, name="council_session_change"),
    path(f"{SESSION}huy/", session_views.session_cancel, name="council_session_cancel"),
    path(f"{SESSION}khai-mac/", session_views.session_open, name="council_session_open"),
    path(f"{SESSION}be-mac/", session_views.session_close, name="council_session_close"),
    path(f"{SESSION}diem-danh/", session_views.attendance, name="council_attendance"),
    path(f"{SESSION}tai-lieu/", session_views.paper_add, name="council_paper_add"),
    path(f"{SESSION}tai-lieu/<int:paper>/", session_views.paper_file, name="council_paper"),
    path(f"{SESSION}dien-bien/", session_views.line_add, name="council_line"),
    path(f"{SESSION}bien-ban.<slug:kind>", minutes_views.minutes, name="council_minutes"),
    path(f"{SESSION}bien-ban-ky/", session_views.signed_minutes, name="council_signed_minutes"),
    path(f"{SESSION}bien-ban-ky/tep/", session_views.signed_file, name="council_signed_file"),
    path(f"{SESSION}noi-dung/", item_views.item_list, name="council_items"),
    path(f"{SESSION}thong-qua/", taking_views.undisputed, name="council_undisputed"),
    path(f"{SESSION}da-thong-qua/", taking_views.taken, name="council_taken"),
    path(f"{SESSION}bieu-quyet/", vote_views.vote, name="council_vote"),
    path(f"{SESSION}trinh-chieu/", vote_views.projection, name="council_projection"),
    path("hoi-dong/noi-dung/<int:pk>/", item_views.item, name="council_item"),
    path("hoi-dong/noi-dung/<int:pk>/phuong-an/", item_views.position, name="council_position"),
    path("hoi-dong/<int:pk>/", views.report, name="council_report"),
    path("hoi-dong/<int:pk>/thong-qua/", views.take_over, name="council_take_over"),
    path("hoi-dong/<int:pk>/ket-thuc/", views.finish, name="council_finish"),
    path("hoi-dong/<int:pk>/xem-xet-lai/", views.take_up_again, name="council_again"),
    path("hoi-dong/<int:pk>/<str:code>/", component_views.component, name="council_component"),
    path("hoi-dong/<int:pk>/<str:code>/diem/", component_views.component_points, name="council_points"),
]
