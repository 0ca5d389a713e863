"""Makes probes from inside a container, with nothing but Python 3.9's standard library.

Reads one line of JSON ({"limitMs", "deadlineMs", "probes": [...]}) from standard input, makes all probes at once, and
writes one line of JSON for each as it finishes: {"i": index, "seen": [...]}. Writes no file, starts no program.
It holds the same tables as src/probe/ (classify, proxies, services): test/lab/faults holds both to one list.
"""
import errno
import json
import os
import re
import select
import signal
import socket
import sys
import threading
import time
import urllib.parse

BODY_BYTES, INFLATED_BYTES, HEADER_BYTES, SHOWN = 1048576, 4194304, 16384, 512
MOST_ADDRESSES, PREFER, GRACE, LATE_ALERT, DEEPEST, JSON_CHARACTERS = 8, 0.25, 0.3, 0.1, 64, 65536

# --- outcomes, by code and phase ------------------------------------------------------------------------------------

UNREACHABLE = ("EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ENOPROTOOPT EPROTONOSUPPORT EAFNOSUPPORT EADDRNOTAVAIL "
               "EINVAL EPERM EACCES").split()
BY_CODE = {
    "LIMIT": "timeout", "ETIMEDOUT": "timeout", "ECONNREFUSED": "refused", "ECONNABORTED": "reset",
    "EPIPE": "closed", "ENOTFOUND": "dns-not-found", "CERT_HAS_EXPIRED": "tls-expired",
    "CERT_NOT_YET_VALID": "tls-not-yet-valid", "ERR_TLS_CERT_ALTNAME_INVALID": "tls-wrong-host",
    "ERR_SSL_UNEXPECTED_EOF_WHILE_READING": "tls-closed", "ERR_INVALID_URL": "aborted", "ERR_INVALID_CHAR": "aborted",
}
BY_CODE.update({code: "unreachable" for code in UNREACHABLE})
BY_PHASE = {"dns": "dns-failed", "tcp": "unreachable", "proxy": "proxy-failed", "tls": "tls-protocol",
            "http": "http-invalid", "body": "http-invalid"}
VERIFY = {9: "CERT_NOT_YET_VALID", 10: "CERT_HAS_EXPIRED", 18: "DEPTH_ZERO_SELF_SIGNED_CERT",
          19: "SELF_SIGNED_CERT_IN_CHAIN", 20: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
          21: "UNABLE_TO_VERIFY_LEAF_SIGNATURE", 62: "ERR_TLS_CERT_ALTNAME_INVALID",
          64: "ERR_TLS_CERT_ALTNAME_INVALID"}


class Fault(Exception):
    def __init__(self, phase, evidence, outcome=None):
        self.phase, self.evidence = phase, evidence
        self.outcome = outcome or outcome_of(phase, evidence)


def outcome_of(phase, raw):
    code = raw.get("code", "")
    if phase == "proxy":
        return "proxy-failed"
    if phase == "dns":
        return "dns-not-found" if code == "ENOTFOUND" else "dns-failed"
    if code == "ECONNRESET" and "syscall" in raw:
        return "reset"
    if code in ("ECONNRESET", "EPIPE"):
        return "tls-closed" if phase == "tls" else "closed"
    if code.startswith(("HPE_", "Z_")):
        return "http-invalid"
    return BY_CODE.get(code) or ("tls-protocol" if code.startswith("ERR_SSL_") else BY_PHASE[phase])


def fault_of(phase, error, syscall):
    """Turns what Python raised into the names that Node gives the same thing."""
    if isinstance(error, Fault):
        return error
    if type(error).__name__ in ("SSLEOFError", "SSLZeroReturnError"):
        return Fault(phase, {"code": "ECONNRESET"})
    reason = getattr(error, "reason", None)
    if isinstance(reason, str) and reason and hasattr(error, "library"):
        code = "ERR_SSL_" + re.sub(r"[^A-Za-z0-9_/]", "_", reason).upper()
        found = re.match(r"ERR_SSL_(?:SSLV3|TLSV1|TLSV13|SSL/TLS)_ALERT_(.+)$", code)
        return Fault("tls", {"code": code, "alert": found.group(1).lower() if found else code[8:]})
    if isinstance(error, (socket.timeout, TimeoutError)) and not getattr(error, "errno", None):
        return Fault(phase, {"code": "LIMIT"})
    number = getattr(error, "errno", None)
    if isinstance(error, OSError) and number in errno.errorcode:
        return Fault(phase, {"code": errno.errorcode[number], "errno": -number, "syscall": syscall})
    return Fault(phase, {"code": "ERR_" + type(error).__name__.upper()})


# --- names and connections ------------------------------------------------------------------------------------------

RESOLVER = {}
RESOLVER_LOCK = threading.Lock()


def resolve(host, notes):
    """All addresses of a name. A hung getaddrinfo cannot be cut off: it is left in its thread, shared by all who ask."""
    start = time.monotonic()
    host = host.strip("[]")
    literal = address_of(host)
    if literal:
        notes.evidence["addresses"] = [host]
        return [literal]
    with RESOLVER_LOCK:
        entry = RESOLVER.get(host)
        if entry is None:
            entry = RESOLVER[host] = {"done": threading.Event()}
            threading.Thread(target=look_up, args=(host, entry), daemon=True).start()
    known = entry["done"].wait(notes.left())
    notes.add("dns", start)
    if not known:
        raise Fault("dns", {"code": "LIMIT"})
    if "error" in entry:
        raise Fault("dns", entry["error"])
    notes.evidence["addresses"] = [address[0] for _, address in entry["all"]]
    return entry["all"]


