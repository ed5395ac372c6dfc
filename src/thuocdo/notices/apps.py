from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "thuocdo.notices"
    label = "notices"
