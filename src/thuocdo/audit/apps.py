from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "thuocdo.audit"
    label = "audit"
