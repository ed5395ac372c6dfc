from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0014_sendings_backfill"),
    ]

    operations = [
        migrations.RenameField("report", "absence_reason", "absence_reason_vi"),
        migrations.AddField("report", "absence_reason_en", models.TextField(blank=True)),
    ]
