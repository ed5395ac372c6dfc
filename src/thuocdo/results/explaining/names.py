"""What lines, groups and levels are called in the language of the page."""

from fractions import Fraction

from django.utils.translation import gettext as _

from thuocdo.analysis.lines import Data, number
from thuocdo.common.templatetags.words import text


class Names:
    """Of one tier's form."""

    def __init__(self, criteria_set: Data, tier: Data) -> None:
        self.groups = {group["code"]: text(group["name"]) for group in tier["groups"]}
        lines = [line for group in tier["groups"] for line in group["components"]]
        self.lines = {line["code"]: text(line["name"]) for line in [*lines, *tier["adjustments"]]}
        self.levels = {level["key"]: text(level["name"]) for level in criteria_set["levels"]}
        self.bounds = [(float(number(level["from"])), text(level["name"])) for level in criteria_set["levels"]]
        self.tier = text(tier["name"])

    def line(self, kind: str, code: str) -> str:
        """A component, what is left of a group, or what is public of no group."""
        if kind == "group":
            return _("Group %(code)s (components not published)") % {"code": code}
        if kind == "rest":
            return _("Groups whose points are not published")
        return f"{code} {self.lines.get(code, '')}".strip()

    def group(self, code: str) -> str:
        return f"{code}. {self.groups.get(code, '')}"


def percent_number(share: Fraction | None) -> Fraction | None:
    """A share of 1 as a figure of 100."""
    return None if share is None else 100 * share
