# What an answer says, and whose it is.

SHOWN_HEADERS = re.compile(r"(server|location|date|via|x-repo-commit|x-error-code|retry-after|link|"
                           r"x-ratelimit-[a-z0-9-]{1,40})$")


def shown_headers(headers):
    shown = {}
    for name, value in headers.items():
        if name == "www-authenticate":
            shown[name] = hidden(re.split(r"[\s,]", value, 1)[0])[:40]
        elif name == "location":
            shown[name] = location_sent(value)
        elif SHOWN_HEADERS.match(name):
            shown[name] = hidden(value)[:300]
    return shown


def location_sent(location):
    """Whole, but for a key: the reader of the answer hides its credentials and query, and a cut one misleads it."""
    return hidden(location)


KEYS = {"ollama-tags": {"models": list}, "ollama-version": {"version": str}, "webui-health": {"status": True},
        "webui-config": {"status": None, "name": None, "version": None},
        "webui-models": {"models": list}, "hub-model": {"sha": str}, "github-release": {"tag_name": str}}
BEGINS = {list: r"\[", str: '"', True: "true", None: ""}


def is_from(service, text, value, headers, truncated):
    if service == "any":
        return True
    if service == "hub-file":
        return "x-repo-commit" in headers
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
        return json.loads(text, parse_constant=refuse, parse_int=whole_number)
    except (ValueError, RecursionError):
        return MISSING


def whole_number(digits):
    """Python refuses to read very long numbers; elsewhere they are infinite."""
    return int(digits) if len(digits) < 400 else float(digits)


def refuse(_name):
    raise ValueError("no JSON")
