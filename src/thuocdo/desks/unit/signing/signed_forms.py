"""The form with which a signed copy, or the number of one that travels apart, is recorded."""

from datetime import datetime, time

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from thuocdo.common import clock
from thuocdo.common.fields import DayField
from thuocdo.documents.files import with_limit
from thuocdo.reports.enums import CopyKind
from thuocdo.reports.models import Report
from thuocdo.reports.signing import Numbering

OURS, OWN = "ours", "own"


class SignedForm(forms.Form):
    """What came back from signing. `needs_file`: without a file only number and date are recorded."""

    file = forms.FileField(
        label=_("Signed report"),
        help_text=with_limit(
            _("The PDF as your signing tool saved it, at most %(limit)s MB. Do not open and save it anew.")
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        max_length=255,
    )
    kind = forms.ChoiceField(
        label=_("How it is signed"), choices=CopyKind.choices, widget=forms.RadioSelect, initial=CopyKind.SIGNED
    )
    whose = forms.ChoiceField(
        label=_("Which report was signed"),
        choices=[
            (OURS, _("The PDF that was made here")),
            (OWN, _("A report that the unit drafted itself; the figures that count are those of the form")),
        ],
        widget=forms.RadioSelect,
        initial=OURS,
    )
    number = forms.CharField(
        label=_("Number and symbol"), max_length=60, help_text=_("As on the report, for instance 123/BC-SYT.")
    )
    date = DayField(label=_("Date of the report"))
    dms_day = DayField(
        label=_("Sent through the document management system on"),
        required=False,
        help_text=_("Where the signed report also went there."),
    )
    dms_time = forms.TimeField(
        label=_("Time of day"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%H.%M"],
        help_text=_("Hours and minutes, for instance 14:30."),
        error_messages={"invalid": _("Write the time as 14:30.")},
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, report: Report, data=None, upload=None, *, needs_file: bool, takes_scans: bool) -> None:
        super().__init__(data, upload, initial=_known(report))
        self.fields["file"].required = needs_file
        if not takes_scans:
            del self.fields["kind"]
        else:
            self.fields["file"].widget.attrs["accept"] = ".pdf,.png,.jpg,.jpeg"
        if not needs_file:
            words = _(
                "Where the paper travels apart, number and date are enough. A signed PDF, at most %(limit)s MB, is "
                "checked when it is attached."
            )
            self.fields["file"].help_text = with_limit(words)

    def clean(self) -> dict:
        cleaned = super().clean()
        if bool(cleaned.get("dms_day")) != bool(cleaned.get("dms_time")) and not {"dms_day", "dms_time"} & set(
            self.errors
        ):
            missing = "dms_time" if cleaned.get("dms_day") else "dms_day"
            self.add_error(missing, _("Give both the day and the time, or neither."))
        return cleaned

    @property
    def numbering(self) -> Numbering:
        facts = self.cleaned_data
        day, at = facts["dms_day"], facts["dms_time"]
        through = make_aware(datetime.combine(day, at or time())) if day else None
        return Numbering(facts["number"], facts["date"], through)

    @property
    def options(self) -> dict[str, object]:
        facts = self.cleaned_data
        return {"kind": facts.get("kind") or CopyKind.SIGNED, "own_draft": facts["whose"] == OWN}


def _known(report: Report) -> dict[str, object]:
    """What was recorded before; a draft of the unit's own in use is what will have been signed."""
    through = clock.local(report.through_dms_at) if report.through_dms_at else None
    newest = report.printed.first()
    return {
        "number": report.document_number,
        "date": report.document_date,
        "dms_day": through,
        "dms_time": through,
        "kind": CopyKind.SIGNED,
        "whose": OWN if newest and newest.is_own else OURS,
    }
