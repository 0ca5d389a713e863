"""Reads Open WebUI's settings from its database without changing anything: SQLite in both layouts, PostgreSQL, Redis.

Put before settings.py, which asks it; Python 3.9 or later, standard library (and the drivers that Open WebUI brings).
"""

import json
import os
import re
import sqlite3

KEYS = (
    "ollama.base_urls", "ollama.enable", "rag.embedding_engine", "rag.embedding_model", "rag.ollama.base_url",
    "ui.enable_signup", "ui.enable_login_form", "webui.url", "auth.enable_api_keys",
)
# Where the older schema keeps the same settings, if not under the same path.
OLD_PATHS = {"rag.ollama.base_url": "rag.ollama.url", "ui.enable_login_form": "ui.ENABLE_LOGIN_FORM"}
LONGEST = 65536
COPY_LIMIT = 2 << 30


class Unread(Exception):
    """The settings cannot be read; the argument is the reason's code."""


def data_dirs(given, app):
    """Folders that may hold webui.db, in the order in which Open WebUI itself decides."""
    if given or os.environ.get("DATA_DIR"):
        return [given or os.environ["DATA_DIR"]]
    found = [os.path.join(app, "backend/data")] if app else []
    if any(os.path.exists(os.path.join(folder, "webui.db")) for folder in found):
        return found
    package = None
    try:
        import importlib.util
        spec = importlib.util.find_spec("open_webui")
        package = os.path.dirname(spec.origin) if spec and spec.origin else None
    except (ImportError, ValueError):
        pass
    if package:
        found += [os.path.join(package, "data"), os.path.join(os.path.dirname(package), "data")]
    return found


def database_url(given):
    env = os.environ
    parts = [env.get("DATABASE_" + name) for name in ("TYPE", "USER", "HOST", "PORT", "NAME")]
    if given:
        return given
    if all(parts):
        credentials = parts[1] + (":" + env["DATABASE_PASSWORD"] if env.get("DATABASE_PASSWORD") else "")
        return "%s://%s@%s:%s/%s" % (parts[0], credentials, parts[2], parts[3], parts[4])
    return env.get("DATABASE_URL") or ("sqlite+sqlcipher:" if parts[0] == "sqlite+sqlcipher" else None)


def read_database(request, keep=None):
    """What is stored. `keep` picks what is told of `ollama.api_configs`; None: nothing that is secret."""
    keep = keep or reduced
    url = database_url(request.get("database_url"))
    if url is None:
        folders = data_dirs(request.get("data_dir"), request.get("app"))
        for folder in folders:
            path = os.path.join(folder, "webui.db")
            if os.path.exists(path):
                return read_sqlite(path, keep)
        if not folders:
            raise Unread("not-found")
        return {"kind": "sqlite", "path": os.path.join(folders[0], "webui.db"), "schema": "none", "values": {}}
    if url.startswith("sqlite+sqlcipher:"):
        return {"kind": "encrypted"}
    if url.startswith("sqlite"):
        path = url.split(":///", 1)[-1].split("?")[0]
        return read_sqlite(path if os.path.isabs(path) else os.path.join("/app/backend", path), keep)
    if url.startswith("postgres"):
        return read_postgres(url.replace("postgres://", "postgresql://", 1), keep)
    raise Unread("unknown-database")


def irregular(path):
    """The first of the database's files that is no regular one: opening a named pipe would wait for ever. Else None."""
    import stat
    for end in ("", "-journal", "-wal", "-shm"):
        try:
            if not stat.S_ISREG(os.stat(path + end).st_mode):
                return path + end
        except OSError:
            continue
    return None


def read_sqlite(path, keep):
    if not os.path.exists(path):
        return {"kind": "sqlite", "path": path, "schema": "none", "values": {}}
    if irregular(path):
        raise Unread("unreadable")
    try:
        with open(path, "rb") as file:
            head = file.read(16)
    except PermissionError:
        raise Unread("forbidden")
    if head == b"":
        return {"kind": "sqlite", "path": path, "schema": "none", "values": {}}
    if head != b"SQLite format 3\0":
        # SQLCipher encrypts the first page, so that nothing tells its files from noise.
        return {"kind": "encrypted"}
    schema, values = with_sqlite(path, lambda cursor: read_tables(cursor, sqlite_columns(cursor), keep))
    return {"kind": "sqlite", "path": path, "schema": schema, "values": values}


def with_sqlite(path, read):
    """Opens read-only in such a way that no file beside the database is made or changed."""
    wal = os.path.getsize(path + "-wal") if os.path.exists(path + "-wal") else 0
    journal = os.path.exists(path + "-journal") and os.path.getsize(path + "-journal") > 0
    try:
        if journal or (wal and not os.path.exists(path + "-shm")):
            return with_copy(path, read)
        # With an empty log the file is complete; opened plainly, SQLite would make -wal and -shm and leave them there.
        return with_connection("file:%s?mode=ro%s" % (quoted(path), "" if wal else "&immutable=1"), read)
    except sqlite3.OperationalError as error:
        if busy(error):
            raise Unread("busy")
        return with_copy(path, read)


