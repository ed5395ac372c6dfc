"""How addresses name a season: by its year, or, where it is for practice, by that and a word before it."""

from django.urls.converters import StringConverter

from thuocdo.cycles.models import PRACTICE


class SeasonKey(StringConverter):
    """`<season:key>`: the season's `key`, such as 2022 or tap-duot-2022."""

    regex = rf"(?:{PRACTICE})?[0-9]{{4}}"
