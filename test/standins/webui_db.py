"""Makes a webui.db from a recorded schema. Reads {path, schema, config, accounts} as JSON from stdin; standard library only."""
import json
import sqlite3
import sys
import time
import uuid

task = json.load(sys.stdin)
schema, config = task["schema"], task["config"]
db = sqlite3.connect(task["path"])
db.execute("PRAGMA synchronous=OFF")  # a test file needs no protection from a power cut
db.execute("PRAGMA journal_mode=%s" % schema["journalMode"])


def quoted(name):
    return '"%s"' % name.replace('"', '""')


for table in schema["tables"]:
    columns = []
    for column in schema["columns"].get(table, ["id VARCHAR primary key not null"]):
        name, rest = column.split(" ", 1)
        columns.append(quoted(name) + " " + rest)
    db.execute("CREATE TABLE %s (%s)" % (quoted(table), ", ".join(columns)))
for index in schema["indexes"]:
    db.execute(index)
db.execute("INSERT INTO alembic_version VALUES (?)", [schema["alembicVersion"]])

now = int(time.time())
stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(now))
if schema["columns"]["config"][0].startswith("key "):
    for key, value in config.items():
        db.execute("INSERT INTO config VALUES (?, ?, ?)", [key, json.dumps(value, separators=(",", ":")), now])
elif config is not None:
    data = {"version": 0, "ui": {}}
    for key, value in config.items():
        *path, last = key.split(".")
        place = data
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    db.execute("INSERT INTO config VALUES (1, ?, 0, ?, ?)", [json.dumps(data), stamp, stamp])


def insert(table, values):
    known = [column.split(" ", 1)[0] for column in schema["columns"][table]]
    names = [name for name in values if name in known]
    marks = ", ".join("?" * len(names))
    sql = "INSERT INTO %s (%s) VALUES (%s)" % (quoted(table), ", ".join(map(quoted, names)), marks)
    db.execute(sql, [values[name] for name in names])


for account in task["accounts"]:
    identity = str(uuid.uuid4())
    insert("auth", {"id": identity, "email": account["email"], "password": account["passwordHash"], "active": 1, "mfa": account["mfa"],
                    "session_stamp": str(uuid.uuid4())})
    insert("user", {"id": identity, "name": account["name"], "email": account["email"], "role": account["role"],
                    "profile_image_url": "/user.png", "last_active_at": now, "updated_at": now, "created_at": now})
db.commit()
db.close()
