# Bytes of an open connection.

class Stream:
    """Bytes from a socket, clear or TLS; every wait ends with the probe."""

    def __init__(self, made, notes, phase):
        self.made, self.notes, self.phase, self.ended, self.bytes = made, notes, phase, False, 0
        # Of a bytearray the beginning is taken away without copying the rest.
        self.rest = bytearray()
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
        # What never stops coming is never waited for either.
        if self.notes.left() <= 0:
            raise Fault(self.phase, {"code": "LIMIT"})
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
        end = self.rest.index(b"\n")
        if end > limit:
            raise Fault(self.phase, {"code": code})
        return self.take(end + 1)[:-1]

    def take(self, size):
        """Up to so many of the bytes that are there."""
        data = bytes(self.rest[:size])
        del self.rest[:size]
        return data
