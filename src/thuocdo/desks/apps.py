from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "thuocdo.desks"
    label = "desks"

    def ready(self) -> None:
        from django.urls import register_converter  # late: the addresses load once the apps are there

        from thuocdo.desks.addresses import SeasonKey

        register_converter(SeasonKey, "season")
