"""Changes the password of one account of an Open WebUI, proves it by signing in, puts an old row back.

Runs on Open WebUI's own Python (3.9 or later), with its bcrypt and its PostgreSQL driver. `main(request)` is called with
what came on standard input; it prints one line of JSON, and never a password, a hash or a token.
"""

import base64
import datetime
import hashlib
import urllib.error
import urllib.request
import uuid

ROUNDS = 12
MOST_BYTES = 72
# The rule that Open WebUI itself falls back to.
RULE = r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w\s]).{8,}$"

# What a reset writes, where the column exists: its new value, made from the old one and the new hash.
CHANGES = {
    "password": lambda old, made: made,
    "active": lambda old, made: True,
    "session_stamp": lambda old, made: str(uuid.uuid4()),
    "mfa": lambda old, made: without_challenges(old),
}


def step(name):
    """Marks a point between two effects."""


def without_challenges(old):
    """As Open WebUI's own password change does, and the counts of failures as well; the second factor itself stays."""
    state = json.loads(old) if isinstance(old, str) else old
    if not isinstance(state, dict):
        return old
    state = dict(state, login_challenge=None, manage_challenge=None, reset_ticket=None, limits={}, revision=str(uuid.uuid4()))
    return json.dumps(state)


def check_password(password):
    if password == "" or "\0" in password:
        raise Refused("password-empty" if password == "" else "password-zero")
    if len(password.encode("utf-8")) > MOST_BYTES:
        raise Refused("password-long", bytes=len(password.encode("utf-8")))
    if true("ENABLE_PASSWORD_VALIDATION", False):
        try:
            rule = re.compile(os.environ.get("PASSWORD_VALIDATION_REGEX_PATTERN") or RULE)
        except re.error:
            rule = re.compile(RULE)
        if not rule.match(password):
            raise Refused("password-rule", hint=os.environ.get("PASSWORD_VALIDATION_HINT", "")[:200])


def hashed(password):
    try:
        import bcrypt
    except ImportError:
        raise Refused("no-bcrypt")
    return bcrypt.hashpw(password.encode("utf-8"), bcrypt.gensalt(ROUNDS)).decode("ascii")


def plain(row):
    """A row as JSON can carry it."""
    return {name: value if value is None or isinstance(value, (str, int, float, bool)) else json.dumps(value, sort_keys=True) for name, value in row.items()}


def digest(row):
    return hashlib.sha256(json.dumps(plain(row), sort_keys=True).encode("utf-8")).hexdigest()


def backup_name(request):
    """The user's id is part of the name, so that the copy tells whose row is to be put back."""
    stamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    identity = request["id"]
    if not re.fullmatch(r"[A-Za-z0-9-]{1,64}", identity):
        identity = "b." + base64.urlsafe_b64encode(identity.encode("utf-8")).decode("ascii").rstrip("=")[:150]
    return "%s%s-%s-%s.db" % (NAME, stamp, request["run"], identity)


def row(request):
    """The row as it is, for the caller to keep: PostgreSQL has no file that could be copied."""
    store = open_store(request)
    found = store.read(lambda cursor: auth_row(store, cursor, request["id"]))
    if found is None:
        raise Refused("no-row")
    return {"row": plain(found), "digest": digest(found)}


def reset(request):
    check_password(request["password"])
    made = hashed(request["password"])
    store = open_store(request)
    if store.kind != "sqlite":
        return dict(change(store, request, made, request["digest"]), backup=None)
    before = store.read(lambda cursor: auth_row(store, cursor, request["id"]))
    if before is None:
        raise Refused("no-row")
    backup = store.keep(backup_name(request))
    step("kept")
    try:
        return dict(change(store, request, made, digest(before)), backup=backup)
    except BaseException:
        remove(backup)  # Nothing was changed, so there is nothing to go back to.
        raise


def change(store, request, made, expected):
    """The one transaction."""

    def work(cursor):
        if store.kind != "sqlite":
            cursor.execute(store.sql["lock"], (request["id"],))
        old = auth_row(store, cursor, request["id"])
        if old is None:
            raise Refused("no-row")
        if digest(old) != expected:
            raise Refused("changed-meanwhile")
        values = {name: new(old[name], made) for name, new in CHANGES.items() if name in old}
        update(store, cursor, request["id"], values)
        if request.get("make_admin"):
            cursor.execute(store.sql["admins"])
            if cursor.fetchone()[0] > 0:
                raise Refused("has-admin")
            cursor.execute(store.sql["promote"], (request["id"],))
            if cursor.rowcount != 1:
                raise Refused("ambiguous")
        return {"changed": sorted(values)}

    return store.write(work)


def update(store, cursor, identity, values):
    sets = ", ".join(store.sql["set"].format(column=name) for name in values)
    cursor.execute(store.sql["update"].format(sets=sets), (*values.values(), identity))
    if cursor.rowcount != 1:
        raise Refused("ambiguous")


