"""The addresses of the keys to the feed for home affairs; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.feed import views

urlpatterns = [
    path("khoa-truy-cap/", views.keys, name="feed_keys"),
    path("khoa-truy-cap/<int:pk>/thu-hoi/", views.revoke, name="feed_key_revoke"),
]
