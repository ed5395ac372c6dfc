from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "thuocdo.cycles"
    label = "cycles"
