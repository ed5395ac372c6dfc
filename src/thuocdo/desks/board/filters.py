"""What part of a season the board shows, as its address says; every choice can be linked to."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import law
from thuocdo.regulation import Component, Form, Group
from thuocdo.reports.enums import ARRIVED, ReportState

TIER, STATE, COMPONENT, GROUP, DISPUTED = "cap", "trang-thai", "chi-so", "nhom", "tranh-chap"
STATES: Mapping[str, tuple[Promise, Q]] = {
    "chua-gui": (_("Not sent yet"), ~Q(state__in=ARRIVED)),
    "da-gui": (_("Report is in"), Q(state__in=ARRIVED)),
    "muon": (_("Came late"), Q(is_late=True, state__in=ARRIVED)),
    "dang-tham-tra": (_("Being verified"), Q(state=ReportState.SENT)),
    "da-tham-tra": (_("Verified, or further on"), Q(state__in=ARRIVED - {ReportState.SENT})),
    "chinh-thuc": (_("Final"), Q(state=ReportState.FINAL)),
}


@dataclass(frozen=True)
class Filters:
    """Empty texts choose nothing; what the season does not know is left out."""

    tier: str = ""
    state: str = ""
    component: str = ""
    group: str = ""
    only_disputed: bool = False

    @classmethod
    def read(cls, query: QueryDict, season: Season) -> "Filters":
        forms = law(season.pinned_set).forms
        codes = {component.code for form in forms.values() for component in form.components}
        groups = {group.code for form in forms.values() for group in form.groups}
        return cls(
            _known(query.get(TIER, ""), forms.keys()),
            _known(query.get(STATE, ""), STATES.keys()),
            _known(query.get(COMPONENT, ""), codes),
            _known(query.get(GROUP, ""), groups),
            query.get(DISPUTED) == "1",
        )

    @property
    def rows(self) -> Q:
        """The reports that are asked for, but for their disputes."""
        wanted = Q(season_unit__season_tier__tier__code=self.tier) if self.tier else Q()
        return wanted & STATES[self.state][1] if self.state else wanted

    @property
    def has_any(self) -> bool:
        return self != Filters()

    @property
    def query(self) -> str:
        return self._query(self._said)

    def with_state(self, state: str) -> str:
        return self._query({**self._said, STATE: state})

    @property
    def disputed_query(self) -> str:
        return self._query({**self._said, STATE: "", DISPUTED: "1"})

    @property
    def _said(self) -> dict[str, str]:
        disputed = "1" if self.only_disputed else ""
        return {TIER: self.tier, STATE: self.state, COMPONENT: self.component, GROUP: self.group, DISPUTED: disputed}

    @staticmethod
    def _query(said: dict[str, str]) -> str:
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def shows(self, group: Group, component: Component) -> bool:
        return self.component in ("", component.code) and self.group in ("", group.code)

    def columns(self, form: Form) -> list[Component]:
        return [c for group in form.groups for c in group.components if self.shows(group, c)]


def _known(value: str, known: Container[str]) -> str:
    return value if value in known else ""


def choices(season: Season, tiers: list[SeasonTier]) -> dict[str, list[tuple[str, object]]]:
    """What each filter offers: value and words."""
    groups: dict[str, object] = {}
    components: dict[str, object] = {}
    for form in law(season.pinned_set).forms.values():
        groups |= {group.code: group.name for group in form.groups if group.code not in groups}
        components |= {c.code: c.name for c in form.components if c.code not in components}
    return {
        "tiers": [(tier.tier.code, tier.tier.name) for tier in tiers],
        "states": [(key, words) for key, (words, _rows) in STATES.items()],
        "groups": list(groups.items()),
        "components": list(components.items()),
    }
