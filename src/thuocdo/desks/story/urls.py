"""The address of a component's whole story; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.story import views

urlpatterns = [path("chuyen-cua-diem/<int:pk>/<str:code>/", views.story, name="story")]
