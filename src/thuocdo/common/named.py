"""Names in both languages, as data; the page's language chooses."""

from django.db import models
from django.utils.translation import get_language


class Named(models.Model):
    """A row with a Vietnamese and an English name."""

    name_vi = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_vi

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi
