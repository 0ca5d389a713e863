# TLS: the handshake, and its verdict.

def wrap(made, context, name, notes):
    """The handshake, bounded; faults are in phase tls."""
    import ssl
    start = time.monotonic()
    try:
        made.setblocking(False)
        server = name.encode() if name.isascii() else name
        secured = context.wrap_socket(made, server_hostname=server, do_handshake_on_connect=False)
        notes.open = secured
        retry(secured.do_handshake, secured, notes, "tls")
        return secured
    except ssl.SSLCertVerificationError:
        raise
    except (OSError, ValueError) as error:
        raise fault_of("tls", error, "read")
    finally:
        notes.add("tls", start)


def retry(action, made, notes, phase, syscall="read"):
    """Calls a non-blocking action until it is done; never beyond the probe's limit."""
    import ssl
    while True:
        try:
            return action()
        except (ssl.SSLWantReadError, BlockingIOError):
            want = select.POLLIN
        except ssl.SSLWantWriteError:
            want = select.POLLOUT
        except ssl.SSLCertVerificationError:
            raise
        except (OSError, ValueError) as error:
            raise fault_of(phase, error, syscall)
        if syscall == "write":
            want = select.POLLOUT
        poll = select.poll()
        poll.register(made, want)
        if notes.left() <= 0 or not poll.poll(notes.left() * 1000 + 1):
            raise Fault(phase, {"code": "LIMIT"})


def secure(made, name, client, notes, again):
    """TLS on an open connection. An untrusted certificate is fetched once more, unchecked, to be described.

    `again` opens such a second connection; nothing is ever sent over it.
    """
    import ssl
    context, source, broken = trust_of(client)
    more = {"trustSource": source} if source else {}
    if broken:
        raise Fault("tls", dict(broken, **more), "tls-untrusted")
    host = name.strip("[]")
    try:
        secured = wrap(made, context, host, notes)
    except ssl.SSLCertVerificationError as error:
        code = VERIFY.get(error.verify_code, "X509_V_ERR_%d" % error.verify_code)
        seen = dict(describe_again(host, notes, again, unchecked(ssl)), code=code, trusted=False, **more)
        outcome = outside_dates(seen.get("certificate")) or BY_CODE.get(code, "tls-untrusted")
        raise Fault("tls", seen, outcome)
    notes.evidence.update(describe(secured), **more)
    if context.verify_mode == ssl.CERT_REQUIRED:
        notes.evidence["trusted"] = True
    return secured


def describe_again(host, notes, again, context):
    times, second = dict(notes.times), None
    try:
        second = again()
        second = wrap(second, context, host, notes)
        return describe(second)
    except Exception:
        return {}
    finally:
        notes.times.clear()
        notes.times.update(times)
        if second:
            second.close()


def describe(secured):
    cipher = secured.cipher()
    found = {"tls": {"protocol": secured.version() or "", "cipher": cipher[0] if cipher else ""}}
    der = secured.getpeercert(True)
    certificate = der and decode(der)
    if certificate:
        certificate["chainEnd"] = chain_end(secured)
        found["certificate"] = certificate
    return found


def outside_dates(certificate):
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    if certificate and certificate["validTo"] and certificate["validTo"] < now:
        return "tls-expired"
    if certificate and certificate["validFrom"] and certificate["validFrom"] > now:
        return "tls-not-yet-valid"
    return None
