"""What a person wants by e-mail; how the outbox is narrowed down."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Unit
from thuocdo.notices.enums import BY_MAIL, SENDABLE_AGAIN, Kind, Language, MailState
from thuocdo.notices.models import Event


class PreferenceForm(forms.Form):
    by_mail = forms.MultipleChoiceField(
        label=_("By e-mail I get"),
        choices=[(kind.value, kind.label) for kind in BY_MAIL],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whatever you choose here, every notice also stands on this desk."),
    )
    language = forms.ChoiceField(label=_("Language of the e-mails"), choices=Language, widget=forms.RadioSelect)


class OutboxForm(forms.Form):
    """Narrows the outbox; what is not understood narrows nothing."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, to_field_name="key")
    kind = forms.ChoiceField(label=_("What was told"), required=False)
    state = forms.ChoiceField(label=_("E-mail"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("All"))]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=Event.objects.values("unit")).only(
            "key", "name_vi", "name_en", "tier"
        )
        self.fields["unit"].empty_label = _("All")
        self.fields["unit"].label_from_instance = lambda unit: unit.name
        self.fields["kind"].choices = [*every, *Kind.choices]
        self.fields["state"].choices = [*every, ("faulty", _("Not sent, or perhaps not")), *MailState.choices]

    def narrow(self, events: QuerySet[Event]) -> QuerySet[Event]:
        self.is_valid()
        chosen = self.cleaned_data
        if unit := chosen.get("unit"):
            events = events.filter(unit=unit)
        if kind := chosen.get("kind"):
            events = events.filter(kind=kind)
        if state := chosen.get("state"):
            wanted = Q(mails__state__in=SENDABLE_AGAIN) if state == "faulty" else Q(mails__state=state)
            events = events.filter(wanted).distinct()
        return events
