# A request, its redirects, and the judgement of the last answer.

def ask_http(request, notes):
    most, followed, visited = request.get("redirects", 5), [], set()
    first = url = urllib.parse.urlsplit(request["url"])
    method = request["method"]
    while True:
        visited.add(url.geturl())
        stream, status, headers, proxy = ask_one(url, method, request, first, notes)
        evidence = notes.evidence
        evidence["status"] = status
        evidence["headers"] = dict(evidence.get("headers", {}), **shown_headers(headers))
        if "content-type" in headers:
            evidence["contentType"] = hidden(headers["content-type"])[:SHOWN]
        redirect = 301 <= status <= 308 and status != 304 and "location" in headers
        if not redirect:
            return judge(request, method, stream, status, headers, proxy, notes)
        if most == 0:
            return "ok", "http"
        location = headers["location"]
        followed.append({"status": status, "location": location_sent(location)})
        evidence["redirects"] = followed
        upcoming = next_hop(url, location)
        if not upcoming or len(followed) > most or upcoming.geturl() in visited:
            return "http-status", "http"
        notes.leave()
        commit = evidence["headers"].get("x-repo-commit")
        notes.evidence = {"redirects": followed}
        if commit is not None:
            notes.evidence["headers"] = {"x-repo-commit": commit}
        url = upcoming


def origin(url):
    return url.scheme, (url.hostname or "").lower(), url.port or (443 if url.scheme == "https" else 80)


def next_hop(url, location):
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
    return urllib.parse.SplitResult(to.scheme, netloc, path, query, "")


def ask_one(url, method, request, first, notes):
    made, proxy, absolute = way_to(url, request["client"], notes)
    if url.scheme == "https":
        made = secure(made, url.hostname, request["client"], notes, lambda: reopen(url, request["client"], notes))
    headers = {"host": url.netloc.rpartition("@")[2], "user-agent": "owui-doctor", "accept": "*/*",
               "accept-encoding": "gzip, deflate"}
    # What the caller gave is secret: only to the URL's own origin, only where nobody else can be the peer.
    safe = notes.evidence.get("trusted") is True if url.scheme == "https" else not absolute
    if safe and origin(url) == origin(first):
        headers.update({name.lower(): value for name, value in request.get("headers", {}).items()})
    if "keyOf" in request and origin(url) == origin(first):
        # As Open WebUI's own client sends it, also through a proxy.
        headers.update(key_headers(request["keyOf"], url, notes))
    path = url.geturl() if absolute else (url.path or "/") + ("?" + url.query if url.query else "")
    if absolute:
        headers.update(proxy_authorization(proxy))
    start, stream = time.monotonic(), Stream(made, notes, "http")
    try:
        stream.send(request_text(method, path, headers))
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
        notes.evidence["bodyStart"] = hidden(text)[:SHOWN]
    if status >= 300:
        return "http-status", "http"
    same = is_from(request["expect"], text, value, notes.evidence["headers"], truncated)
    return ("ok" if same else "wrong-service"), "body"
