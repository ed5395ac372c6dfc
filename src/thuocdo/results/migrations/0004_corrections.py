import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

# What was published before publications were numbered; the freeze looks away for this one statement.
NUMBER = """
ALTER TABLE results_edition DISABLE TRIGGER results_edition_frozen;
UPDATE results_edition SET publication = counted.nth FROM (
  SELECT id, row_number() OVER (PARTITION BY season_id ORDER BY number) AS nth
  FROM results_edition WHERE state = 'published'
) AS counted WHERE counted.id = results_edition.id;
ALTER TABLE results_edition ENABLE TRIGGER results_edition_frozen;
"""
FREEZE = """
CREATE OR REPLACE FUNCTION results_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM cycles_season WHERE id = OLD.season_id AND is_practice) THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state = 'published'
     OR NEW.season_id IS DISTINCT FROM OLD.season_id
     OR NEW.replaces_id IS DISTINCT FROM OLD.replaces_id
     OR NEW.correction_reason IS DISTINCT FROM OLD.correction_reason
     OR NEW.content IS DISTINCT FROM OLD.content OR NEW.public IS DISTINCT FROM OLD.public THEN
    RAISE EXCEPTION 'edition % is frozen', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION results_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM cycles_season WHERE id = OLD.season_id AND is_practice) THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state = 'published'
     OR NEW.season_id IS DISTINCT FROM OLD.season_id
     OR NEW.content IS DISTINCT FROM OLD.content OR NEW.public IS DISTINCT FROM OLD.public THEN
    RAISE EXCEPTION 'edition % is frozen', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""
USER = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


def _link(to: str, name: str = "+", **options) -> models.ForeignKey:
    return models.ForeignKey(on_delete=PROTECT, related_name=name, to=to, **options)


class Migration(migrations.Migration):
    """A published edition can be corrected: by a further edition that names what it replaces and why."""

    dependencies = [
        ("reports", "0015_absence_in_two_languages"),
        ("results", "0003_practice_can_be_wiped"),
        migrations.swappable_dependency(USER),
    ]
    operations = [
        migrations.AddField("edition", "publication", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("edition", "replaces", _link("results.edition", "corrected_by", blank=True, null=True)),
        migrations.AddField("edition", "correction_reason", models.TextField(blank=True)),
        migrations.RunSQL(NUMBER, migrations.RunSQL.noop),
        migrations.RunSQL(FREEZE, AS_BEFORE),
        migrations.AddConstraint(
            "edition", models.UniqueConstraint(fields=("season", "publication"), name="one_publication_number")
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=Q(state="published", publication__isnull=False)
                | (~Q(state="published") & Q(publication__isnull=True)),
                name="numbered_when_published",
            ),
        ),
        migrations.AddConstraint(
            "edition",
            models.UniqueConstraint(condition=Q(state="published"), fields=("replaces",), name="replaced_once"),
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(correction_reason=""), name="corrected_for_a_reason"
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ending_reason", models.TextField(blank=True)),
                ("edition", _link("results.edition", "corrections")),
                ("opened_by", _link(USER)),
                ("ended_by", _link(USER, blank=True, null=True)),
                ("reports", models.ManyToManyField(related_name="+", to="reports.report")),
            ],
            options={"ordering": ["-opened_at"]},
        ),
        migrations.AddConstraint(
            "correction",
            models.UniqueConstraint(
                condition=Q(ended_at__isnull=True), fields=("edition",), name="one_correction_under_way"
            ),
        ),
    ]
