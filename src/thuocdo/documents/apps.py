from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "thuocdo.documents"
    label = "documents"
