# What a client trusts: files that variables name, the system, or certifi.

CONTEXTS = {}
CONTEXT_LOCK = threading.Lock()


def trust_of(client):
    """(context, source, fault): what the client trusts; each set of authorities is loaded once."""
    with CONTEXT_LOCK:
        if client not in CONTEXTS:
            import ssl
            made = CONTEXTS[client] = load_trust(client)
            if made[0]:
                made[0].minimum_version = ssl.TLSVersion.TLSv1_2
        return CONTEXTS[client]


def load_trust(client):
    import ssl
    env = os.environ
    own = env.get("AIOHTTP_CLIENT_SESSION_SSL", "")
    if client == "aiohttp" and own.lower() == "false":
        return unchecked(ssl), "AIOHTTP_CLIENT_SESSION_SSL=false", None
    names = {"httpx": ["SSL_CERT_FILE"], "requests": ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"],
             "curl": ["CURL_CA_BUNDLE", "SSL_CERT_FILE"],
             "aiohttp": ([] if own.lower() in ("", "true") else ["AIOHTTP_CLIENT_SESSION_SSL"])
             + ["AIOHTTP_CLIENT_SSL_CERT_FILE"]}.get(client, [])
    found, source = named(names), None
    directory = client == "httpx" and named(["SSL_CERT_DIR"])
    try:
        if found or directory:
            name, path = found or directory
            source = "%s=%s" % (name, path)
            return ssl.create_default_context(**{"cafile" if found else "capath": path}), source, None
        if client in ("httpx", "requests"):
            for folder in sys.path:
                path = os.path.join(folder, "certifi", "cacert.pem")
                if os.path.isfile(path):
                    return ssl.create_default_context(cafile=path), None, None
            return system_trust(ssl), "system's authorities in place of certifi", None
        variable = named(["SSL_CERT_FILE", "SSL_CERT_DIR"])
        if client == "direct" or not variable:
            return system_trust(ssl), None, None
        return ssl.create_default_context(), "%s=%s" % variable, None
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0)
        return None, source, {"code": code, "syscall": "open"} if code else {"code": "ERR_SSL_BAD_CERTIFICATE_FILE"}


BUNDLES = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
           "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem"]


def system_trust(ssl):
    """The system's own authorities, whatever the variables say."""
    paths = ssl.get_default_verify_paths()
    file = [path for path in [paths.openssl_cafile] + BUNDLES if os.path.isfile(path)][:1]
    folder = paths.openssl_capath if os.path.isdir(paths.openssl_capath) else None
    # OpenSSL reads a folder only as far as it needs it; a bundle takes ten times as long.
    if folder and any(re.match(r"[0-9a-f]{8}\.\d+$", name) for name in os.listdir(folder)):
        file = [path for path in file if path == paths.openssl_cafile]
    if not file and not folder:
        return ssl.create_default_context()
    return ssl.create_default_context(cafile=file[0] if file else None, capath=folder)


def unchecked(ssl):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
