"""Hands out a file that the product has just made and does not keep."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.common.faults import Refused
from thuocdo.documents import files
from thuocdo.documents.official import Paper, typeset
from thuocdo.documents.word_forms import word_of

KINDS = ("pdf", "docx")  # in which an official paper is to be had
BUILT_IN = "goc"  # ?mau=goc: Word in the built-in form, whatever template there is


def handed_out(content: bytes, media_type: str, name: str, how: str = "attachment") -> HttpResponse:
    """`name` is of plain letters. `how`: "inline" only for what we made ourselves, never for an upload."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response


def handed_paper(request: HttpRequest, key: str, paper: Paper, name: str) -> HttpResponse:
    """An official paper as PDF or Word, as the ending of `name` says; `key`: which one of `documents.templates`.
    Where the department's template cannot be filled, a page says so and offers the built-in form."""
    if name.endswith(".pdf"):
        return handed_out(typeset(paper), files.PDF, name)
    try:
        made = word_of(key, paper, built_in=request.GET.get("mau") == BUILT_IN)
    except Refused as fault:
        return unfilled(request, fault)
    return handed_out(made, files.WORD, name)


def unfilled(request: HttpRequest, fault: Refused) -> HttpResponse:
    """Says why the department's template could not be filled, and offers the same in the built-in form."""
    again = request.GET.copy()
    again["mau"] = BUILT_IN
    context = {"why": str(fault), "again": again.urlencode()}
    return render(request, "desks/paper_templates/unfilled.html", context, status=422)
