"""Makes a webui.db from a recorded schema, and reads and writes it. Standard library only, Python 3.9 or newer."""
import json
import os
import sqlite3
import sys
import time
import uuid

HERE = os.path.dirname(os.path.realpath(__file__))


def quoted(name):
    return '"%s"' % name.replace('"', '""')


def schema_of(version):
    """The recorded schema of a version, or of the newest recorded one before it."""
    with open(os.path.join(HERE, "..", "recordings", "webui-db.json")) as file:
        schemas = json.load(file)

    def number(text):
        return [int(part) for part in text.split(".")]

    fitting = [known for known in schemas if number(known) <= number(version)]
    return schemas[max(fitting, key=number)]


def has_rows(schema):
    """True for the schema of 0.10 and later: one row a setting."""
    return schema["columns"]["config"][0].startswith("key ")


def insert(db, schema, table, values):
    known = [column.split(" ", 1)[0] for column in schema["columns"][table]]
    names = [name for name in values if name in known]
    sql = "INSERT INTO %s (%s) VALUES (%s)" % (quoted(table), ", ".join(map(quoted, names)), ", ".join("?" * len(names)))
    db.execute(sql, [values[name] for name in names])


def add_account(db, schema, account):
    now, identity = int(time.time()), str(uuid.uuid4())
    insert(db, schema, "auth", {"id": identity, "email": account["email"], "password": account["passwordHash"], "active": 1,
                                "mfa": account.get("mfa"), "session_stamp": str(uuid.uuid4())})
    insert(db, schema, "user", {"id": identity, "name": account.get("name", "Admin"), "email": account["email"],
                                "role": account.get("role", "admin"), "profile_image_url": "/user.png",
                                "last_active_at": now, "updated_at": now, "created_at": now})


def set_row(db, key, value):
    db.execute("INSERT OR REPLACE INTO config VALUES (?, ?, ?)", [key, json.dumps(value, separators=(",", ":")), int(time.time())])


def nested(settings):
    """Settings by dotted key as the one object that versions up to 0.9.6 keep."""
    data = {"version": 0, "ui": {}}
    for key, value in settings.items():
        *path, last = key.split(".")
        place = data
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return data


def set_blob(db, data):
    stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    db.execute("INSERT OR REPLACE INTO config VALUES (1, ?, 0, ?, ?)", [json.dumps(data), stamp, stamp])


def make(path, schema, config, accounts):
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous=OFF")  # a test file needs no protection from a power cut
    db.execute("PRAGMA journal_mode=%s" % schema["journalMode"])
    for table in schema["tables"]:
        columns = []
        for column in schema["columns"].get(table, ["id VARCHAR primary key not null"]):
            name, rest = column.split(" ", 1)
            columns.append(quoted(name) + " " + rest)
        db.execute("CREATE TABLE %s (%s)" % (quoted(table), ", ".join(columns)))
    for index in schema["indexes"]:
        db.execute(index)
    db.execute("INSERT INTO alembic_version VALUES (?)", [schema["alembicVersion"]])
    if has_rows(schema):
        for key, value in config.items():
            set_row(db, key, value)
    elif config is not None:
        set_blob(db, nested(config))
    for account in accounts:
        add_account(db, schema, account)
    db.commit()
    db.close()


if __name__ == "__main__":
    make(**json.load(sys.stdin))
