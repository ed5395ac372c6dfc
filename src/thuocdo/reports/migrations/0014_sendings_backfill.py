"""A row for the sending of every report that was sent before sendings were kept, so that its receipt is there again.

The digest stands only salted in the audit: it stays blank, and the receipt compares nothing.
"""

from datetime import timedelta

from django.db import migrations


def add_sendings(apps, schema_editor):
    reports = apps.get_model("reports", "Report").objects.filter(sent_at__isnull=False, sendings__isnull=True)
    for report in reports.select_related("season_unit__season_tier"):
        _add_sending(apps, report)


def _add_sending(apps, report):
    acts = apps.get_model("audit", "Entry").objects.filter(subject=f"report:{report.pk}", act="report.send")
    entries = list(acts.order_by("pk"))
    if not entries or report.sent_by_id is None:
        return
    apps.get_model("reports", "Sending").objects.create(
        report=report,
        number=len(entries),
        sent_at=report.sent_at,
        sent_by_id=report.sent_by_id,
        last_day=_last_day(report),
        is_late=report.is_late,
        entry=entries[-1],
    )


def _last_day(report):
    extended = report.season_unit.extensions.values_list("last_day", flat=True)
    return max([report.season_unit.season_tier.report_before - timedelta(days=1), *extended])


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cycles", "0002_reference_values"),
        ("reports", "0013_papers_bound_to_signer"),
    ]

    operations = [migrations.RunPython(add_sendings, migrations.RunPython.noop)]