def with_connection(uri, read):
    connection = sqlite3.connect(uri, uri=True, timeout=1.0)
    try:
        return read(connection.cursor())
    finally:
        connection.close()


def with_copy(path, read):
    """Reads a copy where the database's own log has to be replayed first."""
    files = [path + end for end in ("", "-wal", "-journal") if os.path.exists(path + end)]
    if sum(map(os.path.getsize, files)) > COPY_LIMIT:
        raise Unread("too-large")
    # Imports that are seldom needed wait until they are: a start of Python counts in every run.
    import shutil
    import tempfile
    folder = tempfile.mkdtemp()
    try:
        for file in files:
            shutil.copyfile(file, os.path.join(folder, os.path.basename(file)))
        return with_connection("file:" + quoted(os.path.join(folder, os.path.basename(path))), read)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def quoted(path):
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def busy(error):
    # The number is there from Python 3.11 on.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (5, 6)


def sqlite_columns(cursor):
    return {row[1] for row in cursor.execute("PRAGMA table_info(config)")}


def read_tables(cursor, columns, keep, schema=""):
    """Both layouts of the settings: one row a key (0.10 and later), or one JSON text for all."""
    table = schema + "config"
    if {"key", "value"} <= columns:
        cursor.execute("SELECT key, value FROM %s WHERE key LIKE 'ollama.%%' OR key LIKE 'OLLAMA_API_CONFIGS%%' OR key IN (%s)" % (
            table, ", ".join("'%s'" % key for key in KEYS)))
        return "rows", pick_rows({key: parsed(value) for key, value in cursor.fetchall()}, keep)
    if {"id", "data"} <= columns:
        cursor.execute("SELECT data FROM %s ORDER BY id DESC LIMIT 1" % table)
        row = cursor.fetchone()
        return "blob", pick_blob(parsed(row[0], None) if row else {}, keep)
    return "none", {}


def parsed(value, limit=LONGEST):
    if not isinstance(value, (str, bytes)):
        return value
    if limit and len(value) > limit:
        return None
    return json.loads(value)


def pick_rows(rows, keep):
    values = {key: rows[key] for key in KEYS if key in rows}
    configs = rows.get("ollama.api_configs")
    configs = dict(configs) if isinstance(configs, dict) else {}
    for key, value in rows.items():
        # 0.10.0 could split this object over several rows; its next start merges them.
        match = re.match(r"(?:ollama\.api_configs|OLLAMA_API_CONFIGS)\.(.+?)\.(\w+)$", key)
        if match and isinstance(configs.setdefault(match.group(1), {}), dict):
            configs[match.group(1)].setdefault(match.group(2), value)
    # Without such a row the environment counts, as for every other setting.
    if configs or "ollama.api_configs" in rows:
        values["ollama.api_configs"] = keep(configs)
    return values


def pick_blob(data, keep):
    values = {}
    for key in KEYS + ("ollama.api_configs",):
        node = data
        for name in OLD_PATHS.get(key, key).split("."):
            node = node.get(name) if isinstance(node, dict) else None
        if node is not None:
            values[key] = keep(node) if key == "ollama.api_configs" else node
    return values


def reduced(configs):
    """Keeps of each connection what is no secret."""
    if not isinstance(configs, dict):
        return {}
    return {
        str(name): {"enable": config.get("enable", True), "has_key": asks_otherwise(config), "prefix_id": config.get("prefix_id")}
        for name, config in configs.items() if isinstance(config, dict)
    }


def asks_otherwise(config):
    """True where a request carries more than its URL: a key, headers of its own, or somebody's token."""
    return bool(config.get("key") or config.get("headers") or config.get("auth_type") not in (None, "bearer", "none"))


def read_postgres(url, keep):
    try:
        import psycopg as driver
    except ImportError:
        try:
            import psycopg2 as driver
        except ImportError:
            raise Unread("no-driver")
    plain = re.sub(r"^postgresql\+\w+:", "postgresql:", url)
    try:
        connection = driver.connect(plain, connect_timeout=2, options="-c default_transaction_read_only=on -c statement_timeout=2000")
    except driver.Error:
        raise Unread("no-connection")
    try:
        cursor = connection.cursor()
        wanted = os.environ.get("DATABASE_SCHEMA") or None
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'config' AND table_schema = COALESCE(%s, current_schema())", (wanted,))
        columns = {row[0] for row in cursor.fetchall()}
        prefix = '"%s".' % wanted.replace('"', '""') if wanted else ""
        schema, values = read_tables(cursor, columns, keep, prefix)
        return {"kind": "postgresql", "schema": schema, "values": values}
    except driver.Error:
        raise Unread("no-answer")
    finally:
        connection.close()


def read_redis(name="OLLAMA_BASE_URLS"):
    """Up to 0.9 what is kept in Redis beats the database; None where there is none, or it cannot be asked."""
    url = os.environ.get("REDIS_URL")
    if not url:
        return None
    try:
        import redis
        client = redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        raw = client.get((os.environ.get("REDIS_KEY_PREFIX") or "open-webui") + ":config:" + name)
        return {"read": True, "value": parsed(raw) if raw else None}
    except Exception:
        return {"read": False, "value": None}