def address_of(host):
    for family, more in ((socket.AF_INET, ()), (socket.AF_INET6, (0, 0))):
        try:
            socket.inet_pton(family, host)
            return family, (host, 0) + more
        except (OSError, ValueError):
            continue
    return None


def look_up(host, entry):
    try:
        # Bytes, where that says the same: Python loads its tables of Unicode for a text.
        name = host.encode() if host.isascii() and host else host
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
        entry["all"] = [(family, address) for family, _, _, _, address in found][:MOST_ADDRESSES]
    except socket.gaierror as error:
        code, number = {-2: ("ENOTFOUND", -3008), -5: ("ENOTFOUND", -3007), -3: ("EAI_AGAIN", -3001),
                        -4: ("EAI_FAIL", -3004)}.get(error.errno, ("EAI_" + str(error.errno), error.errno))
        entry["error"] = {"code": code, "errno": number, "syscall": "getaddrinfo"}
    except UnicodeError:  # a label of no or more than 63 characters
        entry["error"] = {"code": "ENOTFOUND", "errno": -3008, "syscall": "getaddrinfo"}
    except Exception:
        entry["error"] = {"code": "EAI_FAIL", "syscall": "getaddrinfo"}
    entry["done"].set()


class Dial:
    """Connects to all addresses at once; `used` is the one that a client would take, in order, or None."""

    def __init__(self, addresses, port, notes):
        self.start, self.notes, self.used = time.monotonic(), notes, None
        self.all = [self.begin(family, address, port) for family, address in addresses]
        while self.used is None and self.pending() and notes.left() > 0:
            self.used = self.choose()
            if self.used is None and self.pending():
                some = any(one["over"] and not one["fault"] for one in self.all)
                self.wait(min(notes.left(), max(0, PREFER - self.since()) if some else notes.left()))
        self.used = self.used or self.choose()
        if self.used is None:
            self.give_up()

    def since(self):
        return time.monotonic() - self.start

    def pending(self):
        return [one for one in self.all if not one["over"]]

    def begin(self, family, address, port):
        one = {"address": address[0], "over": False, "fault": None, "ms": 0, "socket": None}
        try:
            one["socket"] = made = socket.socket(family, socket.SOCK_STREAM)
            made.setblocking(False)
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            code = made.connect_ex((address[0], port) + tuple(address[2:]))
            if code != errno.EINPROGRESS:
                self.over(one, code)
        except (OSError, OverflowError) as error:
            self.over(one, getattr(error, "errno", None) or errno.EINVAL)
        return one

    def over(self, one, code):
        one["over"], one["ms"] = True, self.since() * 1000
        if code:
            one["fault"] = Fault("tcp", {"code": errno.errorcode.get(code, str(code)), "errno": -code,
                                         "syscall": "connect"})

    def wait(self, seconds):
        poll, by_fd = select.poll(), {one["socket"].fileno(): one for one in self.pending()}
        for number in by_fd:
            poll.register(number, select.POLLOUT)
        for number, _ in poll.poll(max(0, seconds) * 1000 + 1):
            one = by_fd[number]
            self.over(one, one["socket"].getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))

    def choose(self):
        for one in self.all:
            if one["over"] and not one["fault"]:
                return one
            if not one["over"] and self.since() < PREFER:
                return None
        return None

    def give_up(self):
        for one in self.pending():
            one.update(over=True, ms=self.since() * 1000, fault=Fault("tcp", {"code": "LIMIT"}))

    def others(self):
        while self.pending() and self.since() < GRACE and self.notes.left() > 0:
            self.wait(min(GRACE - self.since(), self.notes.left()))
        self.give_up()
        self.drop()
        return [one for one in self.all if one is not self.used]

    def drop(self):
        for one in self.all:
            if one["socket"]:
                one["socket"].close()


class Notes:
    """What one probe has seen so far."""

    def __init__(self, limit):
        self.start = time.monotonic()
        self.end = self.start + limit
        self.times, self.evidence, self.address, self.port, self.dial, self.open = {}, {}, None, None, None, None

    def left(self):
        return max(0.0, self.end - time.monotonic())

    def add(self, phase, start):
        self.times[phase] = self.times.get(phase, 0) + (time.monotonic() - start) * 1000

    def leave(self):
        if self.open:
            self.open.close()
        if self.dial:
            self.dial.drop()


def connect(host, port, notes):
    addresses = resolve(host, notes)
    start = time.monotonic()
    notes.port = port
    dial = notes.dial = Dial(addresses, port, notes)
    notes.add("tcp", start)
    if dial.used is None:
        first = dial.all[0]
        notes.address, notes.times["tcp"] = first["address"], first["ms"]
        raise first["fault"]
    notes.address, notes.open = dial.used["address"], dial.used["socket"]
    return notes.open


# --- proxies, as each client chooses them ---------------------------------------------------------------------------

def named(names):
    for name in names:
        if os.environ.get(name):
            return name, os.environ[name]
    return None


def variables():
    """urllib.request.getproxies_environment, with the name of each variable."""
    found, names = {}, [name for name in os.environ if name.lower().endswith("_proxy")]
    for name in names:
        if os.environ[name]:
            found[name[:-6].lower()] = (name, os.environ[name])
    for name in names:
        if name.endswith("_proxy"):
            if os.environ[name]:
                found[name[:-6].lower()] = (name, os.environ[name])
            else:
                found.pop(name[:-6].lower(), None)
    return found


