#!/usr/bin/env python3
"""A stand-in for Open WebUI with a real webui.db, which answers as nine versions from 0.5.20 to 0.12.4 were recorded to answer.

Standard library only, Python 3.9 to 3.12 (sign-in needs the module crypt, or the package bcrypt). Environment: as the real program (PORT, HOST, DATA_DIR, ENV,
OLLAMA_BASE_URL, OLLAMA_BASE_URLS, K8S_FLAG, ENABLE_PERSISTENT_CONFIG …); STANDIN_WEBUI_VERSION chooses the version, STANDIN_LIST_LIMIT the limit of lists in seconds.
"""
import json
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from webui_accounts import Accounts  # noqa: E402
from webui_client import ask  # noqa: E402
from webui_config import public_config  # noqa: E402
from webui_settings import Settings, at_least  # noqa: E402

VERSION = os.environ.get("STANDIN_WEBUI_VERSION") or "0.12.4"
LIMIT = float(os.environ.get("STANDIN_LIST_LIMIT") or 10)
NO_CONNECTION, ALIVE = "Open WebUI: Server Connection Error", (200, {"status": True})
PAGE = b'<!doctype html>\n<html lang="en">\n\t<head>\n\t\t<meta charset="utf-8" />\n\t\t<title>Open WebUI</title>\n\t</head>\n\t<body></body>\n</html>\n'
CRASHED = (500, "Internal Server Error")


def detail(status, text):
    return status, {"detail": text}


def log(function, text):
    now = time.time()
    stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(now)) + ".%03d" % (now % 1 * 1000)
    print("%s | ERROR    | open_webui.routers.ollama:%s - %s" % (stamp, function, text), flush=True)


def told(kind, status, value, url):
    if kind == "other":
        return "%d, message='Attempt to decode JSON with unexpected mimetype: %s', url='%s'" % (status, value, url)
    return "" if kind == "timeout" else value


