from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "thuocdo.verification"
    label = "verification"
