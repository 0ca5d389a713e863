# Proxies: which one a client takes for a URL, and the way through it.


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
