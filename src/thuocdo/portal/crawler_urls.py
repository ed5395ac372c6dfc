"""What programs look for at the root of a site, the same in every language."""

from django.urls import path

from thuocdo.portal import crawler_views as views

app_name = "crawler"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
