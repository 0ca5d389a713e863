"""What the environment says: OLLAMA_HOST, OLLAMA_ORIGINS, OLLAMA_MODELS, STANDIN_MODELS, STANDIN_VERSION; and which version this is."""
import hashlib
import ipaddress
import os
import re
import threading
import time
from urllib.parse import quote, unquote

ORIGIN_SCHEMES = ("http://", "https://", "chrome-extension://", "safari-extension://", "moz-extension://", "ms-browser-extension://")


def environment(name):
    return os.environ.get(name, "").strip().strip("\"'")


def installed_version():
    """What this program says it is. A file in the home stands for the program's own file, which an installer replaces."""
    try:
        with open(os.path.expanduser("~/.ollama/standin-version")) as file:
            installed = file.read().strip()
    except OSError:
        installed = ""
    return environment("STANDIN_VERSION") or installed or "0.32.15"


def split_host_port(text):
    """Go's net.SplitHostPort: (host, port), or None where it reports an error."""
    match = re.fullmatch(r"\[([^\[\]]*)\]:([^:\[\]]*)|([^:\[\]]*):([^:\[\]]*)", text)
    if not match:
        return None
    return (match[1], match[2]) if match[1] is not None else (match[3], match[4])


def parse_host(value):
    """OLLAMA_HOST -> (scheme, host, port, path), as the real program reads it; no value is an error here."""
    text = value.strip().strip("\"'").strip()
    scheme, separator, rest = text.partition("://")
    default = 11434
    if not separator:
        scheme, rest = "http", text
        if text == "ollama.com":
            scheme, rest = "https", "ollama.com:443"
    elif scheme in ("http", "https"):
        default = 80 if scheme == "http" else 443
    rest, _, path = rest.partition("/")
    pair = split_host_port(rest)
    if pair:
        host, port = pair
    else:
        host, port = rest or "127.0.0.1", str(default)
        try:
            host = str(ipaddress.ip_address(rest.strip("[]")))
        except ValueError:
            pass
    number = int(port) if re.fullmatch(r"[+-]?\d+", port) else -1
    return scheme, host, number if 0 <= number <= 65535 else default, path


def join(host, port):
    return "[%s]:%d" % (host, port) if ":" in host else "%s:%d" % (host, port)


def origins():
    given = [entry for entry in environment("OLLAMA_ORIGINS").split(",") if entry]
    for entry in given:
        if entry.count("*") > 1:
            raise ValueError("only one * is allowed")
        if "*" not in entry and not entry.startswith(ORIGIN_SCHEMES):
            raise ValueError("bad origin: origins must contain '*' or include " + ",".join(ORIGIN_SCHEMES))
    local = [scheme + "://" + host + port for host in ("localhost", "127.0.0.1", "0.0.0.0")
             for scheme in ("http", "https") for port in ("", ":*")]
    return given + local + ["app://*", "file://*", "tauri://*", "vscode-webview://*", "vscode-file://*"]


class Store:
    """The models: those of STANDIN_MODELS, and one manifest a model on disk, where the real program keeps them."""

    def __init__(self):
        base = environment("OLLAMA_MODELS") or os.path.join(os.path.expanduser("~"), ".ollama", "models")
        self.folder = os.path.join(base, "manifests", "registry.ollama.ai", "library")
        self.lock, self.started = threading.Lock(), time.time()
        self.memory = [full_name(name) for name in environment("STANDIN_MODELS").split(",") if name.strip()]

    def path(self, name):
        return os.path.join(self.folder, *[quote(part, safe="") for part in name.rsplit(":", 1)])

    def names(self):
        disk = []
        for folder, _, files in os.walk(self.folder):
            disk += ["%s:%s" % (unquote(os.path.basename(folder)), unquote(tag)) for tag in sorted(files)]
        return list(dict.fromkeys(self.memory + sorted(disk)))

    def add(self, name):
        with self.lock:
            try:
                os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
                open(self.path(name), "w").close()
            except OSError:
                self.memory.append(name)

    def remove(self, name):
        with self.lock:
            found = name in self.names()
            self.memory = [other for other in self.memory if other != name]
            if os.path.exists(self.path(name)):
                os.remove(self.path(name))
            return found

    def model(self, name):
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(self.started)) + ".875382345Z"
        return {"name": name, "model": name, "modified_at": stamp, "size": 565,
                "digest": hashlib.sha256(name.encode()).hexdigest(),
                "details": {"parent_model": "", "format": "gguf", "family": "llama", "families": ["llama"],
                            "parameter_size": "1K", "quantization_level": "F16", "context_length": 64, "embedding_length": 8},
                "capabilities": ["completion"]}


def full_name(name):
    name = name.strip()
    return name if ":" in name.rsplit("/", 1)[-1] else name + ":latest"
