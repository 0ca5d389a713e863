"""Accounts of an Open WebUI that keeps them in SQLite. Put after settings_database.py and before accounts.py."""

import os
import shutil
import sqlite3
import time

# All of SQLite's statements. `{…}` is filled from the table of columns in accounts.py, never from outside.
SQLITE = {
    "columns": "SELECT name FROM pragma_table_info(?)",
    "check": "PRAGMA integrity_check({table})",
    "users": 'SELECT {columns} FROM "user"',
    "auths": "SELECT {columns} FROM auth",
    "auth": "SELECT {columns} FROM auth WHERE id = ?",
    "update": "UPDATE auth SET {sets} WHERE id = ?",
    "set": "{column} = ?",
    "admins": "SELECT count(*) FROM \"user\" WHERE role = 'admin'",
    "promote": "UPDATE \"user\" SET role = 'admin' WHERE id = ?",
    "rows": "SELECT key, value FROM config WHERE {keys}",
    "blob": "SELECT data FROM config ORDER BY id DESC LIMIT 1",
}
BUSY_S = 10
# A step of the copy lets others write; the whole is bounded by the script's own limit.
PAGES = 16384
CODES = {5: "busy", 6: "busy", 8: "read-only", 10: "input-output", 11: "damaged", 13: "disk-full", 14: "forbidden", 26: "damaged"}


class Refused(Exception):
    """Nothing was changed, and why: a code and what it is filled with."""

    def __init__(self, code, **args):
        super().__init__(code)
        self.code, self.args_ = code, args


def sqlite_refusal(error):
    code = CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "damaged")
    return Refused(code, seconds=BUSY_S) if code == "busy" else Refused(code)


class SqliteStore:
    kind = "sqlite"
    sql = SQLITE
    folder = None

    def __init__(self, path):
        self.path = path

    def head(self):
        """Tells a database from what is none, before SQLite is asked to open it."""
        odd = irregular(self.path)
        if odd and not os.path.isdir(self.path):
            raise Refused("irregular", path=odd)
        try:
            with open(self.path, "rb") as file:
                head = file.read(16)
        except FileNotFoundError:
            raise Refused("no-database", path=self.path)
        except IsADirectoryError:
            raise Refused("foreign", path=self.path)
        except PermissionError:
            raise Refused("forbidden", path=self.path)
        if head == b"":
            raise Refused("no-database", path=self.path)
        if head != b"SQLite format 3\0":
            raise Refused("encrypted", path=self.path)

    def read(self, work):
        """Reads without leaving anything. It looks past the server's locks, so what seems damaged is looked at again."""
        self.head()
        for last in (False, False, True):
            try:
                return with_sqlite(self.path, work)
            except sqlite3.DatabaseError as error:
                if last:
                    raise sqlite_refusal(error)
                time.sleep(0.2)
            except Refused as error:
                if last or error.code != "damaged":
                    raise
                time.sleep(0.2)

    def write(self, work):
        """Runs `work(cursor)` in one transaction: all of it, or nothing."""
        self.writable()
        try:
            connection = sqlite3.connect("file:%s?mode=rw" % quoted(self.path), uri=True, timeout=BUSY_S, isolation_level=None)
            try:
                cursor = connection.cursor()
                cursor.execute("BEGIN IMMEDIATE")
                try:
                    answer = work(cursor)
                    step("changed")
                    cursor.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        cursor.execute("ROLLBACK")
                    raise
                step("committed")
                return answer
            finally:
                connection.close()
        except sqlite3.DatabaseError as error:
            raise sqlite_refusal(error)

    def writable(self):
        self.head()
        folder = os.path.dirname(self.path)
        if hasattr(os, "statvfs") and os.statvfs(self.path).f_flag & os.ST_RDONLY:
            raise Refused("read-only", path=self.path)
        if not os.access(self.path, os.W_OK) or not os.access(folder, os.W_OK):
            raise Refused("forbidden", path=self.path)

    def tidy(self):
        """Takes away the journal that a killed writer had only begun: SQLite ignores it, and lets it lie.

        Called by the only writer. A journal that counts begins with a mark, and has been played back by now.
        """
        journal = self.path + "-journal"
        if os.path.exists(journal):
            with open(journal, "rb") as file:
                begun = file.read(1) in (b"", b"\0")
            if begun:
                os.unlink(journal)

    def room(self):
        """The copy needs as much as the database has."""
        need = sum(os.path.getsize(self.path + end) for end in ("", "-wal") if os.path.exists(self.path + end)) + (1 << 20)
        free = shutil.disk_usage(os.path.dirname(self.path)).free
        if free < need:
            raise Refused("disk-full", need=need, free=free)

    def keep(self, name):
        """Keeps a consistent copy beside the database, readable by its owner alone. It has its name only once it is whole."""
        self.writable()
        self.room()
        sweep(self.path)
        path = os.path.join(os.path.dirname(self.path), name)
        draft = path + DRAFT
        end = [time.monotonic() + BUSY_S]

        def progress(status, remaining, total):
            step("copying")
            # 5 and 6: others hold the database; without this the copy would wait for ever.
            if status not in (5, 6):
                end[0] = time.monotonic() + BUSY_S
            elif time.monotonic() > end[0]:
                raise Refused("busy", seconds=BUSY_S)

        try:
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            source = sqlite3.connect("file:%s?mode=rw" % quoted(self.path), uri=True, timeout=1.0)
            target = sqlite3.connect(draft)
            try:
                target.execute("PRAGMA journal_mode=OFF")
                source.backup(target, pages=PAGES, progress=progress, sleep=0.05)
            finally:
                target.close()
                source.close()
            like(self.path, draft)
            os.chmod(draft, 0o600)
            flush(draft)
            os.rename(draft, path)
            flush(os.path.dirname(path))
            return path
        except sqlite3.DatabaseError as error:
            raise sqlite_refusal(error)
        finally:
            remove(draft)


DRAFT = ".partial"
NAME = "webui-before-reset-"
STALE_S = 3600


def sweep(database, own=None):
    """Removes unfinished copies: this run's own, and those of runs that were killed an hour ago or longer."""
    folder = os.path.dirname(database)
    for name in os.listdir(folder):
        if not (name.startswith(NAME) and name.endswith(DRAFT)):
            continue
        path = os.path.join(folder, name)
        try:
            if name == own or time.time() - os.path.getmtime(path) > STALE_S:
                remove(path)
        except OSError:
            pass


def remove(path):
    for end in ("", "-journal", "-wal", "-shm"):
        try:
            os.unlink(path + end)
        except OSError:
            pass


def like(model, path):
    """Root's copy belongs to the account that the database belongs to."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = os.stat(model)
        os.chown(path, owner.st_uid, owner.st_gid)


def flush(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # Some file systems cannot do this with a folder.
    finally:
        os.close(handle)


def read_copy(path, work):
    """Reads a kept copy and leaves nothing beside it."""
    if irregular(path):
        raise Refused("backup-unreadable", path=path)
    try:
        with open(path, "rb") as file:
            head = file.read(16)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("backup-missing", path=path)
    except (IsADirectoryError, PermissionError):
        raise Refused("backup-unreadable", path=path)
    if head != b"SQLite format 3\0":
        raise Refused("backup-foreign", path=path)
    try:
        return with_connection("file:%s?mode=ro&immutable=1" % quoted(path), work)
    except sqlite3.DatabaseError:
        raise Refused("backup-damaged", path=path)
