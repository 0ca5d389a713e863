# NO_PROXY, by the rules of each client: the same as src/probe/no-proxy.ts.

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
