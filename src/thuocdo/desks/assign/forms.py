"""Who is given what: a component by rule or by hand, or a unit's whole report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post, Unit, User
from thuocdo.common import clock
from thuocdo.common.templatetags.words import text
from thuocdo.cycles.models import Season, SeasonTier, SeasonUnit
from thuocdo.regulation import Component
from thuocdo.verification.assigning import Place, components


class AgencyForm(forms.Form):
    """The agency, and its officer where one alone is to check."""

    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Unit.objects.none(), error_messages={"required": _("Choose an agency.")}
    )
    verifier = forms.ModelChoiceField(
        label=_("Officer"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Every verifier of the agency"),
        help_text=_("Only where one officer alone is to check for the agency."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["agency"].queryset = Unit.objects.filter(Unit.on(today))
        posts = Post.objects.filter(Post.on(today), role=Role.VERIFIER).select_related("unit", "user")
        places = {post.user_id: post.unit.name for post in posts}
        officers = self.fields["verifier"]
        officers.queryset = User.objects.filter(pk__in=places).order_by("full_name")
        officers.label_from_instance = lambda user: f"{user.full_name} ({places.get(user.pk, '')})"


class AssignForm(AgencyForm):
    """What is given, to whom."""

    component = forms.ChoiceField(label=_("Component"), required=False)
    tier = forms.ModelChoiceField(
        label=_("Tier"), queryset=SeasonTier.objects.none(), required=False, empty_label=_("Every tier")
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=SeasonUnit.objects.none(),
        required=False,
        empty_label=_("Every unit"),
        help_text=_("One unit alone: then the tier is left open."),
    )
    field_order = ["component", "tier", "unit", "agency", "verifier"]

    def __init__(self, season: Season, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = {c.code: c for c in components(season, Place()) if verified(c)}
        said = [(code, f"{code} {text(c.name)}") for code, c in named.items()]
        self.fields["component"].choices = [("", _("The whole report (of one unit)")), *said]
        tiers = SeasonTier.objects.filter(season=season).select_related("tier")
        self.fields["tier"].queryset = tiers
        self.fields["tier"].label_from_instance = lambda row: row.tier.name
        self.fields["unit"].queryset = SeasonUnit.objects.filter(season=season).select_related(
            "season_tier__tier", "unit"
        )

    def place(self) -> Place:
        said = self.cleaned_data
        return Place(said["component"], said["tier"], said["unit"])


def verified(component: Component) -> bool:
    """Some of it is verified, that is, not the council's alone."""
    return any(leaf.answered_by != "council" for leaf in component.leaves)
