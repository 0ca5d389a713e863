import { spawn } from 'node:child_process';
import { afterAll, expect, test } from '@jest/globals';
import type { ProbeRequest, Seen } from '../../../src/types/probe.js';
import { readAnswers } from '../../../src/vantage/answers.js';
import { probeCommand } from '../../../src/vantage/probe-command.js';
import { makeCertificates } from '../../lab/faults/certificates.js';
import type { Standing } from '../../lab/faults/index.js';
import { serve, standing } from '../../lab/faults/servers.js';
import { TLS_FAULTS } from '../../lab/faults/tls.js';
import { askMany } from '../../probe/probers.js';
import { httpServers } from './http-servers.js';

const LIMIT_MS = 4_000;
/** On two busy cores a timer is late. */
const LATE_MS = 1_500;
/** Both probers share the machine with the servers: so many at once. */
const AT_ONCE = 16;
const LONGEST_ANSWER = 200_000;
/** Neither prober may need more: an endless body would. */
const PYTHON_MEMORY = '--data=700000000';

const certificates = makeCertificates(['127.0.0.1', 'localhost']);
afterAll(() => certificates.remove());
const place = { listen: '127.0.0.1', host: '127.0.0.1', certificates };

type Answers = readonly (readonly [Seen, ...Seen[]] | null)[];

function askPython(requests: readonly ProbeRequest[], env: Readonly<Record<string, string>>): Promise<Answers> {
  const { cmd, stdin } = probeCommand(requests, LIMIT_MS);
  return new Promise((resolve, reject) => {
    const child = spawn('prlimit', [PYTHON_MEMORY, ...cmd], { env: { PATH: process.env.PATH ?? '', ...env } });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.on('error', reject);
    child.on('close', () => resolve(readAnswers(stdout, requests, 'container:test')));
    child.stdin.end(stdin);
  });
}

async function compare(names: readonly string[], all: readonly Standing[], env: Readonly<Record<string, string>>) {
  const requests = all.map(({ request }) => request);
  const [node, python] = await Promise.all([
    askMany(process.execPath, [], requests, env, LIMIT_MS),
    askPython(requests, env),
  ]).finally(() => Promise.all(all.map(({ close }) => close())));
  // One list for all, so that a failure shows every server that was seen differently.
  const wrong = names.flatMap((name, at) => {
    const [one, other] = [judged(node.all[at]), judged(python[at])];
    return one === other && !one.includes('!') ? [] : [`${name}: ${one} in Node, ${other} in Python`];
  });
  expect(wrong).toEqual([]);
}

/** Outcome and status of an answer, and a mark for what none may be. */
function judged(seen: Answers[number] | undefined): string {
  if (!seen) return 'no answer!';
  const [{ outcome, times, evidence }] = seen;
  const text = JSON.stringify(seen);
  const marks = [
    outcome === 'aborted' && 'given up!',
    (times.total ?? 0) > LIMIT_MS + LATE_MS && 'late!',
    text.length > LONGEST_ANSWER && 'long!',
    text.includes('root:') && 'a file!',
  ];
  return [outcome, evidence.status ?? '-', ...marks.filter(Boolean)].join(' ');
}

const cases = httpServers();
const size = Math.ceil(cases.length / AT_ONCE);
// Those that flood stand beside one another in the list: a group takes every nth.
const groups = Array.from({ length: size }, (_, at) => cases.filter((_one, index) => index % size === at));
test.each(groups.map((group, at) => [at + 1, groups.length, group.length, group] as const))(
  'hostile web servers, group %i of %i, %i servers: the same from both sides, in time',
  async (_at, _of, _size, group) => {
    const ask = { expect: 'ollama-tags' } as const;
    const all = await Promise.all(group.map(([, serveOne]) => standing(place, serve(place, serveOne), ask)));
    await compare(
      group.map(([name]) => name),
      all,
      {},
    );
  },
  30_000,
);

// An alert after the handshake comes late on a busy machine: the table of faults has those.
const tls = TLS_FAULTS.filter(({ name }) => !name.includes('handshake only'));
test(`${tls.length} servers that speak TLS badly, or not at all`, async () => {
  const all = await Promise.all(tls.map((fault) => fault.start(place)));
  await compare(
    tls.map(({ name }) => name),
    all,
    { SSL_CERT_FILE: certificates.caFile },
  );
}, 30_000);