def proxy_for(client, url):
    if client == "direct":
        return None
    if client == "curl":
        names = ["http_proxy"] if url.scheme == "http" else ["https_proxy", "HTTPS_PROXY"]
        found = named(names + ["all_proxy", "ALL_PROXY"])
    else:
        known = variables()
        found = known.get(url.scheme) or (None if client == "aiohttp" else known.get("all"))
    if not found or bypassed(client, url):
        return None
    name, value = found
    if "://" not in value and client != "aiohttp":
        value = "http://" + value
    try:
        parsed = urllib.parse.urlsplit(value)
        good = parsed.hostname and (parsed.port or True) and parsed
    except ValueError:
        good = None
    if client == "aiohttp" and good and good.scheme == "https":
        return None
    shown = "%s://%s" % (good.scheme, good.netloc.rpartition("@")[2]) if good else ""
    return {"url": good or None, "seen": {"url": shown[:200], "variable": name}}


def bypassed(client, url):
    host = (url.hostname or "").lower()
    port = url.port or (443 if url.scheme == "https" else 80)
    if client == "curl":
        return curl_bypass(host, (named(["no_proxy", "NO_PROXY"]) or ("", ""))[1])
    listed = variables().get("no", ("", ""))[1]
    if client == "httpx":
        return httpx_bypass(host, url.port, listed)
    if client == "requests":
        raw = (named(["no_proxy", "NO_PROXY"]) or ("", ""))[1]
        entries = [one for one in raw.replace(" ", "").split(",") if one]
        if is_ip(host, 4):
            return any(one == host or in_network(host, one) for one in entries) or urllib_bypass(host, raw)
        return any(host.endswith(one) or ("%s:%s" % (host, port)).endswith(one) for one in entries) \
            or urllib_bypass(host, raw)
    return urllib_bypass(host, listed)


def urllib_bypass(host, listed):
    if listed.strip() == "*":
        return True
    names = [one.strip().lstrip(".").lower() for one in listed.split(",")]
    return any(name and (host == name or host.endswith("." + name)) for name in names)


def httpx_bypass(host, port, listed):
    for entry in [one.strip() for one in listed.split(",") if one.strip()]:
        if entry == "*":
            return True
        name = re.sub(r"^[a-z]+://", "", entry.lower())
        found = None if is_ip(name) else re.match(r"\[?(.*?)\]?:(\d+)$", name)
        name, wanted = (found.group(1), found.group(2)) if found else (name.strip("[]"), "")
        if not name or (wanted and wanted != str(port or "")):
            continue
        if host == name and not name.startswith("."):
            return True
        if not is_ip(name) and name != "localhost" and host.endswith(name if name.startswith(".") else "." + name):
            return True
    return False


def curl_bypass(host, listed):
    if listed.strip() == "*":
        return True
    for entry in re.split(r"[\s,]+", listed):
        name = re.sub(r"\.$", "", re.sub(r"^\.", "", entry)).lower()
        if name and is_ip(host) and (host == name.strip("[]") or in_network(host, name)):
            return True
        if name and not is_ip(host) and (host == name or host.endswith("." + name)):
            return True
    return False


def is_ip(text, version=None):
    import ipaddress
    try:
        return version in (None, ipaddress.ip_address(text).version)
    except ValueError:
        return False


def in_network(address, network):
    import ipaddress
    try:
        return "/" in network and ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except (ValueError, TypeError):
        return False


def proxy_authorization(proxy):
    url = proxy["url"]
    if not url or (not url.username and not url.password):
        return {}
    import base64
    plain = "%s:%s" % (urllib.parse.unquote(url.username or ""), urllib.parse.unquote(url.password or ""))
    return {"proxy-authorization": "Basic " + base64.b64encode(plain.encode()).decode()}


def proxy_fault(fault, proxy):
    known = dict(proxy["seen"])
    if "code" in fault.evidence:
        known["code"] = fault.evidence["code"]
    known.update(fault.evidence.get("proxy", {}))
    return Fault("proxy", dict(fault.evidence, proxy=known), "proxy-failed")


def way_to(url, client, notes):
    """An open connection in clear to the URL's server; (socket, proxy, whether the proxy wants whole URLs)."""
    proxy = proxy_for(client, url)
    port = url.port or (443 if url.scheme == "https" else 80)
    if not proxy:
        return connect(url.hostname, port, notes), None, False
    notes.evidence["proxy"] = dict(proxy["seen"])
    try:
        to = proxy["url"]
        if not to:
            raise Fault("proxy", {"code": "ERR_INVALID_URL"})
        if to.scheme != "http":
            raise Fault("proxy", {"code": "UNSUPPORTED_PROXY"})
        made = connect(to.hostname, to.port or 80, notes)
        if url.scheme == "http":
            return made, proxy, True
        start = time.monotonic()
        host = "[%s]" % url.hostname if ":" in url.hostname else url.hostname
        authority = "%s:%d" % (host, port)
        stream = Stream(made, notes, "proxy")
        try:
            stream.send(request_text("CONNECT", authority, dict({"host": authority}, **proxy_authorization(proxy))))
            status, _ = read_head(stream)
        finally:
            notes.add("proxy", start)
        if not 200 <= status < 300:
            raise Fault("proxy", {"status": status, "proxy": {"status": status}})
        return made, proxy, False
    except Fault as fault:
        raise proxy_fault(fault, proxy)


# --- TLS ------------------------------------------------------------------------------------------------------------

CONTEXTS = {}
CONTEXT_LOCK = threading.Lock()


