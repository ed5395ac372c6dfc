from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "thuocdo.appraisal"
    label = "appraisal"
