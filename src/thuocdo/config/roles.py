"""Two roles in the database: the owner migrates, backs up and tests; the application serves under a lesser one.

On the embedded server, which trusts this machine's account, they guard against accident and injection, not against an
intruder on the machine.
"""

APPLICATION = "thuocdo_app"
APPEND_ONLY = ("audit_entry", "audit_seal", "audit_checkpoint")
READ_ONLY = ("django_migrations",)

MAKE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APPLICATION}')
    AND (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
  THEN CREATE ROLE {APPLICATION} LOGIN; END IF;
END $$
"""  # noqa: S608 (the name is the constant above)
GRANT = f"""
GRANT USAGE ON SCHEMA public TO {APPLICATION};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION};
REVOKE UPDATE, DELETE ON {", ".join(APPEND_ONLY)} FROM {APPLICATION};
REVOKE INSERT, UPDATE, DELETE ON {", ".join(READ_ONLY)} FROM {APPLICATION}
"""  # noqa: S608 (the names are the constants above)


def grant_to_application() -> None:
    """Makes the application's role and gives it its rights anew; after every migration, as the owner.

    On a server whose owner may not make roles, and where nobody made this one, the owner serves as well.
    """
    from django.db import connection  # late: who only wants a role's name loads no Django

    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [APPLICATION])
        if cursor.rowcount:
            cursor.execute(GRANT)
