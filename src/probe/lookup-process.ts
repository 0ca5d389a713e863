import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import type { Address } from './address.js';
import type { RawError } from './classify.js';

/** Asks the system's resolver for every line it reads, and ends when its parent does. */
const PROGRAM = `
const { lookup } = require('node:dns');
let rest = '';
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const host of lines.map((line) => JSON.parse(line)))
    lookup(host, { all: true, verbatim: true }, (error, all) => {
      const { code, errno, syscall } = error ?? {};
      process.stdout.write(JSON.stringify(error ? { host, error: { code, errno, syscall } } : { host, all }) + '\\n');
    });
}).on('end', () => process.kill(process.pid, 'SIGKILL'));
`;
/** A dead first name server is passed over within the limit of a probe; the system's own five seconds are beyond it. */
export const RES_OPTIONS = 'timeout:1 attempts:2';

type Answer = { readonly host: string; readonly all?: readonly Address[]; readonly error?: RawError };
type Waiting = { readonly done: (all: readonly Address[]) => void; readonly fail: (error: RawError) => void };

export interface LookupProcess {
  /** Looks a name up; equal names share one look-up. @returns what forgets the question */
  ask(host: string, done: Waiting['done'], fail: Waiting['fail']): () => void;
}

let running: LookupProcess | null = null;

/** The one child of this process, started at the first need; null where this program is not run by a Node to start. */
export function lookupProcess(): LookupProcess | null {
  if (!/^node(js)?(\.exe)?$/i.test(basename(process.execPath))) return null;
  running ??= start();
  return running;
}

function start(): LookupProcess {
  const waiting = new Map<string, Set<Waiting>>();
  const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['pipe', 'pipe', 'ignore'], env: environment() });
  const kill = () => child.kill('SIGKILL');
  const gone = () => {
    running = null;
    process.off('exit', kill);
    for (const set of waiting.values()) for (const one of set) one.fail({ code: 'EAI_AGAIN', syscall: 'spawn' });
    waiting.clear();
  };
  child.on('error', gone).on('exit', gone);
  child.stdin.on('error', () => {});
  process.on('exit', kill);
  unref(child);
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const answer: Answer = JSON.parse(line);
      for (const one of waiting.get(answer.host) ?? [])
        answer.all ? one.done(answer.all) : one.fail(answer.error ?? {});
      waiting.delete(answer.host);
    }
  });
  return {
    ask(host, done, fail) {
      const one = { done, fail };
      const known = waiting.get(host);
      if (known) known.add(one);
      else {
        waiting.set(host, new Set([one]));
        child.stdin.write(`${JSON.stringify(host)}\n`);
      }
      return () => waiting.get(host)?.delete(one);
    },
  };
}

/** The child never keeps this process alive: a probe's timer does, as long as someone waits. */
function unref(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
}

/** As many look-ups at once as there are names; no variable that slows the start of Node down. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;
  return { ...env, UV_THREADPOOL_SIZE: '128', RES_OPTIONS: env.RES_OPTIONS ?? RES_OPTIONS };
}