def restore(request):
    """Puts an old row back: from a copy of the database, or the row itself as it was kept."""
    store = open_store(request)
    if request.get("row"):
        old = request["row"]
        if store.kind == "sqlite":
            raise Refused("backup-other", path=request["backup"])
    else:
        if store.kind != "sqlite":
            raise Refused("backup-other", path=request["backup"])
        path = os.path.join(os.path.dirname(store.path), request["backup"])
        if os.path.realpath(path) == os.path.realpath(store.path):
            raise Refused("backup-same", path=path)
        kept = SqliteStore(path)
        identity = request.get("id") or identity_in(path)
        try:
            old = read_copy(path, lambda cursor: auth_row(kept, cursor, identity) if identity else by_email(kept, cursor, request))
        except Refused as error:
            raise Refused("backup-foreign", path=path) if error.code == "foreign" else error
        if old is None:
            raise Refused("backup-no-row", path=path)

    def work(cursor):
        now = auth_row(store, cursor, old["id"])
        if now is None:
            raise Refused("backup-no-account")
        values = {name: old[name] for name in CHANGES if name in old and name in now}
        if store.kind != "sqlite":
            values["active"] = bool(values["active"])
        update(store, cursor, old["id"], values)
        return {"changed": sorted(values), "id": old["id"], "email": now["email"]}

    if request.get("dry"):
        store.writable()
        now = store.read(lambda cursor: auth_row(store, cursor, old["id"]))
        if now is None:
            raise Refused("backup-no-account")
        return {"changed": sorted(name for name in CHANGES if name in old and name in now), "id": old["id"], "email": now["email"]}
    return store.write(work)


def identity_in(path):
    match = re.match(re.escape(NAME) + r"\d{8}T\d{6}Z-[0-9a-f]+-(b\.)?([\w-]+)\.db$", os.path.basename(path))
    try:
        text = match.group(2)
        return text if match.group(1) is None else base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("utf-8")
    except (AttributeError, ValueError):
        return None


def by_email(store, cursor, request):
    """A renamed copy does not tell whose row is meant: the address has to."""
    email = (request.get("email") or "").strip().lower()
    if not email:
        raise Refused("backup-whose", path=store.path)
    rows = [row for row in select(store, cursor, "auths", "auth", AUTH) if str(row["email"] or "").lower() == email]
    return rows[0] if len(rows) == 1 else None


def settle(request):
    """After an end that nobody has seen: takes away what is unfinished and tells whether the password is the new one."""
    store = open_store(request)
    if store.kind == "sqlite":
        sweep(store.path, backup_draft(store.path, request))
        try:
            store.write(lambda cursor: store.tidy())
        except Refused:
            pass
    found = store.read(lambda cursor: auth_row(store, cursor, request["id"]))
    import bcrypt
    try:
        changed = found is not None and bcrypt.checkpw(request["password"].encode("utf-8"), str(found["password"]).encode("utf-8"))
    except ValueError:
        changed = False
    kept = [os.path.join(os.path.dirname(store.path), name) for name in os.listdir(os.path.dirname(store.path)) if "-%s-" % request["run"] in name] if store.kind == "sqlite" else []
    if not changed:
        for path in kept:
            remove(path)
    return {"settled": changed, "backup": kept[0] if changed and kept else None}


def backup_draft(database, request):
    for name in os.listdir(os.path.dirname(database)):
        if "-%s-" % request["run"] in name and name.endswith(DRAFT):
            return name
    return None


def sign_in(request):
    """Signs in over HTTP as a browser does, at the server's own port."""
    body = json.dumps({"email": request["email"], "password": request["password"]}).encode("utf-8")
    asked = urllib.request.Request(request["url"] + "/api/v1/auths/signin", body, {"Content-Type": "application/json"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(asked, timeout=request["seconds"]) as answer:
            status, raw, wait = answer.status, answer.read(1 << 20), None
    except urllib.error.HTTPError as error:
        status, raw, wait = error.code, b"", error.headers.get("Retry-After")
    except OSError as error:
        reason = getattr(error, "reason", error)
        return {"status": None, "refused": isinstance(reason, ConnectionRefusedError)}
    try:
        said = json.loads(raw)
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    return {"status": status, "token": bool(said.get("token")), "next_step": said.get("next_step"), "id": said.get("id"), "retry_after": wait}


OPERATIONS = {"look": look, "row": row, "reset": reset, "restore": restore, "settle": settle, "sign-in": sign_in}


def main(request):
    os.environ.update(request.get("env") or {})
    try:
        answer = dict(OPERATIONS[request["operation"]](request), ok=True)
    except Refused as error:
        answer = {"ok": False, "code": error.code, "args": error.args_}
    except Unread as error:
        answer = {"ok": False, "code": str(error), "args": {}}
    except sqlite3.DatabaseError as error:
        answer = {"ok": False, "code": sqlite_refusal(error).code, "args": {}}
    except OSError as error:
        answer = {"ok": False, "code": {28: "disk-full", 30: "read-only", 13: "forbidden", 1: "forbidden", 122: "disk-full"}.get(error.errno, "input-output"), "args": {}}
    except Exception as error:
        answer = {"ok": False, "code": "broken", "args": {"error": type(error).__name__}}
    print(json.dumps(answer), flush=True)
