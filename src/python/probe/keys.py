# Keys: what Open WebUI sends with a connection. Read where it runs, sent to that connection's server, told to nobody.

SETTINGS, KEYS_READ, KEYS_LOCK, SECRETS = {}, {}, threading.Lock(), set()
SHORTEST_SECRET = 4


def key_headers(reference, url, notes):
    """The headers of a connection, for its own server alone. Notes what became of them: sent, none, or why not."""
    name = reference["connection"], reference["position"]
    with KEYS_LOCK:
        entry = KEYS_READ.get(name)
        if entry is None:
            entry = KEYS_READ[name] = {"done": threading.Event(), "state": "unread", "headers": {}, "origin": None}
            threading.Thread(target=read_key, args=name + (entry,), daemon=True).start()
    # A database server that hangs is left in its thread.
    if not entry["done"].wait(notes.left() / 2):
        notes.key = "unread"
        return {}
    # What is in force by now may be another server than the one that was asked for.
    moved = entry["origin"] is not None and entry["origin"] != origin(url)
    notes.key = "unread" if moved else entry["state"]
    return {} if moved else entry["headers"]


def read_key(kind, position, entry):
    room = {"__name__": "settings"}
    try:
        exec(compile(SETTINGS["source"], "settings", "exec"), room)
        headers, entry["origin"] = room["connection_headers"](SETTINGS, kind, position)
        SECRETS.update(one for value in headers.values() for one in secrets_in(value) if len(one) >= SHORTEST_SECRET)
        entry["headers"], entry["state"] = headers, "sent" if headers else "none"
    except Exception as error:
        own = type(error).__name__ == "Unread" and str(error) in ("user-token", "two-credentials")
        entry["state"] = str(error) if own else "unread"
    entry["done"].set()


def secrets_in(value):
    """A header's value, the word after its scheme, and the password within that."""
    scheme, _, word = value.partition(" ")
    found = [value, word]
    if scheme == "Basic":
        import base64
        found += base64.b64decode(word).decode("latin-1").partition(":")[2:]
    return found


def hidden(value):
    """The same without any key: a server may repeat what it was sent."""
    if not SECRETS:
        return value
    if isinstance(value, str):
        for secret in sorted(SECRETS, key=len, reverse=True):
            value = value.replace(secret, "***")
        return value
    if isinstance(value, list):
        return [hidden(one) for one in value]
    if isinstance(value, dict):
        return {hidden(key): hidden(one) for key, one in value.items()}
    return "***" if isinstance(value, (int, float)) and str(value) in SECRETS else value
