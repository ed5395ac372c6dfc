"""The addresses of clarification requests; part of the namespace `desks`, before the unit's and the verifiers' own."""

from django.urls import path

from thuocdo.desks.ask import asking_views, letter_views, list_views, thread_views

BASE = "yeu-cau-lam-ro/"
urlpatterns = [
    path(BASE, list_views.request_list, name="requests"),
    path(f"{BASE}hoi/<int:pk>/<str:code>/", asking_views.ask_new, name="ask_new"),
    path(f"{BASE}<int:pk>/", thread_views.thread, name="request"),
    path(f"{BASE}<int:pk>/cong-van.<slug:kind>", letter_views.letter, name="request_letter"),
    path(f"{BASE}<int:pk>/tra-loi.<slug:kind>", letter_views.answer, name="request_answer"),
    path(f"{BASE}<int:pk>/ban-hanh/", letter_views.issue, name="request_issue"),
    path(f"{BASE}<int:pk>/van-ban/", letter_views.letter_file, name="request_letter_file"),
    path(f"{BASE}<int:pk>/so-tra-loi/", letter_views.number, name="request_number"),
    path(f"{BASE}tep/<int:pk>/", thread_views.file, name="request_file"),
    path("bao-cao/<int:pk>/yeu-cau-lam-ro/", list_views.report_requests, name="report_requests"),
]
