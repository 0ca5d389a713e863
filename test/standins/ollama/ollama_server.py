"""The server half of the stand-in: routes, Host and Origin rules, and the answers of Go's HTTP server."""
import ipaddress
import json
import os
import re
import socket
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ollama_settings import Store, full_name, installed_version, join, origins, split_host_port

VERSION = installed_version()
JSON, PLAIN = "application/json; charset=utf-8", "text/plain; charset=utf-8"
ROUTES = {
    "/": ("HEAD", "GET"), "/api/version": ("HEAD", "GET"), "/api/tags": ("HEAD", "GET"), "/api/ps": ("GET",),
    "/api/status": ("GET",), "/v1/models": ("GET",), "/api/pull": ("POST",), "/api/show": ("POST",),
    "/api/generate": ("POST",), "/api/chat": ("POST",), "/api/embed": ("POST",), "/api/delete": ("DELETE",),
}
# Routes that older versions do not know. A build that calls itself 0.0.0 is no old one.
SINCE = {"/api/ps": [0, 1, 38], "/api/embed": [0, 2, 6]}
CORS_HEADERS = "Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta," + ",".join(
    "X-Stainless-" + name for name in ("Arch", "Async", "Custom-Poll-Interval", "Helper-Method", "Lang", "Os",
    "Package-Version", "Poll-Helper", "Retry-Count", "Runtime", "Runtime-Version", "Timeout"))


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def clean(path):
    parts = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts) + ("/" if parts and path.endswith("/") else "")


def origin_allowed(origin, allowed):
    for entry in allowed:
        head, star, tail = entry.partition("*")
        if origin == entry or (star and len(origin) >= len(head + tail) and origin.startswith(head) and origin.endswith(tail)):
            return True
    return False


def local_address(address):
    """True where an interface of this machine has the address: only then can a socket be bound to it."""
    try:
        with socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((str(address), 0))
        return True
    except OSError:
        return False