def trust_of(client):
    """(context, source, fault): what the client trusts; each set of authorities is loaded once."""
    with CONTEXT_LOCK:
        if client not in CONTEXTS:
            import ssl
            made = CONTEXTS[client] = load_trust(client)
            if made[0]:
                made[0].minimum_version = ssl.TLSVersion.TLSv1_2
        return CONTEXTS[client]


def load_trust(client):
    import ssl
    env = os.environ
    own = env.get("AIOHTTP_CLIENT_SESSION_SSL", "")
    if client == "aiohttp" and own.lower() == "false":
        return unchecked(ssl), "AIOHTTP_CLIENT_SESSION_SSL=false", None
    names = {"httpx": ["SSL_CERT_FILE"], "requests": ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"],
             "curl": ["CURL_CA_BUNDLE", "SSL_CERT_FILE"],
             "aiohttp": ([] if own.lower() in ("", "true") else ["AIOHTTP_CLIENT_SESSION_SSL"])
             + ["AIOHTTP_CLIENT_SSL_CERT_FILE"]}.get(client, [])
    found, source = named(names), None
    directory = client == "httpx" and named(["SSL_CERT_DIR"])
    try:
        if found or directory:
            name, path = found or directory
            source = "%s=%s" % (name, path)
            return ssl.create_default_context(**{"cafile" if found else "capath": path}), source, None
        if client in ("httpx", "requests"):
            for folder in sys.path:
                path = os.path.join(folder, "certifi", "cacert.pem")
                if os.path.isfile(path):
                    return ssl.create_default_context(cafile=path), None, None
            return system_trust(ssl), "system's authorities in place of certifi", None
        variable = named(["SSL_CERT_FILE", "SSL_CERT_DIR"])
        if client == "direct" or not variable:
            return system_trust(ssl), None, None
        return ssl.create_default_context(), "%s=%s" % variable, None
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0)
        return None, source, {"code": code, "syscall": "open"} if code else {"code": "ERR_SSL_BAD_CERTIFICATE_FILE"}


BUNDLES = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
           "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem"]


def system_trust(ssl):
    """The system's own authorities, whatever the variables say."""
    paths = ssl.get_default_verify_paths()
    file = [path for path in [paths.openssl_cafile] + BUNDLES if os.path.isfile(path)][:1]
    folder = paths.openssl_capath if os.path.isdir(paths.openssl_capath) else None
    # OpenSSL reads a folder only as far as it needs it; a bundle takes ten times as long.
    if folder and any(re.match(r"[0-9a-f]{8}\.\d+$", name) for name in os.listdir(folder)):
        file = [path for path in file if path == paths.openssl_cafile]
    if not file and not folder:
        return ssl.create_default_context()
    return ssl.create_default_context(cafile=file[0] if file else None, capath=folder)


def unchecked(ssl):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def wrap(made, context, name, notes):
    """The handshake, bounded; faults are in phase tls."""
    import ssl
    start = time.monotonic()
    try:
        made.setblocking(False)
        server = name.encode() if name.isascii() else name
        secured = context.wrap_socket(made, server_hostname=server, do_handshake_on_connect=False)
        notes.open = secured
        retry(secured.do_handshake, secured, notes, "tls")
        return secured
    except ssl.SSLCertVerificationError:
        raise
    except (OSError, ValueError) as error:
        raise fault_of("tls", error, "read")
    finally:
        notes.add("tls", start)


def retry(action, made, notes, phase, syscall="read"):
    """Calls a non-blocking action until it is done; never beyond the probe's limit."""
    import ssl
    while True:
        try:
            return action()
        except (ssl.SSLWantReadError, BlockingIOError):
            want = select.POLLIN
        except ssl.SSLWantWriteError:
            want = select.POLLOUT
        except ssl.SSLCertVerificationError:
            raise
        except (OSError, ValueError) as error:
            raise fault_of(phase, error, syscall)
        if syscall == "write":
            want = select.POLLOUT
        poll = select.poll()
        poll.register(made, want)
        if notes.left() <= 0 or not poll.poll(notes.left() * 1000 + 1):
            raise Fault(phase, {"code": "LIMIT"})


def secure(made, name, client, notes, again):
    """TLS on an open connection. An untrusted certificate is fetched once more, unchecked, to be described.

    `again` opens such a second connection; nothing is ever sent over it.
    """
    import ssl
    context, source, broken = trust_of(client)
    more = {"trustSource": source} if source else {}
    if broken:
        raise Fault("tls", dict(broken, **more), "tls-untrusted")
    host = name.strip("[]")
    try:
        secured = wrap(made, context, host, notes)
    except ssl.SSLCertVerificationError as error:
        code = VERIFY.get(error.verify_code, "X509_V_ERR_%d" % error.verify_code)
        seen = dict(describe_again(host, notes, again, unchecked(ssl)), code=code, trusted=False, **more)
        outcome = outside_dates(seen.get("certificate")) or BY_CODE.get(code, "tls-untrusted")
        raise Fault("tls", seen, outcome)
    notes.evidence.update(describe(secured), **more)
    if context.verify_mode == ssl.CERT_REQUIRED:
        notes.evidence["trusted"] = True
    return secured


def describe_again(host, notes, again, context):
    times, second = dict(notes.times), None
    try:
        second = again()
        second = wrap(second, context, host, notes)
        return describe(second)
    except Exception:
        return {}
    finally:
        notes.times.clear()
        notes.times.update(times)
        if second:
            second.close()


