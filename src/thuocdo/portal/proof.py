"""What a visitor needs to check a result alone: every publication's bundle with its digest, the key, the words of the
verifier that runs in the browser."""

from hashlib import sha256

from django.utils.translation import get_language

from thuocdo.audit.keys import signer, trusted
from thuocdo.bundle.words import GOOD, KINDS, PAGE, PROVEN, STEPS, UNPROVEN, pick
from thuocdo.documents.models import StoredFile
from thuocdo.portal.queries import Shelf
from thuocdo.results.bundles import bundle_of, bundles_of
from thuocdo.results.enums import BundleKind
from thuocdo.results.models import Edition

WORDS = {"step": STEPS, "kind": KINDS, "proven": PROVEN, "unproven": UNPROVEN, "page": PAGE}


def shelf_of_bundles(shelf: Shelf) -> list[tuple[Edition, StoredFile]]:
    """Every publication with its public bundle, newest first: 1 query, and once each that has to be made."""
    kept = bundles_of(shelf.all, BundleKind.PUBLIC)
    return [(row, kept.get(row.pk) or bundle_of(row, BundleKind.PUBLIC)) for row in shelf.all]


def fingerprints() -> list[str]:
    """Of the keys that sign, or have signed, bundles of this installation; the present one first."""
    own = signer().public
    keys = [own, *(key for key in trusted() if key != own)]
    return [sha256(key.key).hexdigest() for key in keys]


def proof_page(shelf: Shelf) -> dict[str, object]:
    lang = "en" if get_language() == "en" else "vi"
    words = [(f"{group}.{key}", pick(said, lang)) for group, table in WORDS.items() for key, said in table.items()]
    return {
        "bundles": shelf_of_bundles(shelf),
        "fingerprints": fingerprints(),
        "words": [*words, ("page.right", pick(GOOD, lang))],
    }
