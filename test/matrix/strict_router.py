"""A reverse proxy on 0.0.0.0:<port> in front of http://127.0.0.1:<upstream> that knows no path with two slashes in a row.
Usage: strict_router.py <port> <upstream port>. Prints `ready` when it listens."""
import sys
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, upstream = int(sys.argv[1]), int(sys.argv[2])


class Router(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def pass_on(self):
        target = self.requestline.split()[1]  # self.path has had its slashes folded
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "//" in target.partition("?")[0]:
            return self.answer(404, "text/plain", b"404 page not found")
        connection = HTTPConnection("127.0.0.1", upstream, timeout=30)
        connection.request(self.command, target, body or None, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        self.answer(answer.status, answer.getheader("Content-Type") or "text/plain", answer.read())
        connection.close()

    do_GET = do_HEAD = do_POST = do_DELETE = pass_on

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


server = ThreadingHTTPServer(("0.0.0.0", port), Router)
print("ready", flush=True)
server.serve_forever()
