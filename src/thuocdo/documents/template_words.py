"""Why a Word template is not taken, in words that say what to do."""

from django.utils.translation import gettext_lazy as _

from thuocdo.documents.filling.faults import Fault, Reason

WORDS = {
    Reason.UNKNOWN: _("There is no field “%(detail)s”. Choose one of the list."),
    Reason.NOT_TEXT: _("“%(detail)s” is a list, not a text: go through it with a loop."),
    Reason.NOT_LIST: _("“%(detail)s” is not a list: no loop can go through it."),
    Reason.NOT_ALONE: _("“%(detail)s” has to stand once, alone in a paragraph outside tables, headers and footers."),
    Reason.SYNTAX: _("The braces cannot be read: one is missing, or a loop or a condition has no end."),
    Reason.FORBIDDEN: _(
        "“%(detail)s” may not be used. A template holds fields, conditions and loops over its lists, nothing else."
    ),
    Reason.FILTER: _("There is no “%(detail)s” after a bar. Allowed are upper, lower and trim, without brackets."),
    Reason.NESTED: _("“%(detail)s” stands in another loop. A loop inside goes through a list of the row around it."),
    Reason.WORD_FIELD: _(
        "The Word field “%(detail)s” may fetch or start something. Delete it, or unlink it (Ctrl+Shift+F9)."
    ),
    Reason.EMBEDDED: _("The file carries an embedded object (%(detail)s). Delete it, or paste it as a picture."),
    Reason.FETCHES: _(
        "The file fetches something from elsewhere (%(detail)s). Delete the link, or choose Normal as its template."
    ),
    Reason.TOO_LARGE: _(
        "It is too large (2 MB at most) or takes too long to be filled. Make pictures and loops fewer."
    ),
    Reason.BROKEN: _("Word could not open what comes of it. Save it anew in Word as .docx, or begin from the form."),
}


def in_words(fault: Fault) -> str:
    """A sentence or two; the field that was perhaps meant is named."""
    said = str(WORDS[fault.reason]) % {"detail": fault.detail}
    if not fault.near:
        return said
    meant = str(_("Did you mean “%(near)s”?")) % {"near": fault.near}
    return f"{said} {meant}"
