"""The public portal: published editions only."""

from django.urls import path

from thuocdo.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.latest, name="latest"),
]
