"""Reads what is in force in an Open WebUI: settings, versions, model cache. Changes nothing; prints one line of JSON.

Runs inside the container, or beside a local installation, with settings_database.py before it. The argument is a
JSON object: `app` (folder of package.json, or null), `data_dir` (null: found), `database_url` (null: from the
environment), `probe_port` (look at port 12434), `limit` (seconds after which the process ends, whatever it does).
"""

import glob
import json
import os
import signal
import socket
import sqlite3
import sys


def version(app):
    try:
        with open(os.path.join(app or "", "package.json"), encoding="utf-8") as file:
            return str(json.load(file)["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return package_version("open-webui")


def package_version(name):
    try:
        from importlib.metadata import version as installed
        return installed(name)
    except Exception:
        return None


def cached_models():
    """Names of the embedding models that lie complete in the cache on disk."""
    env = os.environ
    home = os.path.expanduser(env.get("HF_HOME") or "~/.cache/huggingface")
    folder = env.get("SENTENCE_TRANSFORMERS_HOME") or env.get("HF_HUB_CACHE") or os.path.join(home, "hub")
    names = []
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "models--*")))[:200]:
        weights = [file for end in ("*.safetensors", "*.bin", "onnx/*.onnx") for file in glob.glob(os.path.join(glob.escape(path), "snapshots", "*", end))]
        if any(os.path.exists(file) for file in weights):
            names.append(os.path.basename(path)[len("models--"):].replace("--", "/"))
    return names


def ports():
    """Whether Docker Model Runner's port stands in for Ollama's, asked only where Open WebUI itself would have asked."""
    env = os.environ
    given = env.get("OLLAMA_BASE_URL", "")
    if given not in ("", "/ollama") or env.get("OLLAMA_BASE_URLS"):
        return {}
    url = env.get("OLLAMA_API_BASE_URL", "http://localhost:11434") if given == "" else "http://host.docker.internal"
    if given and env.get("USE_OLLAMA_DOCKER", "").lower() == "true":
        url = "http://localhost"
    try:
        from urllib.parse import urlsplit
        host = urlsplit(url).hostname or "localhost"
    except ValueError:
        return {}
    # In nearly all cases nothing is there, and the other port need not be asked at all.
    return {host: {"12434": True, "11434": opened(host, 11434)}} if opened(host, 12434) else {host: {"12434": False}}


def opened(host, port):
    try:
        with socket.create_connection((host, port), timeout=0.3):
            return True
    except OSError:
        return False


def main():
    request = json.loads(sys.argv[1])
    if hasattr(signal, "alarm"):
        signal.alarm(int(request.get("limit", 5)))
    answer = {"version": version(request.get("app")), "python": sys.version.split()[0], "cached": cached_models()}
    try:
        answer["database"] = read_database(request)
    except Unread as error:
        answer["database"] = {"kind": "unread", "reason": str(error)}
    except sqlite3.DatabaseError:
        answer["database"] = {"kind": "unread", "reason": "damaged"}
    except PermissionError:
        answer["database"] = {"kind": "unread", "reason": "forbidden"}
    except (OSError, ValueError, TypeError):
        answer["database"] = {"kind": "unread", "reason": "unreadable"}
    rows = answer["database"].get("schema") == "rows"
    told = None if rows else read_redis()
    answer["redis"] = told and {"read": told["read"], "urls": told["value"]}
    answer["ports"] = ports() if request.get("probe_port") and (not rows or not persistent()) else {}
    print(json.dumps(answer))


def persistent():
    return os.environ.get("ENABLE_PERSISTENT_CONFIG", "True").lower() == "true"


main()
