"""The kinds of fault that an inspection of the log can find; `%(place)s` is the number of an entry or a checkpoint."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fault(TextChoices):
    ENTRY_CHANGED = "entry_changed", _("Entry %(place)s was changed after it was written.")
    ENTRY_MISSING = "entry_missing", _("Entry %(place)s was sealed, but has been removed.")
    ENTRY_UNSEALED = (
        "entry_unsealed",
        _("Entry %(place)s was put in behind the sealer's back: it neither is sealed nor waits for it."),
    )
    SEAL_MISSING = "seal_missing", _("The seal at position %(place)s has been removed.")
    SEAL_UNCOVERED = "seal_uncovered", _("The seal at position %(place)s lies beyond the last checkpoint.")
    TRUNCATED = (
        "truncated",
        _("The log ends before checkpoint %(place)s: sealed entries have been removed from its end."),
    )
    CHECKPOINT_DIFFERS = "checkpoint_differs", _("Checkpoint %(place)s does not fit the entries before it.")
    NOTE_DIFFERS = "note_differs", _("The signed text of checkpoint %(place)s states another size or root.")
    SIGNATURE_UNKNOWN = "signature_unknown", _("Checkpoint %(place)s is not signed by a key of this installation.")
    SIGNATURE_FORGED = "signature_forged", _("The signature of checkpoint %(place)s is not valid.")
    WITNESS_DIFFERS = "witness_differs", _("The log was rewritten: it does not lead to receipt %(place)s.")
    WITNESS_BEYOND = "witness_beyond", _("The log was cut short: it ends before receipt %(place)s.")
