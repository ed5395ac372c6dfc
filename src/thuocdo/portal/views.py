"""Public pages of published editions (R4.6c)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.results.queries import published


def latest(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/ranking.html", {"edition": published()})
