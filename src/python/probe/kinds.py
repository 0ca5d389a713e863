# The kinds of probes.

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
    evidence = dict(hidden(notes.evidence), **({"key": notes.key} if notes.key else {}))
    times = {phase: round(ms, 1) for phase, ms in dict(notes.times, total=total).items()}
    seen = [{"outcome": outcome, "phase": phase, "address": notes.address, "port": notes.port, "times": times,
             "evidence": evidence}]
    for one in others:
        fault = one["fault"]
        seen.append({"outcome": fault.outcome if fault else "ok", "phase": "tcp", "address": one["address"],
                     "port": notes.port, "times": {"tcp": round(one["ms"], 1)},
                     "evidence": fault.evidence if fault else {}})
    say({"i": index, "seen": seen})
