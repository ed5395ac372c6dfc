from django.db import migrations

FREEZE = """
CREATE FUNCTION results_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'published'
     OR NEW.content IS DISTINCT FROM OLD.content OR NEW.public IS DISTINCT FROM OLD.public THEN
    RAISE EXCEPTION 'edition % is frozen', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER results_edition_frozen BEFORE UPDATE OR DELETE ON results_edition
  FOR EACH ROW EXECUTE FUNCTION results_edition_frozen();
"""
THAW = "DROP TRIGGER results_edition_frozen ON results_edition; DROP FUNCTION results_edition_frozen();"


class Migration(migrations.Migration):
    """A proposed edition keeps its content, a published one changes nothing: held by the database itself."""

    dependencies = [("results", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
