"""The addresses of the verifiers' desk; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.check import component_views, difference_views, queue_views, reason_views, report_views

urlpatterns = [
    path("tham-tra/", queue_views.queue_page, name="verification"),
    path("tham-tra/<season:key>/chi-so/<str:code>/", queue_views.component_list, name="check_component_list"),
    path("tham-tra/ky/<season:key>/", queue_views.of_season, name="verification_of"),
    path("tham-tra/<season:key>/khac-nhau/", difference_views.difference_list, name="check_differences"),
    path("tham-tra/<int:pk>/<str:code>/khac-nhau/", difference_views.difference, name="check_difference"),
    path("tham-tra/<season:key>/mau-ly-do/", reason_views.reason_list, name="check_reasons"),
    path("tham-tra/mau-ly-do/<int:pk>/", reason_views.reason, name="check_reason"),
    path("tham-tra/mau-ly-do/<int:pk>/len/", reason_views.up, name="check_reason_up"),
    path("tham-tra/mau-ly-do/<int:pk>/xoa/", reason_views.remove, name="check_reason_remove"),
    path("tham-tra/<int:pk>/", report_views.report, name="check_report"),
    path("tham-tra/<int:pk>/dong-y-con-lai/", report_views.agree_rest, name="check_agree_rest"),
    path("tham-tra/<int:pk>/ket-thuc/", report_views.finish, name="check_finish"),
    path("tham-tra/<int:pk>/tra-lai/", report_views.give_back, name="check_return"),
    path("tham-tra/<int:pk>/tham-tra-lai/", report_views.take_up_again, name="check_again"),
    path("tham-tra/<int:pk>/<str:code>/", component_views.component, name="check_component"),
    path("tham-tra/<int:pk>/<str:code>/diem/", component_views.component_points, name="check_points"),
]
