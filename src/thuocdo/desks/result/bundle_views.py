"""The full bundle of a published edition, for those who oversee: with the salts that open every commitment."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees
from thuocdo.desks.access import for_those
from thuocdo.desks.result.views import find
from thuocdo.documents.views import attachment
from thuocdo.results.bundles import bundle_of
from thuocdo.results.enums import BundleKind, EditionState
from thuocdo.results.queries import editions


@require_safe
@for_those(oversees)
def full_bundle(request: HttpRequest, key: str, number: int) -> HttpResponse:
    edition = get_object_or_404(editions(find(key)), number=number)
    if edition.state != EditionState.PUBLISHED or edition.season.is_practice:
        raise Http404  # a bundle is signed and leaves the house: none of a practice season
    name = f"goi-doi-chieu-day-du-{key}-lan-{edition.publication}.zip"
    return attachment(bundle_of(edition, BundleKind.FULL), name)
