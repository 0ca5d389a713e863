# Names: every look-up of a name is made once, in a thread that may be left behind.

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
