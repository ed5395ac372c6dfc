"""The forms of the council's sessions."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.enums import Role
from thuocdo.appraisal.enums import AttendanceState
from thuocdo.common import clock
from thuocdo.common.fields import DayField
from thuocdo.desks.council.session_page import Seat
from thuocdo.documents.files import ACCEPT
from thuocdo.regulation import Form
from thuocdo.reports.models import Report


class SessionForm(forms.Form):
    """When, where, what."""

    day = DayField(label=_("Day of the session"))
    time = forms.TimeField(
        label=_("Begins at (hour:minute)"),
        input_formats=["%H:%M", "%H.%M", "%Hh%M", "%Hg%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("For instance 14:00."),
        error_messages={"invalid": _("Write the time as 14:00.")},
    )
    place = forms.CharField(label=_("Place of the session"), max_length=200)
    agenda = forms.CharField(
        label=_("Agenda"), widget=forms.Textarea(attrs={"rows": 6}), help_text=_("One point a line.")
    )

    @classmethod
    def of(cls, session, data=None) -> "SessionForm":
        """Begins with what the session says now."""
        begins = clock.local(session.starts_at)
        said = {"day": begins.date(), "time": begins.time(), "place": session.place, "agenda": session.agenda}
        return cls(data, initial=said)

    def facts(self) -> dict[str, object]:
        typed = self.cleaned_data
        starts_at = datetime.combine(typed["day"], typed["time"], tzinfo=ZoneInfo(settings.TIME_ZONE))
        return {"starts_at": starts_at, "place": typed["place"], "agenda": typed["agenda"]}


class AttendanceForm(forms.Form):
    """Each member's state, and a word about it."""

    def __init__(self, seats: Iterable[Seat], data=None) -> None:
        super().__init__(data)
        self.seats = list(seats)
        for seat in self.seats:
            pk, name = seat.member.pk, seat.member.user.full_name
            self.fields[f"state-{pk}"] = forms.ChoiceField(
                label=name,
                help_text=f"{Role(seat.member.role).label} · {seat.member.unit.name}",
                choices=AttendanceState.choices,
                widget=forms.RadioSelect,
                initial=seat.state or AttendanceState.PRESENT,
            )
            self.fields[f"note-{pk}"] = forms.CharField(
                label=format_lazy(_("Note: {name}"), name=name), max_length=200, required=False, initial=seat.note
            )

    @property
    def rows(self) -> list[tuple[Seat, forms.BoundField, forms.BoundField]]:
        return [(seat, self[f"state-{seat.member.pk}"], self[f"note-{seat.member.pk}"]) for seat in self.seats]

    def states(self) -> dict[int, str]:
        return {seat.member.pk: self.cleaned_data[f"state-{seat.member.pk}"] for seat in self.seats}

    def notes(self) -> dict[int, str]:
        return {seat.member.pk: self.cleaned_data[f"note-{seat.member.pk}"] for seat in self.seats}


class FileForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ACCEPT}))


class SignedMinutesForm(forms.Form):
    number = forms.CharField(label=_("Number of the minutes"), max_length=60, help_text=_("For instance 01/BB-HĐĐG."))
    file = forms.FileField(label=_("Signed minutes"), widget=forms.FileInput(attrs={"accept": ACCEPT}))


class ItemForm(forms.Form):
    """One component of one verified report, put on the list by hand."""

    def __init__(self, reports: Iterable[Report], criteria: Iterable[Form], data=None) -> None:
        super().__init__(data)
        self.reports = {str(report.pk): report for report in reports}
        names = [(key, report.season_unit.name) for key, report in self.reports.items()]
        self.fields["report"] = forms.ChoiceField(label=_("Unit"), choices=names)
        codes = {c.code: c.name.vi for form in criteria for c in form.components}
        self.fields["component"] = forms.ChoiceField(
            label=_("Component"), choices=[(code, f"{code} {name}") for code, name in codes.items()]
        )
