# What a certificate says.

def chain_end(secured):
    """Subject of the last certificate sent: Python tells the chain from 3.13 on, and privately from 3.10 on."""
    import ssl
    chain = getattr(secured, "get_unverified_chain", None) or getattr(secured._sslobj, "get_unverified_chain", None)
    try:
        last = chain()[-1] if chain else None
        der = last if last is None or isinstance(last, bytes) else last.public_bytes(ssl._ssl.ENCODING_DER)
        return decode(der)["subject"] if der else None
    except Exception:
        return None


def decode(der):
    """The fields of a certificate. Python parses one only from a file: this one is in memory."""
    import hashlib
    import ssl
    shown = {"subject": "", "issuer": "", "altNames": [], "validFrom": None, "validTo": None,
             "fingerprint256": hashlib.sha256(der).hexdigest().upper(), "chainEnd": None}
    try:
        number = os.memfd_create("certificate")
        try:
            os.write(number, ssl.DER_cert_to_PEM_cert(der).encode())
            parsed = ssl._ssl._test_decode_cert("/proc/self/fd/%d" % number)
        finally:
            os.close(number)
        shown["subject"], shown["issuer"] = name_of(parsed.get("subject")), name_of(parsed.get("issuer"))
        shown["altNames"] = [str(value)[:200] for _, value in parsed.get("subjectAltName", ())][:20]
        for key, field in (("validFrom", "notBefore"), ("validTo", "notAfter")):
            when = time.gmtime(ssl.cert_time_to_seconds(parsed[field]))
            shown[key] = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", when)
    except Exception:
        pass
    return shown


SHORT = {"commonName": "CN", "organizationName": "O", "organizationalUnitName": "OU", "countryName": "C",
         "localityName": "L", "stateOrProvinceName": "ST", "emailAddress": "emailAddress", "domainComponent": "DC"}


def name_of(name):
    return ", ".join("%s=%s" % (SHORT.get(key, key), value) for part in name or () for key, value in part)[:200]
