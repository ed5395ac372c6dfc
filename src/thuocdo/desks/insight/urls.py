"""A season's result looked at as a whole; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.insight import views

urlpatterns = [
    path("ket-qua-ky/<season:key>/phan-tich/", views.insight, name="insight"),
    path("ket-qua-ky/<season:key>/phan-tich/bieu-do/<slug:tier>/<str:file>", views.insight_chart, name="insight_chart"),
]
