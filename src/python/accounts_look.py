"""Looks at the accounts of an Open WebUI, and at what decides whether a password can be used. Changes nothing.

Put after accounts_postgres.py and before accounts.py.
"""

MOST_ACCOUNTS = 100

# Columns that must be there, and those that some versions have: user.oauth_sub up to 0.6, user.oauth, user.scim later.
USER = (("id", "email", "role"), ("name", "created_at", "oauth", "oauth_sub", "scim"))
# auth.mfa and auth.session_stamp are there from 0.12.0 on.
AUTH = (("id", "email", "password", "active"), ("mfa", "session_stamp"))
# Settings that decide whether a local password can be used: name, row, path in the older schema, variable, default.
SETTINGS = (
    ("ldap", "ldap.enable", "ldap.enable", "ENABLE_LDAP", False),
    ("login_form", "ui.enable_login_form", "ui.ENABLE_LOGIN_FORM", "ENABLE_LOGIN_FORM", True),
    ("mfa", "auth.mfa.enable", None, "ENABLE_MFA", False),
)


def open_store(request):
    url = database_url(None)
    if url is None:
        folders = data_dirs(request.get("data_dir"), request.get("app"))
        paths = [os.path.join(folder, "webui.db") for folder in folders]
        found = [path for path in paths if os.path.exists(path)] or paths
        if not found:
            raise Refused("no-database", path="webui.db")
        return SqliteStore(os.path.abspath(os.path.join(request.get("cwd") or "/", found[0])))
    if url.startswith("sqlite+sqlcipher:"):
        raise Refused("encrypted", path=None)
    if url.startswith("sqlite"):
        path = url.split(":///", 1)[-1].split("?")[0]
        return SqliteStore(os.path.abspath(os.path.join(request.get("cwd") or "/app/backend", path)))
    if url.startswith("postgres"):
        return PostgresStore(url, os.environ.get("DATABASE_SCHEMA") or None)
    raise Refused("unknown-database")


def columns_of(store, cursor, table, wanted):
    """Names of the columns that are there, in the order of the table above."""
    needed, optional = wanted
    cursor.execute(store.sql["columns"], (table,) if store.kind == "sqlite" else (table, store.schema))
    there = {row[0] for row in cursor.fetchall()}
    if not set(needed) <= there:
        raise Refused("foreign", path=store.path)
    return [name for name in needed + optional if name in there]


def select(store, cursor, statement, table, wanted, args=()):
    names = columns_of(store, cursor, table, wanted)
    cursor.execute(store.sql[statement].format(columns=", ".join(names)), args)
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def auth_row(store, cursor, identity):
    rows = select(store, cursor, "auth", "auth", AUTH, (identity,))
    if len(rows) > 1:
        raise Refused("ambiguous")
    return rows[0] if rows else None


def look(request):
    store = open_store(request)

    def work(cursor):
        users = select(store, cursor, "users", "user", USER)
        auths = {row["id"]: row for row in select(store, cursor, "auths", "auth", AUTH)}
        names = columns_of(store, cursor, "auth", AUTH)
        if store.kind == "sqlite":
            sound(store, cursor)
        return users, auths, names, stored_settings(store, cursor)

    users, auths, names, stored = store.read(work)
    email = (request.get("email") or "").strip().lower()
    admins = sorted((user for user in users if user["role"] == "admin"), key=lambda user: user.get("created_at") or 0)
    fitting = [user for user in users if email and str(user["email"] or "").lower() == email]
    twins = [str(user["email"] or "").lower() for user in users]
    shown = fitting + [user for user in admins if user not in fitting]
    return {
        "database": {"kind": store.kind, "path": store.path},
        "columns": names,
        "users": len(users),
        "admins": len(admins),
        "accounts": [told(user, auths.get(user["id"]), twins) for user in shown[:MOST_ACCOUNTS]],
        "settings": settings_in_force(stored),
        "writable": writable(store),
    }


