from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_evidence_by_component_gone")]

    operations = [
        migrations.AddField(
            model_name="report", name="starts_from_last_year", field=models.BooleanField(default=False)
        ),
    ]
