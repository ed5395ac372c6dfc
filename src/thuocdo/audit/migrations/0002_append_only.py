"""What was written stays: the triggers refuse UPDATE, DELETE and TRUNCATE on the record, to its owner as well.

The row triggers stop a change of rows by whatever road it comes, the statement triggers TRUNCATE, which has no rows.
"""

from django.db import migrations

TABLES = ["audit_entry", "audit_seal", "audit_checkpoint"]

FUNCTION = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'Record a further act instead.';
END $$
"""
TRIGGERS = """
CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NO_TRIGGERS = "DROP TRIGGER {table}_keeps_rows ON {table}; DROP TRIGGER {table}_keeps_all ON {table};"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_record_of_acts")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_refuse_change()"),
        *(migrations.RunSQL(TRIGGERS.format(table=table), NO_TRIGGERS.format(table=table)) for table in TABLES),
    ]