def writable(store):
    try:
        store.writable()
        return None
    except Refused as error:
        return error.code


def sound(store, cursor):
    for table in ("auth", '"user"'):
        cursor.execute(store.sql["check"].format(table=table))
        first = cursor.fetchone()
        if first is not None and first[0] != "ok":
            raise Refused("damaged")


def told(user, auth, twins):
    """One account, without anything secret."""
    mfa = (auth or {}).get("mfa")
    mfa = json.loads(mfa) if isinstance(mfa, str) else mfa
    return {
        "id": user["id"], "email": str(user["email"] or ""), "name": str(user.get("name") or ""), "role": str(user["role"]),
        "active": None if auth is None else bool(auth["active"]),
        "signs_in_as": None if auth is None else str(auth["email"] or ""),
        "oauth": filled(user.get("oauth")) or filled(user.get("oauth_sub")),
        "scim": filled(user.get("scim")),
        "second_factor": isinstance(mfa, dict) and bool(mfa.get("secret")),
        "twins": twins.count(str(user["email"] or "").lower()) - 1,
    }


def filled(value):
    return value not in (None, "", "null", "{}", {}, [])


def stored_settings(store, cursor):
    """What the database says; rows by key from 0.10 on, one object before."""
    cursor.execute(store.sql["columns"], ("config",) if store.kind == "sqlite" else ("config", store.schema))
    there = {row[0] for row in cursor.fetchall()}
    if {"key", "value"} <= there:
        keys = " OR ".join("key = '%s'" % row for _, row, _, _, _ in SETTINGS)
        like_sign = "%" if store.kind == "sqlite" else "%%"
        keys += " OR (key LIKE 'oauth.{0}' AND key LIKE '{0}client_id')".format(like_sign)
        cursor.execute(store.sql["rows"].format(keys=keys), () if store.kind == "sqlite" else None)
        values = {key: parsed(value) for key, value in cursor.fetchall()}
        found = {name: values[row] for name, row, _, _, _ in SETTINGS if row in values}
        return dict(found, oauth=any(bool(value) for key, value in values.items() if key.endswith("client_id")))
    if {"id", "data"} <= there:
        cursor.execute(store.sql["blob"])
        row = cursor.fetchone()
        data = parsed(row[0], None) if row else {}
        found = {name: at(data, path) for name, _, path, _, _ in SETTINGS if path and at(data, path) is not None}
        return dict(found, oauth=any(str(path).endswith("client_id") and bool(value) for path, value in leaves(at(data, "oauth"))))
    return {}


def at(data, path):
    for name in path.split("."):
        data = data.get(name) if isinstance(data, dict) else None
    return data


def leaves(data, path=""):
    if not isinstance(data, dict):
        return [(path, data)]
    return [leaf for name, value in data.items() for leaf in leaves(value, path + "." + str(name))]


def true(name, otherwise):
    return os.environ.get(name, str(otherwise)).lower() == "true"


def settings_in_force(stored):
    env = os.environ
    stored = stored if true("ENABLE_PERSISTENT_CONFIG", True) else {}
    values = {name: bool(stored[name]) if stored.get(name) is not None else true(variable, default) for name, _, _, variable, default in SETTINGS}
    clients = [name for name in env if name.endswith("_CLIENT_ID") and env[name] and name.split("_")[0] in ("OAUTH", "GOOGLE", "MICROSOFT", "GITHUB", "FEISHU")]
    return dict(
        values,
        oauth=bool(stored.get("oauth")) or bool(clients),
        password_auth=true("ENABLE_PASSWORD_AUTH", True),
        trusted_header=bool(env.get("WEBUI_AUTH_TRUSTED_EMAIL_HEADER")),
        auth=true("WEBUI_AUTH", True),
        rule=true("ENABLE_PASSWORD_VALIDATION", False),
        hint=env.get("PASSWORD_VALIDATION_HINT", "")[:200],
    )
