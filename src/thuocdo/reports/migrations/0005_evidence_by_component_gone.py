from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_evidence_moved")]

    operations = [migrations.DeleteModel("EvidenceByComponent")]
