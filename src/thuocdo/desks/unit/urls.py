"""The addresses of a unit's desk; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.unit import (
    autosave_views,
    component_views,
    delegation_views,
    exemption_views,
    history_views,
    report_views,
    sending_views,
    starting_views,
    workbook_views,
)

urlpatterns = [
    path("bao-cao/<int:pk>/", report_views.report, name="report"),
    path("bao-cao/<int:pk>/nguoi-lap-bieu/", report_views.contacts, name="contacts"),
    path("bao-cao/<int:pk>/gui/", sending_views.send, name="send"),
    path("bao-cao/<int:pk>/thu-hoi/", sending_views.withdraw, name="withdraw"),
    path("bao-cao/<int:pk>/phieu-xac-nhan/", sending_views.receipt, name="receipt"),
    path("bao-cao/<int:pk>/phan-cong/", delegation_views.delegation, name="delegation"),
    path("bao-cao/<int:pk>/phan-cong/ban-giao/", delegation_views.handing_over, name="hand_over"),
    path("bao-cao/<int:pk>/so-lieu-nam-truoc/", starting_views.starting, name="starting"),
    path("bao-cao/<int:pk>/excel/", workbook_views.workbook, name="workbook"),
    path("bao-cao/<int:pk>/excel/bieu.xlsx", workbook_views.workbook_file, name="workbook_file"),
    path("bao-cao/<int:pk>/excel/xem-truoc/", workbook_views.workbook_preview, name="workbook_preview"),
    path("bao-cao/<int:pk>/<str:code>/", component_views.component, name="component"),
    path("bao-cao/<int:pk>/<str:code>/luu/", autosave_views.autosave, name="autosave"),
    path("bao-cao/<int:pk>/<str:code>/lich-su/", history_views.history, name="history"),
    path("bao-cao/<int:pk>/<str:code>/xoa/", history_views.answer_clear, name="answer_clear"),
    path("bao-cao/<int:pk>/<str:code>/diem/", component_views.component_points, name="component_points"),
    path("bao-cao/<int:pk>/<str:code>/de-nghi-khong-danh-gia/", exemption_views.exemption, name="exemption"),
]