class WebUI:
    """The routes; every answer is (status, JSON value), a text standing for a plain one and None for the page."""

    def __init__(self):
        self.settings = Settings(os.path.join(os.environ.get("DATA_DIR") or "/app/backend/data", "webui.db"), VERSION)
        self.accounts = Accounts(self.settings, VERSION)

    def every(self, path):
        urls = self.settings.get("ollama.base_urls")
        with ThreadPoolExecutor(max(1, len(urls))) as pool:
            answers = list(pool.map(lambda url: ask(url + path, LIMIT), urls))
        for answer in answers:
            if answer[0] not in ("json", "empty"):
                log("send_get_request", "Connection error: " + told(*answer))
        return answers

    def tags(self):
        merged = {}
        for at, (kind, _, value, _) in enumerate(self.every("/api/tags")):
            for model in value.get("models") or [] if kind == "json" and isinstance(value, dict) else []:
                merged.setdefault(model["model"], {**model, "urls": []})["urls"].append(at)
        return 200, {"models": list(merged.values())}

    def version(self):
        values = [value for kind, _, value, _ in self.every("/api/version") if kind == "json" and value is not None]
        if not values:
            return detail(500, "WebUI could not connect to Ollama")
        if not all(isinstance(value, dict) and "version" in value for value in values):
            return CRASHED
        return 200, {"version": min((value["version"] for value in values), key=lambda text: [int(n) for n in re.findall(r"\d+", text.split("-")[0])])}

    def verify(self, url):
        kind, status, value, url = ask(url + "/api/version", LIMIT)
        if kind == "timeout":
            return detail(500, "Unexpected error: ")
        if kind not in ("json", "empty"):
            log("verify_connection", "Client error: " + told(kind, status, value, url))
            return detail(500, NO_CONNECTION)
        if status == 200:
            return 200, value
        error = value.get("error") if isinstance(value, dict) else None
        return detail(500, "Unexpected error: " + ("HTTP Error: %d" % status if error is None else "External Error: %s" % error))

    def numbered(self, path, index):
        recent = at_least(VERSION, "0.9.6")
        urls = self.settings.get("ollama.base_urls")
        if path == "/api/tags" and not self.settings.get("ollama.enable"):
            return self.off()
        if index >= len(urls):
            return CRASHED
        if not recent and re.search(r"[\r\n\t]", urls[index]):
            return detail(500, NO_CONNECTION)  # the other client of these versions refuses the blanks that aiohttp drops
        kind, status, value, url = ask(urls[index] + path, None)
        if kind == "failed":
            return detail(500, "Ollama: " + value if recent else NO_CONNECTION)
        if kind in ("json", "empty") and status < 400 and (kind == "json" or recent):
            return 200, value
        if status < 400:
            return (200, None) if recent else (200, {"detail": "Ollama: Expecting value: line 1 column 1 (char 0)"})
        if kind == "json":
            error = value.get("error") if isinstance(value, dict) else None
            if error is None:
                return detail(status if recent else 500, NO_CONNECTION)
            return detail(status, error) if recent else detail(500, "Ollama: %s" % error)
        side = "Client" if status < 500 else "Server"
        return detail(status, NO_CONNECTION) if recent else detail(500, "Ollama: %d %s Error: %s for url: %s" % (status, side, HTTPStatus(status).phrase, url))

    def off(self):
        if not at_least(VERSION, "0.8.0"):
            return 200, {"models": []}
        recent = at_least(VERSION, "0.9.0")
        return detail(503, "The Ollama API is disabled. Please enable it to use this feature." if recent else "Ollama API is disabled")

    def config(self):
        names = {"ENABLE_OLLAMA_API": "ollama.enable", "OLLAMA_BASE_URLS": "ollama.base_urls", "OLLAMA_API_CONFIGS": "ollama.api_configs"}
        return 200, {name: self.settings.get(key) for name, key in names.items()}

    def update(self, body):
        self.settings.set({"ollama.enable": body.get("ENABLE_OLLAMA_API"), "ollama.base_urls": body.get("OLLAMA_BASE_URLS", []),
                           "ollama.api_configs": body.get("OLLAMA_API_CONFIGS", {})})
        return self.config()

    def open_route(self, name, query, body):
        routes = {
            "GET /health": lambda: ALIVE, "GET /health/db": lambda: ALIVE, "GET /ollama/": lambda: ALIVE, "HEAD /ollama/": lambda: ALIVE,
            "GET /api/version": lambda: (200, {"version": VERSION, **({"deployment_id": ""} if at_least(VERSION, "0.6.43") else {})}),
            "GET /api/config": lambda: (200, public_config(VERSION, self.accounts.none())),
            "POST /api/v1/auths/signin": lambda: self.accounts.sign_in(body), "POST /api/v1/auths/signup": lambda: self.accounts.sign_up(body),
        }
        if at_least(VERSION, "0.8.11"):
            routes["GET /ready"] = lambda: ALIVE
        if "transport=polling" in query:
            routes["GET /ws/socket.io/"] = lambda: (400, "Invalid transport")
        return routes.get(name)

    def private_route(self, name, body):
        one = re.fullmatch(r"GET /ollama(/api/(?:tags|version))/(\d+)", name)
        enabled = self.settings.get("ollama.enable")
        return (lambda: self.numbered(one[1], int(one[2]))) if one else {
            "GET /ollama/api/tags": lambda: self.tags() if enabled else self.off(),
            "GET /ollama/api/version": lambda: self.version() if enabled else (200, {"version": False}),
            "POST /ollama/verify": lambda: self.verify(str(body.get("url", ""))),
            "GET /ollama/config": self.config, "POST /ollama/config/update": lambda: self.update(body),
            "GET /api/models": lambda: (200, {"data": [{"id": m["model"], "name": m["name"], "object": "model", "owned_by": "ollama"} for m in self.tags()[1]["models"]]}),
            "GET /api/version/updates": lambda: (200, {"current": VERSION, "latest": VERSION}),
            "GET /api/v1/auths/": lambda: (200, {"role": "admin"}),
        }.get(name)

    def answer(self, method, path, query, body, authorization):
        route = self.open_route(method + " " + path, query, body)
        if route:
            return route()
        route = self.private_route(method + " " + path, body)
        if route:
            open_to_all = re.fullmatch(r"/ollama/api/version(/\d+)?", path) and not at_least(VERSION, "0.11.0")
            if not open_to_all and not self.accounts.knows(authorization):
                return detail(401 if at_least(VERSION, "0.6.19") else 403, "Not authenticated")
            return route()
        if method in ("GET", "HEAD"):
            return detail(404, "Not Found") if path.endswith(".js") else None
        return detail(405, "Method Not Allowed")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self):
        path, _, query = self.path.partition("?")
        data = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 1 << 20))
        try:
            body = json.loads(data or b"{}")
        except ValueError:
            body = {}
        found = self.server.webui.answer(self.command, path, query, body if isinstance(body, dict) else {}, self.headers.get("Authorization") or "")
        if found is None:
            status, kind, text = 200, "text/html; charset=utf-8", PAGE
        elif found is CRASHED:
            status, kind, text = 500, "text/plain; charset=utf-8", found[1].encode()
        else:
            status, kind, text = found[0], "application/json", json.dumps(found[1], separators=(",", ":"), ensure_ascii=False).encode()
        self.send_response_only(status)
        for name, value in (("Date", self.date_time_string()), ("Server", "uvicorn"), ("Content-Length", str(len(text))), ("Content-Type", kind)):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = handle_any


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        pass


if __name__ == "__main__":
    server = Server((os.environ.get("HOST") or "0.0.0.0", int(os.environ.get("PORT") or 8080)), Handler)
    server.webui = WebUI()
    print("INFO:     Uvicorn running on http://%s:%d (Press CTRL+C to quit)" % server.server_address[:2], flush=True)
    server.serve_forever()
