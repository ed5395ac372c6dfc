"""An edition's bundle out of what the edition keeps, its pinned set and the record's proof of its publication.

The same edition gives the same bytes. Docs: docs/bundle.md.
"""

from thuocdo.audit.keys import signer
from thuocdo.audit.models import Entry
from thuocdo.audit.note import sign
from thuocdo.audit.queries import inclusion
from thuocdo.bundle.making import Kind, Parts, make
from thuocdo.common.models import Installation
from thuocdo.results.models import Edition

Proof = tuple[dict | None, dict | None]


def bundle_bytes(edition: Edition, kind: Kind) -> bytes:
    """The archive of a published edition, read whole: some 7 queries, whatever the number of units."""
    rows = Edition.objects.select_related("season__pinned_set", "decision__file", "replaces__season")
    row = rows.defer("replaces__content", "replaces__public").get(pk=edition.pk)
    public, private = signer()
    checkpoint, entry = _proof(row)
    parts = Parts(
        about=_about(row),
        content=row.content,
        public=row.public,
        source=row.season.pinned_set.source,
        key=str(public),
        sign=lambda text: sign(text, public, private),
        checkpoint=checkpoint,
        entry=entry,
    )
    return make(parts, kind)


def _about(edition: Edition) -> dict:
    installation = Installation.objects.first()
    names = {"vi": installation.name_vi, "en": installation.name_en} if installation else {"vi": "", "en": ""}
    return {
        "year": edition.season.year,
        "number": edition.publication,
        "replaces": edition.replaces and f"{edition.replaces.season.year}/{edition.replaces.publication}",
        "reason": edition.correction_reason,
        "installation": names,
        "is_sample": bool(installation and installation.is_demonstration),
        "level_rule": edition.content["set"]["level_rule"],
        "decision": _decision(edition),
        "co_announcement": edition.co_announcement,
        "published_at": edition.published_at.isoformat(),
    }


def _decision(edition: Edition) -> dict:
    decision = edition.decision
    told = {name: getattr(decision, name) for name in ("number", "signer", "issuer")}
    return {**told, "date": decision.date.isoformat(), "file": decision.file and decision.file.sha256}


def _proof(edition: Edition) -> Proof:
    """Where the act of publication lies in the record; nothing where it has not been sealed."""
    entry = publication_entry(edition)
    found = entry and inclusion(entry)
    if not found:
        return None, None
    proof = [digest.hex() for digest in found.proof]
    leaf = bytes(entry.leaf).hex()
    return {"note": found.checkpoint.note, "position": found.position, "leaf": leaf, "proof": proof}, entry.body


def publication_entry(edition: Edition) -> Entry | None:
    return Entry.objects.filter(subject=f"edition:{edition.pk}", act="edition.published").first()
