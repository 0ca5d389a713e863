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
MOST_INTERIM, MOST_CHUNKS = 100, 20000
MOST_ADDRESSES, PREFER, GRACE, LATE_ALERT, DEEPEST, JSON_CHARACTERS = 8, 0.25, 0.3, 0.1, 64, 65536
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
