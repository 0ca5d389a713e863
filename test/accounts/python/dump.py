"""Prints every row of auth, user and config of a database, and which files lie beside it. Changes nothing."""
import json
import os
import sqlite3
import sys

path = sys.argv[1]
log = os.path.exists(path + "-wal") and os.path.getsize(path + "-wal")
# With an empty log the file is complete, and this leaves nothing beside it.
db = sqlite3.connect(path if log else "file:%s?mode=ro&immutable=1" % path, uri=True)
tables = {}
for table in ("auth", "user", "config"):
    cursor = db.execute('SELECT * FROM "%s" ORDER BY 1' % table)
    names = [column[0] for column in cursor.description]
    tables[table] = [dict(zip(names, row)) for row in cursor.fetchall()]
print(json.dumps(tables))
