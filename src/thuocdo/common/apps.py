from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "thuocdo.common"
    label = "common"
