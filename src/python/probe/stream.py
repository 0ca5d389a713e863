# Bytes of an open connection.

class Stream:
    """Bytes from a socket, clear or TLS; every wait ends with the probe."""

    def __init__(self, made, notes, phase):
        self.made, self.notes, self.phase, self.rest, self.ended, self.bytes = made, notes, phase, b"", False, 0
        made.setblocking(False)

    def send(self, data):
        view = memoryview(data)
        while len(view):
            sent = retry(lambda: self.made.send(view), self.made, self.notes, self.phase, "write")
            view = view[sent:]

    def fill(self):
        """Reads more; False at the end."""
        if self.ended:
            return False
        try:
            data = retry(lambda: self.made.recv(65536), self.made, self.notes, self.phase)
        except Fault as fault:
            # OpenSSL calls a missing close_notify a fault; what it ends is judged by whoever reads.
            if fault.evidence.get("code") != "ECONNRESET" or "syscall" in fault.evidence:
                raise
            data = b""
        self.ended = not data
        self.rest += data
        self.bytes += len(data)
        return bool(data)

    def line(self, limit, code):
        while b"\n" not in self.rest:
            if len(self.rest) > limit:
                raise Fault(self.phase, {"code": code})
            if not self.fill():
                raise Fault(self.phase, {"code": "ECONNRESET"})
        line, _, self.rest = self.rest.partition(b"\n")
        if len(line) > limit:
            raise Fault(self.phase, {"code": code})
        return line
