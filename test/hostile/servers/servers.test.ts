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

const LIMIT_MS = 2_500;
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
  const told = (seen: Answers[number] | undefined) => `${seen?.[0].outcome} ${seen?.[0].evidence.status ?? ''}`;
  names.forEach((name, at) => {
    const pair = [node.all[at], python[at]] as const;
    expect([name, told(pair[1])]).toEqual([name, told(pair[0])]);
    for (const seen of pair) {
      expect([name, seen?.[0].outcome]).not.toEqual([name, 'aborted']);
      expect([name, (seen?.[0].times.total ?? 0) < LIMIT_MS + LATE_MS]).toEqual([name, true]);
      expect([name, JSON.stringify(seen).length < LONGEST_ANSWER]).toEqual([name, true]);
      expect([name, JSON.stringify(seen).includes('root:')]).toEqual([name, false]);
    }
  });
}

const cases = httpServers();
const groups = Array.from({ length: Math.ceil(cases.length / AT_ONCE) }, (_, at) =>
  cases.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
);
test.each(groups.map((group, at) => [at * AT_ONCE + 1, at * AT_ONCE + group.length, group] as const))(
  'hostile web servers %i to %i: the same from both sides, in time',
  async (_from, _to, group) => {
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

test(`${TLS_FAULTS.length} servers that speak TLS badly, or not at all`, async () => {
  const all = await Promise.all(TLS_FAULTS.map((fault) => fault.start(place)));
  await compare(
    TLS_FAULTS.map(({ name }) => name),
    all,
    { SSL_CERT_FILE: certificates.caFile },
  );
}, 30_000);
