"""Asking a unit, answering, asking on, closing."""

from collections.abc import Iterable

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thuocdo.common.faults import Refused
from thuocdo.common.fields import DayField
from thuocdo.common.templatetags.words import language
from thuocdo.desks.unit.evidence.forms import FilesField
from thuocdo.documents import files
from thuocdo.documents.models import StoredFile
from thuocdo.regulation import Component

ONE_DAY = 24 * 60 * 60  # seconds for which a file that waits for its answer is remembered


class QuestionForm(forms.Form):
    """What the unit is to explain or complete, and by when."""

    text = forms.CharField(
        label=_("What is to be explained or completed"),
        help_text=_("Say which figure or document it is about. The unit reads this."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    due = DayField(
        label=_("Last day for the answer"),
        help_text=_("Five working days unless you give another day. A later answer is taken and marked as late."),
    )


class AskForm(QuestionForm):
    """The same question about one or several components of one report."""

    components = forms.MultipleChoiceField(label=_("Components"), widget=forms.CheckboxSelectMultiple)
    field_order = ["text", "due", "components"]

    def __init__(self, components: Iterable[Component], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["components"].choices = [(c.code, f"{c.code} {c.name.get(language())}") for c in components]


class SeenForm(forms.Form):
    """Something said in a thread whose last message the person was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AskOnForm(SeenForm, QuestionForm):
    pass


class CloseForm(SeenForm):
    reason = forms.CharField(
        label=_("Why it is closed"),
        help_text=_("The unit reads this: for instance, that its answer is enough."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(SeenForm):
    """The unit's answer. What was uploaded stays with the form when something else has to be mended: `kept` remembers
    it, signed for this person and this thread."""

    text = forms.CharField(label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 6}))
    files = FilesField(label=_("Files"), required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, salt: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.salt = salt
        self.stored: list[tuple[StoredFile, str]] = []

    def take_files(self) -> None:
        """Keeps what was uploaded now beside what was kept before; a file that cannot be taken is named as a fault."""
        self.stored = self._kept_before()
        for upload in self.cleaned_data.get("files") or []:
            self._take(upload)
        told = [(stored.pk, name) for stored, name in self.stored]
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = signing.dumps(told, salt=self.salt) if told else ""

    def _take(self, upload: UploadedFile) -> None:
        name = upload.name or ""
        try:
            self.stored.append((files.store(upload), name))
        except Refused as fault:
            self.add_error("files", f"{name}: {fault}")

    def _kept_before(self) -> list[tuple[StoredFile, str]]:
        """None where the signature is not ours, or a day has passed."""
        try:
            told = signing.loads(self.data.get(self.add_prefix("kept"), ""), salt=self.salt, max_age=ONE_DAY)
        except signing.BadSignature:
            return []
        rows = StoredFile.objects.in_bulk([pk for pk, _name in told])
        return [(rows[pk], name) for pk, name in told if pk in rows]


class NumberForm(forms.Form):
    """Number and date of the letter by which the unit answered."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    date = DayField(label=_("Date of the document"))