def describe(secured):
    cipher = secured.cipher()
    found = {"tls": {"protocol": secured.version() or "", "cipher": cipher[0] if cipher else ""}}
    der = secured.getpeercert(True)
    certificate = der and decode(der)
    if certificate:
        certificate["chainEnd"] = chain_end(secured)
        found["certificate"] = certificate
    return found


def chain_end(secured):
    """Subject of the last certificate sent: Python tells the chain from 3.13 on, and privately from 3.10 on."""
    import ssl
    chain = getattr(secured, "get_unverified_chain", None) or getattr(secured._sslobj, "get_unverified_chain", None)
    try:
        last = chain()[-1] if chain else None
        der = last if last is None or isinstance(last, bytes) else last.public_bytes(ssl._ssl.ENCODING_DER)
        return decode(der)["subject"] if der else None
    except Exception:
        return None


def decode(der):
    """The fields of a certificate. Python parses one only from a file: this one is in memory."""
    import hashlib
    import ssl
    shown = {"subject": "", "issuer": "", "altNames": [], "validFrom": None, "validTo": None,
             "fingerprint256": hashlib.sha256(der).hexdigest().upper(), "chainEnd": None}
    try:
        number = os.memfd_create("certificate")
        try:
            os.write(number, ssl.DER_cert_to_PEM_cert(der).encode())
            parsed = ssl._ssl._test_decode_cert("/proc/self/fd/%d" % number)
        finally:
            os.close(number)
        shown["subject"], shown["issuer"] = name_of(parsed.get("subject")), name_of(parsed.get("issuer"))
        shown["altNames"] = [str(value)[:200] for _, value in parsed.get("subjectAltName", ())][:20]
        for key, field in (("validFrom", "notBefore"), ("validTo", "notAfter")):
            when = time.gmtime(ssl.cert_time_to_seconds(parsed[field]))
            shown[key] = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", when)
    except Exception:
        pass
    return shown


SHORT = {"commonName": "CN", "organizationName": "O", "organizationalUnitName": "OU", "countryName": "C",
         "localityName": "L", "stateOrProvinceName": "ST", "emailAddress": "emailAddress", "domainComponent": "DC"}


def name_of(name):
    return ", ".join("%s=%s" % (SHORT.get(key, key), value) for part in name or () for key, value in part)[:200]


def outside_dates(certificate):
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    if certificate and certificate["validTo"] and certificate["validTo"] < now:
        return "tls-expired"
    if certificate and certificate["validFrom"] and certificate["validFrom"] > now:
        return "tls-not-yet-valid"
    return None


# --- HTTP/1.1 -------------------------------------------------------------------------------------------------------

class Stream:
    """Bytes from a socket, clear or TLS; every wait ends with the probe."""

    def __init__(self, made, notes, phase):
        self.made, self.notes, self.phase, self.rest, self.ended, self.bytes = made, notes, phase, b"", False, 0
        made.setblocking(False)

    def send(self, data):
        view = memoryview(data)
        while len(view):
            sent = retry(lambda: self.made.send(view), self.made, self.notes, self.phase, "write")
            view = view[sent:]

    def fill(self):
        """Reads more; False at the end."""
        if self.ended:
            return False
        try:
            data = retry(lambda: self.made.recv(65536), self.made, self.notes, self.phase)
        except Fault as fault:
            # OpenSSL calls a missing close_notify a fault; what it ends is judged by whoever reads.
            if fault.evidence.get("code") != "ECONNRESET" or "syscall" in fault.evidence:
                raise
            data = b""
        self.ended = not data
        self.rest += data
        self.bytes += len(data)
        return bool(data)

    def line(self, limit, code):
        while b"\n" not in self.rest:
            if len(self.rest) > limit:
                raise Fault(self.phase, {"code": code})
            if not self.fill():
                raise Fault(self.phase, {"code": "ECONNRESET"})
        line, _, self.rest = self.rest.partition(b"\n")
        if len(line) > limit:
            raise Fault(self.phase, {"code": code})
        return line


def request_text(method, path, headers, body=b""):
    lines = ["%s %s HTTP/1.1" % (method, path)] + ["%s: %s" % pair for pair in headers.items()]
    if any(re.search(r"[\r\n\0]", line) for line in lines) or " " in path:
        raise Fault("http", {"code": "ERR_INVALID_CHAR"})
    return "\r\n".join(lines + ["connection: close", "", ""]).encode("latin-1", "replace") + body


TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+$")


def read_head(stream):
    """Status and headers, as strictly as Node's parser reads them."""
    while True:
        while True:
            stream.rest = stream.rest.lstrip(b"\r\n")
            if not stream.rest[:5] == b"HTTP/"[:len(stream.rest)]:
                invalid(stream, "HPE_INVALID_CONSTANT")
            if len(stream.rest) >= 5:
                break
            if not stream.fill():
                raise Fault(stream.phase, {"code": "ECONNRESET"})
        first = stream.line(HEADER_BYTES, "HPE_HEADER_OVERFLOW").rstrip(b"\r")
        if not re.match(rb"HTTP/(0\.9|1\.[01]|2\.0)( |$)", first):
            invalid(stream, "HPE_INVALID_VERSION", first)
        found = re.match(rb"HTTP/\d\.\d (\d{3})( .*)?$", first, re.S)
        if not found:
            invalid(stream, "HPE_INVALID_STATUS", first)
        headers = read_headers(stream)
        status = int(found.group(1))
        if status == 101:
            invalid(stream, "HPE_UNEXPECTED_UPGRADE", first)
        if status >= 200:
            return status, headers


