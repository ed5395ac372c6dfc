"""Why a file is not taken, in words that say what to do."""

from django.utils.translation import gettext_lazy as _

from thuocdo.documents.checks.unfit import Reason

WORDS = {
    Reason.CUT_OFF: _("The file breaks off before its end: it was not saved or copied whole. Save it again."),
    Reason.DAMAGED: _("The file is damaged and cannot be read. Open it, save it as PDF again, and attach that."),
    Reason.ENCRYPTED: _("The file is locked with a password or encrypted. Save it without protection and try again."),
    Reason.SCRIPT: _("The PDF contains a script. Print it to PDF, which leaves the script out, and attach that."),
    Reason.LAUNCHES: _("The PDF starts something when it is opened. Print it to PDF again and attach that."),
    Reason.FORM: _("The PDF is an interactive XFA form. Print it to PDF and attach that."),
    Reason.CARRIES_FILES: _("The PDF carries other files inside. Attach each of those files by itself."),
    Reason.TOO_COMPLEX: _("The file is too complex to be checked. Print it to PDF again, or scan it, and attach that."),
    Reason.UNPACKS_HUGE: _("The file unpacks to far more than its size. Save it as PDF and attach that."),
    Reason.MACROS: _("The file contains macros. Save it without macros (.docx, .xlsx) or as PDF."),
    Reason.FETCHES: _("The file fetches contents from elsewhere. Save it as PDF and attach that."),
    Reason.DOCTYPE: _("The file contains definitions that no office program writes. Save it as PDF and attach that."),
    Reason.PIXELS: _("The picture has too many pixels. Scan it at 300 dpi or less, or save it as PDF."),
}
