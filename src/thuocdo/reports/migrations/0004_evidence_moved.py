"""Every file of a component becomes a document of its report's numbered list, once however many components cite it."""

from pathlib import PurePath

from django.db import migrations


def move(apps, _schema) -> None:
    old, new, file, citation, report = (
        apps.get_model("reports", name)
        for name in ("EvidenceByComponent", "Evidence", "EvidenceFile", "Citation", "Report")
    )
    listed = {}
    numbers: dict[int, int] = {}
    for row in old.objects.order_by("report_id", "component", "pk"):
        key = row.report_id, row.file_id
        if key not in listed:
            numbers[row.report_id] = numbers.get(row.report_id, 0) + 1
            listed[key] = new.objects.create(
                report_id=row.report_id,
                number=numbers[row.report_id],
                title=PurePath(row.file_name).stem,
                entered_by_id=row.attached_by_id,
                entered_at=row.attached_at,
            )
            file.objects.create(
                evidence=listed[key],
                file_id=row.file_id,
                file_name=row.file_name,
                attached_by_id=row.attached_by_id,
                attached_at=row.attached_at,
            )
        citation.objects.create(evidence=listed[key], component=row.component)
    for pk, last in numbers.items():
        report.objects.filter(pk=pk).update(last_evidence_number=last)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_evidence_list_and_signing")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
