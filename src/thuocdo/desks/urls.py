"""The desks of everybody who works on a season."""

from django.urls import path

from thuocdo.desks import home

app_name = "desks"
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
]