def read_headers(stream):
    headers, size = {}, 0
    while True:
        line = stream.line(HEADER_BYTES, "HPE_HEADER_OVERFLOW").rstrip(b"\r")
        size += len(line) + 2
        if size > HEADER_BYTES:
            raise Fault(stream.phase, {"code": "HPE_HEADER_OVERFLOW"})
        if not line:
            return headers
        if line[:1] in b" \t" and headers:
            continue
        name, colon, value = line.partition(b":")
        if not colon or not TOKEN.match(name):
            invalid(stream, "HPE_INVALID_HEADER_TOKEN", line)
        key, text = name.decode("latin-1").lower(), value.strip(b" \t").decode("latin-1")
        if key == "content-length" and (key in headers or not re.match(r"\d{1,15}$", text)):
            invalid(stream, "HPE_UNEXPECTED_CONTENT_LENGTH" if key in headers else "HPE_INVALID_CONTENT_LENGTH", line)
        headers[key] = headers[key] + ", " + text if key in headers else text
        if "content-length" in headers and "transfer-encoding" in headers:
            invalid(stream, "HPE_INVALID_TRANSFER_ENCODING", line)


def invalid(stream, code, line=b""):
    text = (line + stream.rest)[:SHOWN].decode("latin-1")
    raise Fault(stream.phase, dict({"code": code}, **({"bodyStart": text} if text else {})))


def read_body(stream, headers, method, status):
    """(bytes, truncated): up to the limit of size."""
    stream.phase, data = "body", b""
    if method == "HEAD" or status in (204, 304):
        return b"", False
    coding = headers.get("transfer-encoding", "").lower()
    if coding.endswith("chunked"):
        while True:
            line = stream.line(HEADER_BYTES, "HPE_HEADER_OVERFLOW").rstrip(b"\r").partition(b";")[0].strip()
            if not re.match(rb"[0-9A-Fa-f]{1,15}$", line):
                raise Fault("body", {"code": "HPE_INVALID_CHUNK_SIZE"})
            size = int(line, 16)
            if size == 0:
                read_headers(stream)
                return data, False
            data += take(stream, min(size, BODY_BYTES + 1 - len(data)))
            if len(data) > BODY_BYTES:
                return data[:BODY_BYTES], True
            if stream.line(64, "HPE_STRICT") not in (b"\r", b""):
                raise Fault("body", {"code": "HPE_STRICT"})
    if "content-length" in headers:
        size = int(headers["content-length"])
        data = take(stream, min(size, BODY_BYTES + 1))
        return data[:BODY_BYTES], len(data) > BODY_BYTES
    while len(stream.rest) <= BODY_BYTES and stream.fill():
        pass
    return stream.rest[:BODY_BYTES], len(stream.rest) > BODY_BYTES


def take(stream, size):
    parts, have = [], 0
    while have < size:
        if not stream.rest and not stream.fill():
            raise Fault("body", {"code": "ECONNRESET"})
        part, stream.rest = stream.rest[:size - have], stream.rest[size - have:]
        parts.append(part)
        have += len(part)
    return b"".join(parts)


def inflate(data, coding, cut):
    if coding not in ("gzip", "x-gzip", "deflate") or not data:
        return data, cut
    import zlib
    kind = 31 if data[0] == 0x1F else 15 if data[0] & 15 == 8 else -15
    decoder = zlib.decompressobj(kind)
    try:
        text = decoder.decompress(data, INFLATED_BYTES + 1)
    except zlib.error:
        raise Fault("body", {"code": "Z_DATA_ERROR"})
    if len(text) > INFLATED_BYTES:
        return text[:INFLATED_BYTES], True
    if not decoder.eof and not cut:
        raise Fault("body", {"code": "Z_BUF_ERROR"})
    return text, cut


SHOWN_HEADERS = re.compile(r"(server|location|date|via|x-repo-commit|x-error-code|retry-after|link|"
                           r"x-ratelimit-[a-z0-9-]{1,40})$")


def shown_headers(headers):
    shown = {}
    for name, value in headers.items():
        if name == "www-authenticate":
            shown[name] = re.split(r"[\s,]", value, 1)[0][:40]
        elif name == "location":
            shown[name] = without_credentials(value)[:300]
        elif SHOWN_HEADERS.match(name):
            shown[name] = value[:300]
    return shown


def without_credentials(url):
    return re.sub(r"^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*@", lambda found: (found.group(1) or "") + "//", url)


KEYS = {"ollama-tags": {"models": list}, "ollama-version": {"version": str}, "webui-health": {"status": True},
        "webui-config": {"status": None, "name": None, "version": None}, "webui-version": {"version": str},
        "webui-models": {"models": list}, "hub-model": {"sha": str}, "github-release": {"tag_name": str}}
BEGINS = {list: r"\[", str: '"', True: "true", None: ""}


def is_from(service, text, value, headers, truncated):
    if service == "any":
        return True
    if service == "hub-file":
        return "x-repo-commit" in headers
    if service == "ollama-root":
        return text.startswith("Ollama is running")
    keys = KEYS.get(service, {})
    if truncated:
        return bool(re.match(r"\s*[{\[]", text)) and all(
            re.search(r'"%s"\s*:\s*%s' % (key, BEGINS[kind]), text) for key, kind in keys.items())
    if service == "json":
        return value is not MISSING
    return isinstance(value, dict) and all(
        key in value and (kind is None or value[key] is True if kind in (None, True) else isinstance(value[key], kind))
        for key, kind in keys.items())


