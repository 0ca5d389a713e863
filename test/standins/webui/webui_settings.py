"""Which Ollama URLs are in force: the environment as Open WebUI reads it, and its database, which wins in its own way in each version."""
import json
import os
import socket
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import webui_db


def at_least(version, least):
    return [int(part) for part in version.split(".")] >= [int(part) for part in least.split(".")]


def truth(name, default):
    return os.environ.get(name, default).lower() == "true"


def open_port(pair):
    try:
        socket.create_connection(pair, timeout=1).close()
        return True
    except OSError:
        return False


def environment_urls(version, env=os.environ):
    """The list that the environment alone gives, in the program's own order of rules."""
    api = env.get("OLLAMA_API_BASE_URL", "http://localhost:11434/api")
    given = base = env.get("OLLAMA_BASE_URL", "")
    if base.endswith("/"):
        base = base[:-1]
    if base == "" and api != "":
        base = api[:-4] if api.endswith("/api") else api
    if env.get("ENV", "dev") == "prod":
        if base == "/ollama" and env.get("K8S_FLAG", "") == "":
            base = "http://localhost:11434" if env.get("USE_OLLAMA_DOCKER", "").lower() == "true" else "http://host.docker.internal:11434"
        elif env.get("K8S_FLAG", "") != "":
            base = "http://ollama-service.open-webui.svc.cluster.local:11434"
    if at_least(version, "0.8.0") and given in ("", "/ollama") and not env.get("OLLAMA_BASE_URLS") and ":11434" in base:
        host = base.split("://", 1)[-1].rsplit(":", 1)[0]
        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(open_port, [(host, 11434), (host, 12434)])
        if second and not first:
            base = base.replace(":11434", ":12434")
    return [url.strip() for url in (env.get("OLLAMA_BASE_URLS") or base).split(";")]


class Settings:
    """`urls()` and `enabled()` are what is in force now: read from the database each time from 0.10 on, once at the start before."""

    def __init__(self, path, version):
        self.path, self.version, self.schema = path, version, webui_db.schema_of(version)
        self.persistent, self.rows = truth("ENABLE_PERSISTENT_CONFIG", "True"), webui_db.has_rows(self.schema)
        self.defaults = {
            "ollama.enable": truth("ENABLE_OLLAMA_API", "True"), "ollama.base_urls": environment_urls(version), "ollama.api_configs": {},
            "ui.enable_signup": truth("ENABLE_SIGNUP", "True"),
        }
        if not os.path.exists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            webui_db.make(path, self.schema, {}, [])
        reset = truth("RESET_CONFIG_ON_START", "False")
        if self.rows:
            with self.open() as db:
                if reset:
                    db.execute("DELETE FROM config")
                if self.persistent:
                    for key, value in self.defaults.items():
                        if not db.execute("SELECT 1 FROM config WHERE key = ?", [key]).fetchone():
                            webui_db.set_row(db, key, value)
        else:
            blob = webui_db.nested(self.defaults) if not self.persistent else self.blob()
            for key in self.defaults:
                value = blob
                for part in key.split("."):
                    value = value.get(part) if isinstance(value, dict) else None
                if value is not None:
                    self.defaults[key] = value
            if reset:  # only now: these versions read their settings before they clear them
                with self.open() as db:
                    db.execute("DELETE FROM config")

    def open(self):
        return sqlite3.connect(self.path, timeout=5)

    def blob(self):
        with self.open() as db:
            row = db.execute("SELECT data FROM config ORDER BY id DESC LIMIT 1").fetchone()
        return json.loads(row[0]) if row else {}

    def get(self, key):
        if self.rows and self.persistent:
            with self.open() as db:
                row = db.execute("SELECT value FROM config WHERE key = ?", [key]).fetchone()
            return json.loads(row[0]) if row else self.defaults.get(key)
        return self.defaults.get(key)

    def set(self, values):
        self.defaults.update(values if not (self.rows and self.persistent) else {})
        with self.open() as db:
            if self.rows and self.persistent:
                for key, value in values.items():
                    webui_db.set_row(db, key, value)
            elif not self.rows:
                data = self.blob() or {"version": 0, "ui": {}}
                for key, value in values.items():
                    data.setdefault(key.split(".")[0], {})[key.split(".", 1)[1]] = value
                webui_db.set_blob(db, data)
