"""The addresses of a season's result before it is public; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.result import bundle_views, correction_views, difference_views, views

urlpatterns = [
    path("ket-qua-ky/", views.result_list, name="results"),
    path("ket-qua-ky/<season:key>/", views.result, name="result"),
    path("ket-qua-ky/<season:key>/so-lieu.csv", views.result_facts, name="result_facts"),
    path("ket-qua-ky/<season:key>/so-lieu.xlsx", views.result_workbook, name="result_workbook"),
    path("ket-qua-ky/<season:key>/trinh/", views.propose, name="propose"),
    path("ket-qua-ky/<season:key>/rut-lai/", views.take_back, name="take_back"),
    path("ket-qua-ky/<season:key>/quyet-dinh/", views.decision, name="decision"),
    path("ket-qua-ky/<season:key>/quyet-dinh/thay-tep/", views.decision_replace, name="decision_replace"),
    path("ket-qua-ky/<season:key>/kiem-tra-quyet-dinh/", views.approve, name="approve"),
    path("ket-qua-ky/<season:key>/cong-bo/", views.publish, name="publish"),
    path("ket-qua-ky/<season:key>/quyet-dinh/lan-<int:number>/", views.decision_file, name="decision_file"),
    path("ket-qua-ky/<season:key>/goi-doi-chieu/lan-<int:number>/", bundle_views.full_bundle, name="full_bundle"),
    path("ket-qua-ky/<season:key>/dieu-chinh/", correction_views.correct, name="correct"),
    path("ket-qua-ky/<season:key>/dieu-chinh/ket-thuc/", correction_views.correction_end, name="correction_end"),
    path("ket-qua-ky/<season:key>/khac-biet/", difference_views.differences, name="differences"),
]
