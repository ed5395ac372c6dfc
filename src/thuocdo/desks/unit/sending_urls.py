"""The addresses of a report's signed copy and of its earlier receipts; before those of its components, which take any
word."""

from django.urls import path

from thuocdo.desks.unit import sending_views, signed_views

urlpatterns = [
    path("bao-cao/<int:pk>/da-ky/", signed_views.signed, name="signed"),
    path("bao-cao/<int:pk>/da-ky/<int:copy>/", signed_views.signed_file, name="signed_file"),
    path("bao-cao/<int:pk>/da-ky/<int:copy>/kiem-tra-lai/", signed_views.signed_again, name="signed_again"),
    path("bao-cao/<int:pk>/phieu-xac-nhan/<int:number>/", sending_views.receipt_of, name="receipt_of"),
    path("bao-cao/<int:pk>/phieu-xac-nhan/<int:number>.pdf", sending_views.receipt_file, name="receipt_file"),
]
