from django.db import migrations

# Only what stands under a practice season can go, and a season is for practice from its first day or never.
FREEZE = """
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
CREATE FUNCTION cycles_season_practice_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'season % is for practice or not for good', OLD.id USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER cycles_season_practice_fixed BEFORE UPDATE ON cycles_season
  FOR EACH ROW WHEN (NEW.is_practice IS DISTINCT FROM OLD.is_practice)
  EXECUTE FUNCTION cycles_season_practice_fixed();
"""
THAW = """
DROP TRIGGER cycles_season_practice_fixed ON cycles_season;
DROP FUNCTION cycles_season_practice_fixed();
CREATE OR REPLACE FUNCTION results_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'published'
     OR NEW.content IS DISTINCT FROM OLD.content OR NEW.public IS DISTINCT FROM OLD.public THEN
    RAISE EXCEPTION 'edition % is frozen', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """A practice season is wiped with its editions; those of a real one stay frozen."""

    dependencies = [("results", "0002_freeze_editions"), ("cycles", "0004_practice_seasons")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
