"""Makes room: evidence becomes one numbered list, the rows there are wait under another name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("evidence", "one_file_per_component"),
        # Without index and constraint: their names are those that the new list's will have.
        migrations.AlterField(
            "evidence",
            "report",
            models.ForeignKey(
                on_delete=models.CASCADE, related_name="+", to="reports.report", db_index=False, db_constraint=False
            ),
        ),
        migrations.RenameModel("Evidence", "EvidenceByComponent"),
    ]
