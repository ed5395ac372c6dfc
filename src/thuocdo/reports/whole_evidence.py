"""Evidence read in one query: each document comes with its files and with what cites it."""

from datetime import datetime
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from thuocdo.accounts.models import User
from thuocdo.common.arrays import fill
from thuocdo.documents.models import StoredFile
from thuocdo.reports.models import Citation, Evidence, EvidenceFile

CITED = ("id", "component", "page", "quote")
ATTACHED = ("id", "file_id", "file_name", "revision_of_id", "attached_by_id", "attached_at")
Row = TypeVar("Row", bound=Model)
STORED = ("sha256", "size", "media_type")


class WholeEvidence(QuerySet):
    """Fills `files` (each with its stored file and who attached it) and `citations` as a prefetch would, without the
    queries of one: the database hands them over as two arrays beside the document."""

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        for row in self._result_cache if fresh else ():
            if isinstance(row, Evidence):
                fill(row, "citations", [_citation(row, told) for told in row.told_citations])
                fill(row, "files", [_file(row, told) for told in row.told_files])


def whole_evidence() -> QuerySet[Evidence]:
    """The documents of any report, by number, with files and citations: 1 query."""
    citations = Citation.objects.filter(evidence=OuterRef("pk")).order_by("component")
    files = EvidenceFile.objects.filter(evidence=OuterRef("pk")).order_by("pk")
    named = {name: name for name in ATTACHED} | {name: f"file__{name}" for name in STORED}
    return WholeEvidence(Evidence).annotate(
        told_citations=ArraySubquery(citations.values(told=JSONObject(**{name: name for name in CITED}))),
        told_files=ArraySubquery(files.values(told=JSONObject(**named, by="attached_by__full_name"))),
    )


def _citation(row: Evidence, told: dict) -> Citation:
    return _loaded(Citation, {**told, "evidence_id": row.pk})


def _file(row: Evidence, told: dict) -> EvidenceFile:
    moment = datetime.fromisoformat(told["attached_at"])
    kept = _loaded(EvidenceFile, {name: told[name] for name in ATTACHED} | {"attached_at": moment})
    kept.evidence = row
    kept.file = _loaded(StoredFile, {"id": told["file_id"]} | {name: told[name] for name in STORED})
    kept.attached_by = _loaded(User, {"id": told["attached_by_id"], "full_name": told["by"]})
    return kept


def _loaded(model: type[Row], values: dict) -> Row:
    """An object as the database would have given it; what is not among `values` is read when it is asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
    return model.from_db("default", names, [values[name] for name in names])
