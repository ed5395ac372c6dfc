"""A file has one revision at most; where two people replaced one file, the later comes after the earlier."""

from django.db import migrations, models


def chain_revisions(apps, schema_editor):
    files = apps.get_model("reports", "EvidenceFile").objects
    next_of = {}
    for row in files.exclude(revision_of=None).order_by("pk"):
        replaced = row.revision_of_id
        while replaced in next_of:
            replaced = next_of[replaced]
        next_of[replaced] = row.pk
        if replaced != row.revision_of_id:
            files.filter(pk=row.pk).update(revision_of=replaced)
    # The table cannot be altered while its foreign keys wait to be checked.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("reports", "0011_printed_checkpoint")]

    operations = [
        migrations.RunPython(chain_revisions, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.UniqueConstraint(fields=("revision_of",), name="one_revision_per_file"),
        ),
    ]
