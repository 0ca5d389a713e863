import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { buildSync } from 'esbuild';
import type { ProbeRequest, Seen } from '../../src/types/probe.js';
import { readAnswers } from '../../src/vantage/answers.js';
import { containerVantage } from '../../src/vantage/container.js';
import { execScript } from '../../src/vantage/exec.js';
import { probeCommand } from '../../src/vantage/probe-command.js';
import { makeCertificates } from '../lab/faults/certificates.js';
import { limitOf, SERVER_FAULTS } from '../lab/faults/index.js';
import { type Lab, startLab } from '../lab/index.js';
import { hold } from '../probe/table.js';

let lab: Lab;
let docker: Docker;
beforeAll(async () => {
  lab = await startLab();
  docker = new Docker({ host: undefined, socketPath: lab.dockerHost.replace('unix://', '') });
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

const never = new AbortController().signal;
const CLOCK: ProbeRequest = { kind: 'clock' };

/** A container as strict as they come: no root, nothing to write to, no capabilities. */
async function started(...more: readonly string[]): Promise<string> {
  const strict = ['--read-only', '-u', '12345:12345', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  return (await lab.docker('run', '-d', ...strict, ...more, 'debian:12', 'sleep', '600')).trim();
}
const vantage = (id: string, limitMs = 2_000) =>
  containerVantage(docker, { id, name: 'open-webui', state: 'running' }, { limitMs });

interface Stands {
  readonly name: string;
  readonly request: ProbeRequest;
  readonly env: Readonly<Record<string, string>>;
}

describe('the table of faults, from inside a container', () => {
  test('each has its outcome', async () => {
    const certificates = makeCertificates([lab.gateway]);
    const folder = dirname(certificates.caFile);
    chmodSync(folder, 0o755); // the container's user is nobody here
    const program = join(folder, 'serve.cjs');
    buildSync({
      entryPoints: [join(import.meta.dirname, '../lab/faults/serve.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    });
    const place = join(folder, 'place.json');
    writeFileSync(place, JSON.stringify({ listen: '0.0.0.0', host: lab.gateway, certificates }));
    const servers = await lab.hostSpawn([process.execPath, program, place]);
    const all = await line(() => servers.log());
    const told: readonly Stands[] = JSON.parse(all);
    const limits = new Map(SERVER_FAULTS.map((fault) => [fault.name, limitOf(fault)]));
    const stands = told.map((one) => ({ ...one, request: { ...one.request, limitMs: limits.get(one.name) } }));
    const container = await started('-v', `${folder}:${folder}:ro`);
    const seen = new Map<string, readonly Seen[]>();
    // A container's variables are set for each exec: faults that need the same travel together.
    for (const env of new Set(stands.map((one) => JSON.stringify(one.env)))) {
      const some = stands.filter((one) => JSON.stringify(one.env) === env);
      const answers = await execute(
        container,
        some.map((one) => one.request),
        JSON.parse(env),
      );
      some.forEach((one, at) => {
        const answer = answers[at];
        if (answer) seen.set(one.name, answer);
      });
    }
    for (const fault of SERVER_FAULTS)
      try {
        hold(fault, seen.get(fault.name) ?? [], limitOf(fault));
      } catch (error) {
        throw new Error(`${fault.name}: ${String(error)}`);
      }
    certificates.remove();
  }, 120_000);
});

async function execute(
  id: string,
  requests: readonly ProbeRequest[],
  env: Stands['env'],
): Promise<readonly (readonly Seen[] | null)[]> {
  const command = probeCommand(requests, 6_000);
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const lines: string[] = [];
  const tell = (text: string) => void lines.push(text);
  await execScript(docker.getContainer(id), { ...command, env: [...command.env, ...variables] }, tell, never);
  return readAnswers(lines.join('\n'), requests, 'container:test');
}

async function line(read: () => string): Promise<string> {
  for (;;) {
    const whole = read().split('\n');
    if (whole.length > 1) return whole[0] ?? '';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a container', () => {
  test('answers all questions of a turn through one exec, and keeps nothing', async () => {
    const id = await started();
    const from = vantage(id);
    const asked: readonly ProbeRequest[] = [
      CLOCK,
      { kind: 'tcp', host: lab.gateway, port: 1 },
      { kind: 'dns', host: 'nope.invalid' },
    ];
    const seen = await Promise.all(asked.map((one) => from.ask(one, never)));
    expect(seen.map(([first]) => first.outcome)).toEqual(['ok', 'refused', 'dns-not-found']);
    expect(seen[0]?.[0].vantage).toBe('container:open-webui');
    expect(await lab.docker('top', id)).not.toContain('python');
  });

  test.each([
    ['paused', (id: string) => lab.docker('pause', id), 'CONTAINER_NOT_RUNNING'],
    ['stopped', (id: string) => lab.docker('kill', id), 'CONTAINER_NOT_RUNNING'],
    ['removed', (id: string) => lab.docker('rm', '-f', id), 'CONTAINER_GONE'],
  ] as const)('that is %s by now says so', async (_state, change, code) => {
    const id = await started();
    await change(id);
    const [seen] = await vantage(id).ask(CLOCK, never);
    expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code } });
    if (_state === 'paused') await lab.docker('unpause', id);
  });

  test('that starts again and again says so', async () => {
    const id = (await lab.docker('run', '-d', '--restart', 'always', 'debian:12', 'false')).trim();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const [seen] = await vantage(id).ask(CLOCK, never);
    expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code: 'CONTAINER_NOT_RUNNING' } });
  });

  test('without Python says so', async () => {
    const id = (await lab.docker('run', '-d', 'debian:12', 'sh', '-c', 'rm -f /usr/bin/python3*; sleep 600')).trim();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [seen] = await vantage(id).ask(CLOCK, never);
    expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code: 'EXEC_NO_PYTHON' } });
  });

  test('whose Python hangs ends with the budget', async () => {
    const id = (
      await lab.docker(
        'run',
        '-d',
        'debian:12',
        'sh',
        '-c',
        'rm /usr/bin/python3; printf "#!/bin/sh\\nsleep 600" >/usr/bin/python3; chmod +x /usr/bin/python3; sleep 600',
      )
    ).trim();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    const [seen] = await vantage(id, 500).ask(CLOCK, never);
    expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code: 'EXEC_TIMEOUT' } });
    expect(performance.now() - start).toBeLessThan(2_500);
  });

  test('whose program prints rubbish is not believed', async () => {
    const rubbish = '{\\"i\\":0,\\"seen\\":[{\\"outcome\\":\\"great\\"}]}';
    const id = (
      await lab.docker(
        'run',
        '-d',
        'debian:12',
        'sh',
        '-c',
        `rm /usr/bin/python3; printf "#!/bin/sh\\necho '${rubbish}'; yes | head -c 3000000" >/usr/bin/python3; chmod +x /usr/bin/python3; sleep 600`,
      )
    ).trim();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [seen] = await vantage(id).ask(CLOCK, never);
    expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code: 'EXEC_FAILED' } });
  });

  test('is asked no longer when the caller has given up', async () => {
    const id = await started();
    const caller = new AbortController();
    const asked = vantage(id, 4_000).ask({ kind: 'tcp', host: '192.168.77.99', port: 80 }, caller.signal);
    setTimeout(() => caller.abort(), 300);
    const start = performance.now();
    const [seen] = await asked;
    expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code: 'ABORTED' } });
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test('behind a firewall sees what it does', async () => {
    await lab.firewall('-I', 'INPUT', '-i', 'docker0', '-p', 'tcp', '--dport', '11434', '-j', 'DROP');
    await lab.firewall(
      '-I',
      'INPUT',
      '-i',
      'docker0',
      '-p',
      'tcp',
      '--dport',
      '11435',
      '-j',
      'REJECT',
      '--reject-with',
      'icmp-host-prohibited',
    );
    const from = vantage(await started(), 1_500);
    const seen = await Promise.all(
      [11434, 11435].map((port) => from.ask({ kind: 'tcp', host: lab.gateway, port }, never)),
    );
    expect(seen.map(([first]) => first.outcome)).toEqual(['timeout', 'unreachable']);
  });
});
