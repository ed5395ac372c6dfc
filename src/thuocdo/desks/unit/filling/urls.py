"""The addresses of one component of a report; part of the namespace `desks`. They come after all others of a report,
since a component's code fits any word."""

from django.urls import path

from thuocdo.desks.unit.filling import (
    autosave_views,
    breakdown_views,
    component_views,
    exemption_views,
    history_views,
    starting_views,
)

urlpatterns = [
    path("bao-cao/<int:pk>/so-lieu-nam-truoc/", starting_views.starting, name="starting"),
    path("bao-cao/<int:pk>/<str:code>/", component_views.component, name="component"),
    path("bao-cao/<int:pk>/<str:code>/luu/", autosave_views.autosave, name="autosave"),
    path("bao-cao/<int:pk>/<str:code>/lich-su/", history_views.history, name="history"),
    path("bao-cao/<int:pk>/<str:code>/xoa/", history_views.answer_clear, name="answer_clear"),
    path("bao-cao/<int:pk>/<str:code>/bang-ke/", breakdown_views.breakdown, name="breakdown"),
    path("bao-cao/<int:pk>/<str:code>/diem/", component_views.component_points, name="component_points"),
    path("bao-cao/<int:pk>/<str:code>/de-nghi-khong-danh-gia/", exemption_views.exemption, name="exemption"),
]