MISSING = object()


def parse_json(text):
    depth, quoted, at = 0, False, 0
    for found in re.finditer(r'\\.|["\[\]{}]', text, re.S):
        mark = found.group()
        if quoted:
            quoted = mark != '"'
        elif mark == '"':
            quoted = True
        elif mark in "[{":
            depth += 1
            if depth > DEEPEST:
                return MISSING
        elif mark in "]}":
            depth -= 1
    try:
        return json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return MISSING


def refuse(_name):
    raise ValueError("no JSON")


def ask_http(request, notes):
    most, followed, visited = request.get("redirects", 5), [], set()
    first = url = urllib.parse.urlsplit(request["url"])
    method = request["method"]
    while True:
        visited.add((method, url.geturl()))
        stream, status, headers, proxy = ask_one(url, method, request, first, notes)
        evidence = notes.evidence
        evidence["status"] = status
        evidence["headers"] = dict(evidence.get("headers", {}), **shown_headers(headers))
        if "content-type" in headers:
            evidence["contentType"] = headers["content-type"][:SHOWN]
        redirect = 301 <= status <= 308 and status != 304 and "location" in headers
        if not redirect:
            return judge(request, method, stream, status, headers, proxy, notes)
        if most == 0:
            return "ok", "http"
        location = headers["location"]
        followed.append({"status": status, "location": without_credentials(location)[:SHOWN]})
        evidence["redirects"] = followed
        upcoming = next_hop(url, method, status, location)
        if not upcoming:
            return "http-status", "http"
        leaves = "body" in request and upcoming[1] == "POST" and origin(upcoming[0]) != origin(url)
        if leaves or len(followed) > most or (upcoming[1], upcoming[0].geturl()) in visited:
            return "http-status", "http"
        notes.leave()
        commit = evidence["headers"].get("x-repo-commit")
        notes.evidence = {"redirects": followed}
        if commit is not None:
            notes.evidence["headers"] = {"x-repo-commit": commit}
        url, method = upcoming


def origin(url):
    return url.scheme, (url.hostname or "").lower(), url.port or (443 if url.scheme == "https" else 80)


