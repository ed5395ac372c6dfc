"""The forms of the administrator's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit, User
from thuocdo.common.fields import DayField


class PersonForm(forms.ModelForm):
    """A new account. The one-time password is shown once, after saving."""

    class Meta:
        model = User
        fields = ["username", "full_name", "title", "email", "landline", "mobile"]
        help_texts = {"username": _("Short and without spaces, for instance nguoilap.syt.")}


class PostForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.select_related("tier"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class EndForm(forms.Form):
    last_day = DayField(label=_("Last day in this post"))
