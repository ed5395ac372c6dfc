from django.apps import AppConfig


class DifficultiesConfig(AppConfig):
    name = "thuocdo.difficulties"
    label = "difficulties"
