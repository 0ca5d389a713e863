# HTTP/1.1: requests and answers, read as strictly as Node reads them.


def request_text(method, path, headers):
    lines = ["%s %s HTTP/1.1" % (method, path)] + ["%s: %s" % pair for pair in headers.items()]
    if any(re.search(r"[\r\n\0]", line) for line in lines) or " " in path:
        raise Fault("http", {"code": "ERR_INVALID_CHAR"})
    return "\r\n".join(lines + ["connection: close", "", ""]).encode("utf-8", "replace")


# Node's parser takes these two for its own as well.
PROTOCOLS = (b"HTTP/", b"RTSP/", b"ICE/")
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+$")
VALUE = re.compile(rb"[\t\x20-\x7e\x80-\xff]*$")


def read_head(stream):
    """Status and headers, as strictly as Node's parser reads them."""
    for _ in range(MOST_INTERIM + 1):
        while True:
            stream.rest = stream.rest.lstrip(b"\r\n")
            if not any(stream.rest[:len(name)] == name[:len(stream.rest)] for name in PROTOCOLS):
                invalid(stream, "HPE_INVALID_CONSTANT")
            if len(stream.rest) >= 5:
                break
            if not stream.fill():
                raise Fault(stream.phase, {"code": "ECONNRESET"})
        first = stream.line(HEADER_BYTES, "HPE_HEADER_OVERFLOW").rstrip(b"\r")
        if not re.match(rb"[A-Z]+/(0\.9|1\.[01]|2\.0)( |$)", first):
            invalid(stream, "HPE_INVALID_VERSION", first)
        found = re.match(rb"[A-Z]+/\d\.\d (\d{3})( .*)?$", first, re.S)
        if not found:
            invalid(stream, "HPE_INVALID_STATUS", first)
        headers = read_headers(stream)
        status = int(found.group(1))
        if status == 101:
            invalid(stream, "HPE_UNEXPECTED_UPGRADE", first)
        if not 100 <= status < 200:
            return status, headers
    raise Fault(stream.phase, {"code": "HPE_FLOOD"})


def read_headers(stream):
    headers, size = {}, 0
    while True:
        line = stream.line(HEADER_BYTES, "HPE_HEADER_OVERFLOW").rstrip(b"\r")
        if not line:
            return headers
        name, colon, value = line.partition(b":")
        # Node counts names and values, not what stands between them.
        size += len(name) + len(value.strip(b" \t"))
        if size > HEADER_BYTES:
            raise Fault(stream.phase, {"code": "HPE_HEADER_OVERFLOW"})
        if not colon or not TOKEN.match(name) or not VALUE.match(value):
            invalid(stream, "HPE_INVALID_HEADER_TOKEN", line)
        key, text = name.decode("latin-1").lower(), value.strip(b" \t").decode("latin-1")
        if key == "content-length" and (key in headers or not re.match(r"\d{1,15}$", text)):
            invalid(stream, "HPE_UNEXPECTED_CONTENT_LENGTH" if key in headers else "HPE_INVALID_CONTENT_LENGTH", line)
        headers[key] = headers[key] + ", " + text if key in headers else text
        if "content-length" in headers and "transfer-encoding" in headers:
            invalid(stream, "HPE_INVALID_TRANSFER_ENCODING", line)


def invalid(stream, code, line=b""):
    text = hidden((line + stream.rest).decode("latin-1"))[:SHOWN]
    raise Fault(stream.phase, dict({"code": code}, **({"bodyStart": text} if text else {})))


def read_body(stream, headers, method, status):
    """(bytes, truncated): up to the limit of size."""
    stream.phase, data = "body", bytearray()
    if method == "HEAD" or status in (204, 304):
        return b"", False
    coding = headers.get("transfer-encoding", "").lower()
    if coding.endswith("chunked"):
        for _ in range(MOST_CHUNKS):
            line = size_line(stream).rstrip(b"\r").partition(b";")[0].strip()
            if not re.match(rb"0*[0-9A-Fa-f]{1,16}$", line):
                raise Fault("body", {"code": "HPE_INVALID_CHUNK_SIZE"})
            size = int(line, 16)
            if size == 0:
                read_headers(stream)
                return bytes(data), False
            data += take(stream, min(size, BODY_BYTES + 1 - len(data)))
            if len(data) > BODY_BYTES:
                return bytes(data[:BODY_BYTES]), True
            if stream.line(64, "HPE_STRICT") not in (b"\r", b""):
                raise Fault("body", {"code": "HPE_STRICT"})
        raise Fault("body", {"code": "HPE_FLOOD"})
    if "content-length" in headers:
        size = int(headers["content-length"])
        data = take(stream, min(size, BODY_BYTES + 1))
        return data[:BODY_BYTES], len(data) > BODY_BYTES
    while len(stream.rest) <= BODY_BYTES and stream.fill():
        pass
    return bytes(stream.rest[:BODY_BYTES]), len(stream.rest) > BODY_BYTES


def size_line(stream):
    """The line before a chunk. Node's parser reads zeros before its size for ever: so does this one."""
    while b"\n" not in stream.rest and not stream.rest.strip(b"0"):
        del stream.rest[1:]
        if not stream.fill():
            raise Fault("body", {"code": "ECONNRESET"})
    return stream.line(HEADER_BYTES, "HPE_HEADER_OVERFLOW")


def take(stream, size):
    parts, have = [], 0
    while have < size:
        if not stream.rest and not stream.fill():
            raise Fault("body", {"code": "ECONNRESET"})
        part = stream.take(size - have)
        parts.append(part)
        have += len(part)
    return b"".join(parts)


def inflate(data, coding, cut):
    if coding not in ("gzip", "x-gzip", "deflate") or not data:
        return data, cut
    import zlib
    kind = 31 if data[0] == 0x1F else 15 if data[0] & 15 == 8 else -15
    decoder = zlib.decompressobj(kind)
    try:
        text = decoder.decompress(data, INFLATED_BYTES + 1)
    except zlib.error:
        raise Fault("body", {"code": "Z_DATA_ERROR"})
    if len(text) > INFLATED_BYTES:
        return text[:INFLATED_BYTES], True
    if not decoder.eof and not cut:
        raise Fault("body", {"code": "Z_BUF_ERROR"})
    return text, cut
