from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "thuocdo.api"
    label = "api"
