"""One row, as plain as rows are."""

from django.conf import settings
from django.db import models


class Note(models.Model):
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.text