def host_allowed(header):
    """By what a server bound to loopback lets in a request with this Host header: "address", "name", or nothing."""
    pair = split_host_port(header)
    host = pair[0] if pair else header
    try:
        address = ipaddress.ip_address(host)
        private = any(address in ipaddress.ip_network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
        if address.is_loopback or private or address.is_unspecified or local_address(address):
            return "address"
    except ValueError:
        pass
    name = host.lower()
    known = name in ("", "localhost", socket.gethostname().lower()) or name.endswith((".localhost", ".local", ".internal"))
    return "name" if known else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 300

    def log_message(self, *_):
        pass

    def send_error(self, code, *_):
        """Go's HTTP server answers what it cannot read (a TLS ClientHello, for one) with these bytes, and hangs up."""
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request")

    def parse_request(self):
        if not re.fullmatch(rb"[A-Za-z]+ [!-~]+ HTTP/1\.[01]\r?\n", self.raw_requestline):
            self.requestline, self.request_version, self.command = "", "HTTP/1.1", ""
            self.send_error(400)
            return False
        return super().parse_request()

    def answer(self, status, body=b"", kind=None, headers=()):
        data = body if isinstance(body, bytes) else body.encode()
        self.send_response_only(status)
        for name, value in [*self.extra, *headers]:
            self.send_header(name, value)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Date", self.date_time_string())
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def body(self):
        """The request's body, at most 1 MiB, as JSON; an empty object where it is none."""
        data = b""
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            while size := int(self.rfile.readline(64).split(b";")[0].strip() or b"0", 16):
                data += self.rfile.read(min(size, 1 << 20))
                self.rfile.readline(8)
            self.rfile.readline(8)
        else:
            data = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 1 << 20))
        try:
            value = json.loads(data)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def refused(self, path):
        """CORS first, the Host header second, as the real program's middleware; True where it has answered."""
        origin, host = self.headers.get("Origin"), self.headers.get("Host") or ""
        allow = [("Allow", ", ".join(ROUTES[path]))] if path in ROUTES and self.command not in ROUTES[path] else []
        if origin and origin not in ("http://" + host, "https://" + host):
            if not origin_allowed(origin, self.server.origins):
                self.answer(403, headers=allow)
                return True
            every = "*" in self.server.origins
            self.extra = [("Access-Control-Allow-Origin", "*" if every else origin)]
            if self.command == "OPTIONS":
                vary = [] if every else [("Vary", name) for name in ("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers")]
                self.answer(204, headers=allow + vary + [
                    ("Access-Control-Allow-Headers", CORS_HEADERS), ("Access-Control-Max-Age", "43200"),
                    ("Access-Control-Allow-Methods", "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS")])
                return True
            if not every:
                self.extra.append(("Vary", "Origin"))
        by = host_allowed(host) if self.server.loopback else "address"
        if by is None or (by == "name" and self.command == "OPTIONS"):
            self.answer(204 if by else 403, headers=allow)
            return True
        return False

    def handle_any(self):
        self.extra = []
        target, question, query = self.requestline.split()[1].partition("?")  # self.path has had its slashes folded
        path, body = clean(target), self.body()
        if path != target:
            text = "Temporary Redirect" if self.server.redirect == 307 else "Moved Permanently"
            return self.redirect(self.server.redirect, path + question + query, text)
        if path != "/" and path.endswith("/") and path.rstrip("/") in ROUTES:
            code = 301 if self.command == "GET" else 307
            return self.redirect(code, path.rstrip("/") + question + query, "Moved Permanently" if code == 301 else "Temporary Redirect")
        if self.refused(path):
            return None
        if path not in ROUTES or self.server.numbers < SINCE.get(path, []):
            return self.answer(404, "404 page not found", "text/plain")
        if self.command not in ROUTES[path]:
            return self.answer(405, "405 method not allowed", "text/plain", [("Allow", ", ".join(ROUTES[path]))])
        return self.route(path, body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_any

    def redirect(self, code, location, text):
        page = '<a href="%s">%s</a>.\n\n' % (location.replace("&", "&amp;"), text)
        get = self.command == "GET"
        self.answer(code, page if get else b"", "text/html; charset=utf-8" if get or self.command == "HEAD" else None, [("Location", location)])

    def route(self, path, body):
        store = self.server.store
        name = full_name(str(body.get("model") or body.get("name") or ""))
        given = str(body.get("model") or body.get("name") or "")
        there = name in store.names()
        if path == "/":
            return self.answer(200, "Ollama is running", PLAIN)
        if path == "/api/pull":
            store.add(name)
            lines = [{"status": "pulling manifest"}, {"status": "writing manifest"}, {"status": "success"}]
            return self.stream(lines if body.get("stream", True) else lines[-1:], body.get("stream", True))
        if path in ("/api/show", "/api/generate", "/api/chat", "/api/embed", "/api/delete") and not there:
            text = {"/api/show": "model '%s' not found" % name, "/api/delete": "model '%s' not found" % given,
                    "/api/embed": 'model "%s" not found, try pulling it first' % given}.get(path, "model '%s' not found" % given)
            return self.answer(404, compact({"error": text}), JSON)
        if path == "/api/delete":
            store.remove(name)
            return self.answer(200)
        if path in ("/api/generate", "/api/chat"):
            said = {"response": "Hello."} if path == "/api/generate" else {"message": {"role": "assistant", "content": "Hello."}}
            stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            return self.stream([{"model": given, "created_at": stamp, **said, "done": True, "done_reason": "stop"}], body.get("stream", True))
        models = [store.model(each) for each in store.names()]
        answers = {
            "/api/version": {"version": self.server.version}, "/api/tags": {"models": models}, "/api/ps": {"models": []},
            "/api/status": {"cloud": {"disabled": False, "source": "none"}},
            "/api/embed": {"model": given, "embeddings": [[0.0] * 8]}, "/api/show": store.model(name),
        }
        if path == "/v1/models":
            data = [{"id": each["name"], "object": "model", "created": int(store.started), "owned_by": "library"} for each in models]
            return self.answer(200, compact({"object": "list", "data": data or None}) + "\n", "application/json")
        return self.answer(200, compact(answers[path]), JSON)

    def stream(self, lines, streaming):
        self.answer(200, "".join(compact(line) + "\n" for line in lines) if streaming else compact(lines[0]),
                    "application/x-ndjson" if streaming else JSON)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, host, port, version):
        """Binds as Go does: an address that is unspecified means both families. Raises OSError where it cannot."""
        every = host in ("", "0.0.0.0", "::")
        try:
            self.address_family = socket.AF_INET6 if every or ":" in host else socket.AF_INET
            super().__init__(("::" if every else host, port), Handler)
        except OSError as error:
            if not every or self.address_family == socket.AF_INET or error.errno == 98:
                raise
            self.address_family = socket.AF_INET
            super().__init__(("0.0.0.0", port), Handler)
        self.store, self.origins, self.version = Store(), origins(), version
        numbers = [int(part) for part in re.findall(r"\d+", version)[:3]]
        self.numbers = numbers if any(numbers) else [999]
        self.redirect = 301 if self.numbers < [0, 24] else 307
        bound = ipaddress.ip_address(self.server_address[0])
        self.loopback = bound.is_loopback
        self.listening = join(str(bound) if not every else "::", self.server_address[1])

    def server_bind(self):
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if self.server_address[0] == "::" else 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()[:2]

    def handle_error(self, *_):
        pass
