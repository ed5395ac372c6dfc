"""The page of an event by its name instead of its address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_notices_and_mails")]

    operations = [
        migrations.RemoveField("event", "path"),
        migrations.AddField(
            "event", "page", models.CharField(default="desks:report", max_length=60), preserve_default=False
        ),
    ]
