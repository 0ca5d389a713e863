"""Runs a command on a terminal of its own: waits for each text, types each answer, prints all that was shown and the exit code.

Standard input: {"command": [...], "env": {...}, "steps": [["wait for", "type"], ...]}.
"""
import json
import os
import pty
import select
import signal
import sys
import time

given = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.execvpe(given["command"][0], given["command"], given["env"])
shown, seen, end = "", 0, time.monotonic() + 25
steps = list(given["steps"])
while time.monotonic() < end:
    if steps and steps[0][0] in shown[seen:]:
        seen = shown.index(steps[0][0], seen) + len(steps[0][0])
        os.write(terminal, steps.pop(0)[1].encode())
    if not select.select([terminal], [], [], 0.2)[0]:
        continue
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    shown += data.decode("utf-8", "replace")
if time.monotonic() >= end:
    os.kill(pid, signal.SIGKILL)  # it waits for something that nobody types
_, status = os.waitpid(pid, 0)
print(json.dumps({"shown": shown, "code": os.waitstatus_to_exitcode(status), "left": len(steps)}))
