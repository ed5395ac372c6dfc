"""The public portal: published editions only, open to everyone."""

from django.urls import path

from thuocdo.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("ket-qua/<int:year>/", views.year, name="year"),
    path("ket-qua/<int:year>/bo-tieu-chi/", views.method, name="method"),
    path("ket-qua/<int:year>/tai-ve/ket-qua.csv", views.csv_file, name="csv"),
    path("ket-qua/<int:year>/tai-ve/ket-qua.json", views.json_file, name="json"),
    path("ket-qua/<int:year>/don-vi/<slug:unit>/", views.unit, name="unit"),
    path("ket-qua/<int:year>/<slug:tier>/", views.tier, name="tier"),
]
