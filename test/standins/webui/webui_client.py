"""The client that asks a backend, with the texts of aiohttp: (kind, status, value or text, url)."""
import http.client
import json
import re
import socket
import ssl
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

URL = re.compile(r"(https?)://(\[[^\]]*\]|[^/?#:]+)(?::(\d*))?([/?#].*)?", re.I)


def ask(url, limit):
    """Redirects are followed ten times; `limit` is in seconds, None for the routes that wait without end."""
    for _ in range(10):
        text = re.sub(r"[\r\n\t]", "", url)
        match = URL.fullmatch(text)
        secure = bool(match) and match[1].lower() == "https"
        port = int((match and match[3]) or (443 if secure else 80))
        if not match or not 0 < port < 65536:
            shown = re.sub(r"^(https?):/(?!/)", r"\1:///", text.replace('"', "%22"))
            return "failed", 0, shown, url
        answer = one(secure, match[2].strip("[]"), port, match[4] or "/", text, limit)
        location = answer[0] == "redirect" and answer[2]
        if not location:
            return answer
        url = urljoin(text, location)
    return "failed", 0, "Too many redirects", url


def one(secure, host, port, path, url, limit):
    if re.search(r"\s", host):  # http.client refuses what aiohttp looks up in vain
        return "failed", 0, "Cannot connect to host %s:%d ssl:default [Name or service not known]" % (host, port), url
    proxy = getproxies().get("https" if secure else "http")
    via = urlsplit(proxy) if proxy and not secure and not proxy_bypass("%s:%d" % (host, port)) else None
    try:
        if via:
            connection = http.client.HTTPConnection(via.hostname, via.port or 80, timeout=limit)
            path = url
        elif secure:
            connection = http.client.HTTPSConnection(host, port, timeout=limit, context=ssl.create_default_context())
        else:
            connection = http.client.HTTPConnection(host, port, timeout=limit)
        try:
            connection.connect()
        except (socket.timeout, TimeoutError):
            return "timeout", 0, "", url
        except ssl.SSLCertVerificationError as error:
            return "failed", 0, "Cannot connect to host %s:%d ssl:True [SSLCertVerificationError: (1, '%s')]" % (host, port, error.args[1]), url
        except OSError as error:
            return "failed", 0, "Cannot connect to host %s:%d ssl:default [%s]" % (host, port, reason(error, host, port)), url
        connection.request("GET", quote(path, safe="/:?&=%+,;@~!$'()*[]#"), headers={"Accept": "*/*"})
        answer = connection.getresponse()
        body = answer.read(4 << 20)
    except (socket.timeout, TimeoutError):
        return "timeout", 0, "", url
    except http.client.RemoteDisconnected:
        return "failed", 0, "Server disconnected", url
    except ConnectionResetError:
        return "failed", 0, "[Errno 104] Connection reset by peer", url
    except (OSError, http.client.HTTPException) as error:
        return "failed", 0, str(error), url
    if answer.status in (301, 302, 303, 307, 308) and answer.getheader("Location"):
        return "redirect", answer.status, answer.getheader("Location"), url
    if re.match(r"application/([\w.+-]+\+)?json\b", answer.getheader("Content-Type") or "", re.I):
        try:
            return ("empty", answer.status, None, url) if not body.strip() else ("json", answer.status, json.loads(body), url)
        except ValueError as error:
            return "failed", 0, str(error), url
    return "other", answer.status, answer.getheader("Content-Type") or "", url


def reason(error, host, port):
    if isinstance(error, socket.gaierror):
        return error.strerror
    if isinstance(error, ssl.SSLError):
        return str(error.args[1] if len(error.args) > 1 else error)
    return "Connect call failed ('%s', %d%s)" % (host, port, ", 0, 0" if ":" in host else "")
