"""The page about the API, in both languages."""

from django.urls import path

from thuocdo.api import description

app_name = "open_data"
urlpatterns = [path("du-lieu-mo/api/", description.page, name="api")]
