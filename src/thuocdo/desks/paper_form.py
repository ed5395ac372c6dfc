"""The form of a numbered document: number, date, signer, file; and of the right file in place of a wrong one."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import User
from thuocdo.common.fields import DayField
from thuocdo.documents.actions import record_document
from thuocdo.documents.files import ACCEPT, with_limit
from thuocdo.documents.models import Document


class PaperForm(forms.Form):
    """What is written on an official document, and its file."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60, help_text=_("For instance 3043/QĐ-UBND."))
    date = DayField(label=_("Date of the document"))
    signer = forms.CharField(label=_("Signer"), max_length=120, help_text=_("Full name and position."))
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    file = forms.FileField(
        label=_("File of the document"),
        help_text=with_limit(_("PDF, Word, Excel, PNG or JPEG, at most %(limit)s MB.")),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def record(self, actor: User, kind: str) -> Document:
        """Keeps the document; inside the caller's transaction. Raises Refused."""
        facts = {name: self.cleaned_data[name] for name in ("number", "date", "signer", "issuer")}
        return record_document(actor, kind=kind, upload=self.cleaned_data["file"], **facts)


class RightFileForm(forms.Form):
    """The right file, and what was wrong with the other."""

    reason = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The old file is kept with this reason."),
    )
    file = forms.FileField(
        label=_("The right file"),
        help_text=with_limit(_("PDF, Word, Excel, PNG or JPEG, at most %(limit)s MB.")),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def facts(self) -> tuple[UploadedFile, str]:
        return self.cleaned_data["file"], self.cleaned_data["reason"]
