"""The addresses of the council's desk; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.council import component_views, views

urlpatterns = [
    path("hoi-dong/", views.council, name="council"),
    path("hoi-dong/<int:pk>/", views.report, name="council_report"),
    path("hoi-dong/<int:pk>/thong-qua/", views.take_over, name="council_take_over"),
    path("hoi-dong/<int:pk>/ket-thuc/", views.finish, name="council_finish"),
    path("hoi-dong/<int:pk>/xem-xet-lai/", views.take_up_again, name="council_again"),
    path("hoi-dong/<int:pk>/<str:code>/", component_views.component, name="council_component"),
    path("hoi-dong/<int:pk>/<str:code>/diem/", component_views.component_points, name="council_points"),
]
