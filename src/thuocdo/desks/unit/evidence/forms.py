"""The forms around the evidence list: details of a document, its files, what cites it."""

import json
from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.common.fields import DayField
from thuocdo.documents.files import ACCEPT
from thuocdo.reports.enums import Standing
from thuocdo.reports.evidence import Details
from thuocdo.reports.models import Evidence

MOST_AT_ONCE = 20  # files of one request


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files at once; `clean` gives a list."""

    widget = SeveralFilesInput

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", SeveralFilesInput(attrs={"accept": ACCEPT}))
        kwargs.setdefault("help_text", gettext_lazy("PDF, PNG, JPEG, Word or Excel; several at once are possible."))
        super().__init__(**kwargs)

    def clean(self, data, initial=None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        kept = [super(FilesField, self).clean(one, initial) for one in given if one] if any(given) else []
        if not kept and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        if len(kept) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Choose at most %(most)s files at once.") % {"most": MOST_AT_ONCE})
        return kept


def file_limit() -> str:
    return _("At most %(limit)s MB each.") % {"limit": settings.EVIDENCE_MAX_BYTES // 1024**2}


class DetailsForm(forms.Form):
    """What a document is known by; `seen` carries what stood there when the page was made."""

    title = forms.CharField(label=gettext_lazy("Title or summary"), max_length=300)
    symbol = forms.CharField(
        label=gettext_lazy("Number and symbol"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("As on the document, for instance 1234/QĐ-UBND."),
    )
    date = DayField(label=gettext_lazy("Date of issue"), required=False)
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=200, required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("In the data period"), choices=Standing.choices, widget=forms.RadioSelect
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, evidence: Evidence) -> "DetailsForm":
        details = Details.of(evidence)
        told = {name: getattr(details, name) for name in Details.__dataclass_fields__}
        return cls(initial={**told, "seen": _as_text(details)})

    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in Details.__dataclass_fields__})

    def seen_details(self, now: Details) -> Details | None:
        """What the person was shown: `now` itself where that is what the page held."""
        return now if self.cleaned_data["seen"] == _as_text(now) else None

    def see(self, now: Details) -> None:
        """The next saving is against what is stored now; what was typed stays."""
        self.data = self.data.copy()
        self.data["seen"] = _as_text(now)


def _as_text(details: Details) -> str:
    return json.dumps(details.noted(), sort_keys=True, ensure_ascii=False)


class NewDocumentForm(DetailsForm):
    """A document for the list, with its files, and the component that rests on it."""

    file = FilesField(label=gettext_lazy("Files"), required=False)
    component = forms.ChoiceField(label=gettext_lazy("Component that rests on it"), required=False)

    def __init__(self, *args, components: Iterable[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["component"].choices = [("", _("None yet")), *components]
        self.fields["title"].help_text = _("Left empty, it is the name of the first file.")
        self.fields["title"].required = False
        self.fields["standing"].initial = Standing.ISSUED

    def clean(self) -> dict:
        files = self.cleaned_data.get("file") or []
        if not self.cleaned_data.get("title") and "title" not in self.errors:
            if files:
                self.cleaned_data["title"] = files[0].name.rpartition(".")[0][:300] or files[0].name[:300]
            else:
                self.add_error("title", _("Give the document a title, or choose its file."))
        return self.cleaned_data


class FilesForm(forms.Form):
    file = FilesField(label=gettext_lazy("Files"))


class RevisionForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("New version of this file"), widget=forms.FileInput(attrs={"accept": ACCEPT})
    )


class PlaceForm(forms.Form):
    """Where in a document the proof stands."""

    page = forms.CharField(label=gettext_lazy("Page"), max_length=60, required=False)
    quote = forms.CharField(
        label=gettext_lazy("Quote"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class CitationForm(PlaceForm):
    """A component that is to rest on the document."""

    component = forms.ChoiceField(label=gettext_lazy("Component"))
    field_order = ["component", "page", "quote"]

    def __init__(self, *args, components: Iterable[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["component"].choices = list(components)


class CiteNumberForm(PlaceForm):
    """On a component's page: a document of the list, by its number."""

    cite = forms.ChoiceField(label=gettext_lazy("Document of the list"), required=False)
    field_order = ["cite", "page", "quote"]

    def __init__(self, *args, documents: Iterable[Evidence], **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(row.number), f"{row.number}. {row.title}"[:120]) for row in documents]
        self.fields["cite"].choices = [("", _("None")), *named]
