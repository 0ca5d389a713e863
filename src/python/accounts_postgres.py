"""Accounts of an Open WebUI that keeps them in PostgreSQL. Put after accounts_sqlite.py and before accounts.py."""

# All of PostgreSQL's statements; `{schema}` is empty, or the quoted schema with its dot.
POSTGRES = {
    "columns": "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = COALESCE(%s, current_schema())",
    "users": 'SELECT {columns} FROM {schema}"user"',
    "auths": "SELECT {columns} FROM {schema}auth",
    "auth": "SELECT {columns} FROM {schema}auth WHERE id = %s",
    "lock": "SELECT id FROM {schema}auth WHERE id = %s FOR UPDATE",
    "update": "UPDATE {schema}auth SET {sets} WHERE id = %s",
    "set": "{column} = %s",
    "admins": "SELECT count(*) FROM {schema}\"user\" WHERE role = 'admin'",
    "promote": "UPDATE {schema}\"user\" SET role = 'admin' WHERE id = %s",
    "rows": "SELECT key, value FROM {schema}config WHERE {keys}",
    "blob": "SELECT data FROM {schema}config ORDER BY id DESC LIMIT 1",
}
CONNECT_S = 5
LIMITS = "-c lock_timeout=10000 -c statement_timeout=15000"


class PostgresStore:
    kind = "postgresql"
    path = None

    def __init__(self, url, schema):
        try:
            import psycopg as driver
        except ImportError:
            try:
                import psycopg2 as driver
            except ImportError:
                raise Refused("no-driver")
        self.driver = driver
        self.url = re.sub(r"^postgres(?:ql)?(?:\+\w+)?:", "postgresql:", url)
        self.schema = schema
        prefix = '"%s".' % schema.replace('"', '""') if schema else ""
        self.sql = {name: text.replace("{schema}", prefix) for name, text in POSTGRES.items()}

    def writable(self):
        """Told by the server itself when it is asked to write."""

    def read(self, work):
        return self.run(work, "-c default_transaction_read_only=on " + LIMITS)

    def write(self, work):
        """Runs `work(cursor)` in one transaction: all of it, or nothing."""
        return self.run(work, LIMITS)

    def run(self, work, options):
        try:
            connection = self.driver.connect(self.url, connect_timeout=CONNECT_S, options=options)
        except self.driver.Error as error:
            # 28: the server refuses these credentials; 3D: it has no such database.
            raise Refused("no-entry" if str(getattr(error, "sqlstate", None) or getattr(error, "pgcode", None) or "")[:2] in ("28", "3D") else "no-connection")
        try:
            answer = work(connection.cursor())
            step("changed")
            connection.commit()
            step("committed")
            return answer
        except self.driver.Error as error:
            code = getattr(error, "sqlstate", None) or getattr(error, "pgcode", None) or ""
            raise Refused({"55P03": "busy", "57014": "busy", "25006": "read-only", "42501": "forbidden", "53100": "disk-full"}.get(code, "no-answer"))
        finally:
            # Without a commit this takes everything back.
            connection.close()
