"""The bare view beside the product's addresses."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from bare.models import Note
from thuocdo.config import urls as product


@require_POST
def bare(request: HttpRequest) -> JsonResponse:
    note = Note.objects.create(by=request.user, text=request.POST["text"])
    return JsonResponse({"state": "saved", "note": note.pk})


urlpatterns = [path("bare/", bare), *product.urlpatterns]
