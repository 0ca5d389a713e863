import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from '@jest/globals';
import { listenersAmong, readProcesses, withoutForks } from '../../src/deployment/processes.js';

const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    const ended = once(child, 'exit');
    child.stdin?.end();
    await ended;
  }
});

/** Ends when its standard input does; the child of a fork ends with its parent. */
const FORK = `
import os, socket, sys, signal, ctypes
def listen():
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen()
    return made
where = sys.argv[1]
held = listen() if where == "before" else None
parent = os.getpid()
told, tell = os.pipe()
children = []
for number in range(2):
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if where == "child" and number == 0:
            held = listen()
        os.write(tell, b"x")
        signal.pause()
    children.append(child)
for _ in children:
    os.read(told, 1)
print(parent, *children, flush=True)
sys.stdin.read()
for child in children:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
`;

async function family(where: string): Promise<readonly number[]> {
  const child = spawn('python3', ['-c', FORK, where, 'owui-doctor-fork-test', String(process.pid)]);
  started.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line.split(' ').map(Number);
}
async function kept(): Promise<readonly number[]> {
  const all = await readProcesses(
    '/proc',
    (argv) => argv[4] === 'owui-doctor-fork-test' && argv[5] === String(process.pid),
  );
  const listening = await listenersAmong(
    '/proc',
    all.map(({ pid }) => pid),
  );
  return withoutForks(all, (pid) => listening.has(pid)).map(({ pid }) => pid);
}

test('a process and its forks are one: the first where nobody listens', async () => {
  const [parent] = await family('nobody');
  expect(await kept()).toEqual([parent]);
});
test('the child that listens stands for its family', async () => {
  const [, child] = await family('child');
  expect(await kept()).toEqual([child]);
});
test('a socket that all of them have from before the fork is the parent’s', async () => {
  const [parent] = await family('before');
  expect(await kept()).toEqual([parent]);
});
test('two that were started apart are two', async () => {
  const [[one], [other]] = [await family('nobody'), await family('nobody')];
  expect([...(await kept())].sort()).toEqual([one, other].sort());
});
