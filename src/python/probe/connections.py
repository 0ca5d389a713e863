# Connections: all addresses of a name at once, as src/probe/dial.ts makes them.

class Notes:
    """What one probe has seen so far."""

    def __init__(self, limit):
        self.start = time.monotonic()
        self.end = self.start + limit
        self.times, self.evidence, self.address, self.port, self.dial, self.open = {}, {}, None, None, None, None
        self.key = None

    def left(self):
        return max(0.0, self.end - time.monotonic())

    def add(self, phase, start):
        self.times[phase] = self.times.get(phase, 0) + (time.monotonic() - start) * 1000

    def leave(self):
        if self.open:
            self.open.close()
        if self.dial:
            self.dial.drop()


class Dial:
    """Connects to all addresses at once; `used` is the one that a client would take, in order, or None."""

    def __init__(self, addresses, port, notes):
        self.start, self.notes, self.used = time.monotonic(), notes, None
        self.all = [self.begin(family, address, port) for family, address in addresses]
        while self.used is None and self.pending() and notes.left() > 0:
            self.used = self.choose()
            if self.used is None and self.pending():
                some = any(one["over"] and not one["fault"] for one in self.all)
                self.wait(min(notes.left(), max(0, PREFER - self.since()) if some else notes.left()))
        self.used = self.used or self.choose()
        if self.used is None:
            self.give_up()

    def since(self):
        return time.monotonic() - self.start

    def pending(self):
        return [one for one in self.all if not one["over"]]

    def begin(self, family, address, port):
        one = {"address": address[0], "over": False, "fault": None, "ms": 0, "socket": None}
        try:
            one["socket"] = made = socket.socket(family, socket.SOCK_STREAM)
            made.setblocking(False)
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            code = made.connect_ex((address[0], port) + tuple(address[2:]))
            if code != errno.EINPROGRESS:
                self.over(one, code)
        except (OSError, OverflowError) as error:
            self.over(one, getattr(error, "errno", None) or errno.EINVAL)
        return one

    def over(self, one, code):
        one["over"], one["ms"] = True, self.since() * 1000
        if code:
            one["fault"] = Fault("tcp", {"code": errno.errorcode.get(code, str(code)), "errno": -code,
                                         "syscall": "connect"})

    def wait(self, seconds):
        poll, by_fd = select.poll(), {one["socket"].fileno(): one for one in self.pending()}
        for number in by_fd:
            poll.register(number, select.POLLOUT)
        for number, _ in poll.poll(max(0, seconds) * 1000 + 1):
            one = by_fd[number]
            self.over(one, one["socket"].getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))

    def choose(self):
        for one in self.all:
            if one["over"] and not one["fault"]:
                return one
            if not one["over"] and self.since() < PREFER:
                return None
        return None

    def give_up(self):
        for one in self.pending():
            one.update(over=True, ms=self.since() * 1000, fault=Fault("tcp", {"code": "LIMIT"}))

    def others(self):
        while self.pending() and self.since() < GRACE and self.notes.left() > 0:
            self.wait(min(GRACE - self.since(), self.notes.left()))
        self.give_up()
        self.drop()
        return [one for one in self.all if one is not self.used]

    def drop(self):
        for one in self.all:
            if one["socket"]:
                one["socket"].close()


def connect(host, port, notes):
    addresses = resolve(host, notes)
    start = time.monotonic()
    notes.port = port
    dial = notes.dial = Dial(addresses, port, notes)
    notes.add("tcp", start)
    if dial.used is None:
        first = dial.all[0]
        notes.address, notes.times["tcp"] = first["address"], first["ms"]
        raise first["fault"]
    notes.address, notes.open = dial.used["address"], dial.used["socket"]
    return notes.open
