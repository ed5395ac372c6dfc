"""The addresses of the administrator's pages; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.people import views

urlpatterns = [
    path("nguoi-dung/", views.people, name="people"),
    path("nguoi-dung/moi/", views.person_new, name="person_new"),
    path("nguoi-dung/<int:pk>/", views.person, name="person"),
    path("nguoi-dung/<int:pk>/mat-khau/", views.person_password, name="person_password"),
    path("nguoi-dung/nhiem-vu/<int:pk>/ket-thuc/", views.post_end, name="post_end"),
]
