"""How Open WebUI asks one of its connections: what it sends beside the URL. Put after settings_database.py.

Only the script that makes the probes asks this, where Open WebUI runs: what is told here is secret and goes nowhere else.
"""

# By kind of connection: the settings that hold its list of URLs and what belongs to each.
STORED = {"ollama": (("ollama.base_urls", "OLLAMA_BASE_URLS"), ("ollama.api_configs", "OLLAMA_API_CONFIGS"))}
# A signed-in user's own token, or one that the server gets for itself: nothing that is stored.
TOKENS = ("session", "system_oauth", "azure_ad", "microsoft_entra_id")


def connection_headers(request, kind, position):
    """(headers, origin): what is sent to this connection alone, and to which server; origin None: not known.

    `request["whole"]` is true where `auth_type` and `headers` count for lists as well, from Open WebUI 0.12 on.
    Raises Unread: its argument is why nothing can be sent.
    """
    urls, configs = stored_connection(request, kind)
    url = urls[position] if isinstance(urls, list) and position < len(urls) else None
    url = url.strip() if isinstance(url, str) else None
    config = configs.get(str(position), configs.get(url, {})) if isinstance(configs, dict) else {}
    config = config if isinstance(config, dict) else {}
    auth = config.get("auth_type") if request.get("whole") else None
    if auth in TOKENS:
        raise Unread("user-token")
    headers = {}
    if config.get("key") and auth in (None, "bearer"):
        headers["authorization"] = "Bearer %s" % config["key"]
    more = config.get("headers") if request.get("whole") else None
    for name, value in more.items() if isinstance(more, dict) else ():
        headers[str(name).lower()] = filled(str(value))
    user = user_of(url)
    if user and "authorization" in headers:
        raise Unread("two-credentials")
    headers.update(user)
    return headers, origin_of(url)


def stored_connection(request, kind):
    """The list of URLs and what belongs to each, by the rules by which Open WebUI finds them."""
    if kind not in STORED:
        raise Unread("unknown-kind")
    (urls, urls_name), (configs, configs_name) = STORED[kind]
    values = {}
    if os.environ.get("ENABLE_PERSISTENT_CONFIG", "True").lower() == "true":
        database = read_database(request, lambda whole: whole)
        if "values" not in database:
            raise Unread(database["kind"])
        values = database["values"]
        if database["schema"] != "rows":
            values = dict(values, **in_redis({urls: urls_name, configs: configs_name}))
    return values.get(urls) or environment_urls(), values.get(configs, environment_configs(configs_name))


def in_redis(names):
    found = {}
    for key, name in names.items():
        told = read_redis(name)
        if told and not told["read"]:
            raise Unread("no-connection")
        if told and told["value"] is not None:
            found[key] = told["value"]
    return found


def environment_urls():
    env = os.environ
    text = env.get("OLLAMA_BASE_URLS") or env.get("OLLAMA_BASE_URL") or env.get("OLLAMA_API_BASE_URL") or ""
    # The others are names for defaults, which hold no secret.
    return text.split(";") if "://" in text else []


def environment_configs(name):
    try:
        value = json.loads(os.environ.get(name) or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def filled(value):
    """What Open WebUI puts in for a request that no user makes: nothing. What is no plain text is escaped."""
    from string import punctuation
    from urllib.parse import quote
    return quote(re.sub(r"\{\{[A-Z_]+\}\}", "", value), safe=punctuation + " \t")


def user_of(url):
    """A URL's user name and password, as the client sends them; together with a key it sends nothing at all."""
    import base64
    from urllib.parse import unquote, urlsplit
    try:
        parts = urlsplit(url or "")
        if not parts.username and not parts.password:
            return {}
    except ValueError:
        return {}
    plain = "%s:%s" % (unquote(parts.username or ""), unquote(parts.password or ""))
    return {"authorization": "Basic " + base64.b64encode(plain.encode("latin-1", "replace")).decode("ascii")}


def origin_of(url):
    from urllib.parse import urlsplit
    try:
        parts = urlsplit(url or "")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return (parts.scheme.lower(), parts.hostname.lower(), port) if parts.hostname else None
    except ValueError:
        return None