def next_hop(url, method, status, location):
    try:
        to = urllib.parse.urlsplit(urllib.parse.urljoin(url.geturl(), location.strip()))
        if to.scheme not in ("http", "https") or not to.hostname or (to.port or 1) < 1:
            return None
    except ValueError:
        return None
    host = "[%s]" % to.hostname if ":" in to.hostname else to.hostname
    netloc = host + (":%d" % to.port if to.port else "")
    path = urllib.parse.quote(to.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(to.query, safe="/?%:@!$&'()*+,;=~-._")
    to = urllib.parse.SplitResult(to.scheme, netloc, path, query, "")
    return to, method if status in (307, 308) or method != "POST" else "GET"


def ask_one(url, method, request, first, notes):
    made, proxy, absolute = way_to(url, request["client"], notes)
    if url.scheme == "https":
        made = secure(made, url.hostname, request["client"], notes, lambda: reopen(url, request["client"], notes))
    body = request.get("body", "").encode() if method == "POST" else b""
    headers = {"host": url.netloc.rpartition("@")[2], "user-agent": "owui-doctor", "accept": "*/*",
               "accept-encoding": "gzip, deflate"}
    if method == "POST":
        headers.update({"content-type": "application/json", "content-length": str(len(body))})
    # What the caller gave is secret: only to the URL's own origin, only where nobody else can be the peer.
    safe = notes.evidence.get("trusted") is True if url.scheme == "https" else not absolute
    if safe and origin(url) == origin(first):
        headers.update({name.lower(): value for name, value in request.get("headers", {}).items()})
    path = url.geturl() if absolute else (url.path or "/") + ("?" + url.query if url.query else "")
    if absolute:
        headers.update(proxy_authorization(proxy))
    start, stream = time.monotonic(), Stream(made, notes, "http")
    try:
        stream.send(request_text(method, path, headers, body))
        status, answered = read_head(stream)
    except Fault as fault:
        raise proxy_fault(fault, proxy) if absolute and fault.outcome != "timeout" else fault
    finally:
        notes.add("http", start)
    return stream, status, answered, proxy


def reopen(url, client, notes):
    """A second connection, for the certificate alone; what was noted of the first one stays."""
    kept = notes.dial, notes.open, notes.address, dict(notes.evidence)
    try:
        return way_to(url, client, notes)[0]
    finally:
        second = notes.dial
        notes.dial, notes.open, notes.address, notes.evidence = kept
        if second is not notes.dial:
            for one in second.all:
                if one is not second.used and one["socket"]:
                    one["socket"].close()


def judge(request, method, stream, status, headers, proxy, notes):
    if status == 407 and proxy:
        raise Fault("proxy", {"proxy": dict(proxy["seen"], status=status)})
    start, data, truncated = time.monotonic(), b"", False
    try:
        data, truncated = read_body(stream, headers, method, status)
        size = len(data)
        data, truncated = inflate(data, headers.get("content-encoding", "").strip().lower(), truncated)
    except Fault:
        if status < 300:
            raise
        size = len(data)
    finally:
        if method != "HEAD":
            notes.add("body", start)
    text = data.decode("utf-8", "replace")
    value = MISSING if truncated else parse_json(text)
    notes.evidence["bytes"] = size
    if truncated:
        notes.evidence["truncated"] = True
    if value is not MISSING:
        if len(text) <= JSON_CHARACTERS:
            notes.evidence["json"] = value
    elif text:
        notes.evidence["bodyStart"] = text[:SHOWN]
    if status >= 300:
        return "http-status", "http"
    same = is_from(request["expect"], text, value, notes.evidence["headers"], truncated)
    return ("ok" if same else "wrong-service"), "body"


# --- the other kinds ------------------------------------------------------------------------------------------------

def ask_tls(request, notes):
    host = request["host"].strip("[]")
    url = urllib.parse.urlsplit("https://%s:%d/" % ("[%s]" % host if ":" in host else host, request["port"]))
    made = way_to(url, request["client"], notes)[0]
    again = lambda: reopen(url, request["client"], notes)
    secured = secure(made, request.get("servername") or host, request["client"], notes, again)
    if secured.version() == "TLSv1.3":  # a client without a certificate is refused after the handshake
        kept, notes.end = notes.end, min(notes.end, time.monotonic() + LATE_ALERT)
        try:
            retry(lambda: secured.recv(1), secured, notes, "tls")
        except Fault as fault:
            if fault.outcome == "tls-protocol":
                raise
        finally:
            notes.end = kept
    return "ok", "tls"


def ask_listener(request, notes):
    found, tables = [], 0
    for name, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        try:
            with open("/proc/net/" + name) as table:
                lines = table.read().split("\n")[1:]
        except OSError:
            continue
        tables += 1
        for fields in [line.split() for line in lines]:
            if len(fields) < 10 or fields[3] != "0A":
                continue
            raw, _, port = fields[1].partition(":")
            words = b"".join(bytes.fromhex(raw[at:at + 8])[::-1] for at in range(0, len(raw), 8))
            if request["port"] in (None, int(port, 16)):
                found.append({"address": socket.inet_ntop(family, words), "port": int(port, 16),
                              "family": 4 if family == socket.AF_INET else 6, "process": None, "inode": fields[9]})
    owners = owners_of({one["inode"] for one in found})
    for one in found:
        one["process"] = owners.get(one.pop("inode"))
    notes.evidence = {"listeners": found} if tables else {"code": "NO_SOCKET_TABLE"}
    return ("ok" if tables else "aborted"), None


def owners_of(inodes):
    owners, end = {}, time.monotonic() + 0.15
    for pid in os.listdir("/proc") if inodes else []:
        if not pid.isdigit() or len(owners) == len(inodes) or time.monotonic() > end:
            continue
        try:
            for number in os.listdir("/proc/%s/fd" % pid):
                inode = os.readlink("/proc/%s/fd/%s" % (pid, number))[8:-1]
                if inode in inodes and inode not in owners:
                    with open("/proc/%s/comm" % pid) as comm:
                        owners[inode] = {"pid": int(pid), "name": comm.read().strip()[:64]}
        except OSError:
            continue
    return owners


def ask(request, notes):
    kind = request["kind"]
    if kind == "dns":
        notes.address = resolve(request["host"], notes)[0][1][0]
        return "ok", "dns"
    if kind == "tcp":
        connect(request["host"], request["port"], notes)
        return "ok", "tcp"
    if kind == "clock":
        notes.evidence = {"clock": time.time()}
        return "ok", None
    return {"tls": ask_tls, "http": ask_http, "listener": ask_listener}[kind](request, notes)


def probe(index, request, limit):
    notes, others = Notes(limit / 1000.0), []
    try:
        outcome, phase = ask(request, notes)
    except Fault as fault:
        notes.evidence.update(fault.evidence)
        outcome, phase = fault.outcome, None if fault.outcome == "aborted" else fault.phase
    except Exception as error:  # a defect of this script is no fact about the network
        notes.evidence["code"] = "ERR_" + type(error).__name__.upper()
        outcome, phase = "aborted", None
    total = (time.monotonic() - notes.start) * 1000
    if notes.dial and "proxy" not in notes.evidence:
        others = [one for one in notes.dial.others() if one["address"] != notes.address
                  and (one["fault"] or request["kind"] == "tcp")]
    notes.leave()
    times = {phase: round(ms, 1) for phase, ms in dict(notes.times, total=total).items()}
    seen = [{"outcome": outcome, "phase": phase, "address": notes.address, "port": notes.port, "times": times,
             "evidence": notes.evidence}]
    for one in others:
        fault = one["fault"]
        seen.append({"outcome": fault.outcome if fault else "ok", "phase": "tcp", "address": one["address"],
                     "port": notes.port, "times": {"tcp": round(one["ms"], 1)},
                     "evidence": fault.evidence if fault else {}})
    say({"i": index, "seen": seen})


SAY_LOCK = threading.Lock()


def say(answer):
    try:
        text = json.dumps(answer, allow_nan=False)
    except (ValueError, RecursionError):  # 1e999 is JSON, and no number
        answer["seen"][0]["evidence"].pop("json", None)
        text = json.dumps(answer)
    line = (text + "\n").encode("ascii")
    with SAY_LOCK:
        while line:
            line = line[os.write(1, line):]


def main(task):
    # Where everything else fails: the default action ends the process, even within the C library.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, task["deadlineMs"] / 1000.0)
    threads = []
    for index, request in enumerate(task["probes"]):
        limit = request.get("limitMs") or task["limitMs"]
        threads.append(threading.Thread(target=probe, args=(index, request, limit), daemon=True))
        threads[-1].start()
    for thread in threads:
        thread.join()
    # Look-ups that still hang are left behind with the process.
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(os.environ.pop("OWUI_DOCTOR_TASK", None) or sys.stdin.buffer.readline()))
