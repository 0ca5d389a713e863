import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, newestVersion, startLab, toolImages, webuiImage } from '../lab/index.js';
import { HOST_GATEWAY, PAGE } from '../matrix/scenario.js';
import { doctor, rows } from './lab-doctor.js';

/** What a deployment can do to a run: hang, drop, end it, hold it up. Every report is held to its schema. */

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['base', newestVersion] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

/** What a process takes to start, to write its report and to end, on a machine that has other work, in milliseconds. */
const START_MS = 1_500;

const silentSocket = (path: string): readonly string[] => [
  'python3',
  '-c',
  `
import os, socket, sys
if os.path.lexists(sys.argv[1]): os.unlink(sys.argv[1])
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(64)
held = []
print("ready", flush=True)
while True: held.append(server.accept())
`,
  path,
];

async function hangAt(path: string): Promise<void> {
  await lab.hostSpawn(silentSocket(path));
  const there = await lab.host([
    'sh',
    '-c',
    `for i in $(seq 100); do [ -S ${path} ] && exit 0; sleep 0.1; done; exit 1`,
  ]);
  expect(there.code).toBe(0);
}

/** A container that looks as Open WebUI's does and whose program is another: it starts at once. */
async function lookalike(image: string, ...command: readonly string[]): Promise<void> {
  const run = ['-d', '--name', 'open-webui', ...PAGE, ...HOST_GATEWAY];
  const env = ['-e', 'OLLAMA_BASE_URL=http://host.docker.internal:11434'];
  const label = ['--label', 'org.opencontainers.image.title=open-webui'];
  await lab.docker(
    'run',
    ...run,
    ...env,
    ...label,
    ...command.slice(0, command.indexOf('--')),
    image,
    ...command.slice(command.indexOf('--') + 1),
  );
}

/** Everything that the container would send to the host, and all that it would send further, is dropped. */
async function dropAll(): Promise<void> {
  await lab.firewall('-I', 'INPUT', '-i', 'docker0', '-j', 'DROP');
  await lab.firewall('-I', 'FORWARD', '-i', 'docker0', '-j', 'DROP');
}

/** Containers of the doctor's own, whichever way they were made. */
async function left(): Promise<string> {
  return lab.docker('ps', '-aq', '--filter', 'label=owui-doctor.throwaway');
}

describe('an engine that accepts and stays silent', () => {
  test('named by --docker-host: found, and waited for once', async () => {
    const socket = join(lab.dir, 'hung.sock');
    await hangAt(socket);
    const { report, code, ms } = await doctor(lab, ['--docker-host', `unix://${socket}`]);
    expect([code, report.diagnoses[0]?.cause]).toEqual([1, 'docker-unreachable']);
    expect(rows(report, 'docker.engine')).toEqual(['fail unreachable']);
    expect(ms).toBeLessThan(8_000 + START_MS);
  }, 60_000);

  test('at the usual place: the same, and what the host alone can tell goes on', async () => {
    await lab.ollama({ listen: '0.0.0.0' });
    await lab.host(['mv', '/run/docker.sock', '/run/docker.sock.kept']);
    try {
      await hangAt('/run/docker.sock');
      const { report, code, ms } = await doctor(lab, [], { env: { DOCKER_HOST: undefined } });
      expect([code, report.diagnoses[0]?.cause]).toEqual([1, 'docker-unreachable']);
      expect(ms).toBeLessThan(8_000 + START_MS);
    } finally {
      await lab.host(['mv', '-f', '/run/docker.sock.kept', '/run/docker.sock']);
    }
  }, 60_000);
});

describe('every address dropped', () => {
  test.each([
    ['INT', 130, 'interrupted'],
    ['TERM', 143, 'terminated'],
  ] as const)(
    'SIG%s: %i, a report, and nothing left behind',
    async (signal, exit, ended) => {
      await lookalike(toolImages.base, '--', 'sleep', '600');
      await dropAll();
      const stop = ['timeout', '--preserve-status', '--foreground', '-s', signal, '5'];
      const args = ['--timeout', '40s', '--deadline', '50s'];
      const { report, code, ms } = await doctor(lab, args, { under: stop });
      expect({ code, exit: report.exitCode, ended: report.ended }).toEqual({ code: exit, exit, ended });
      expect(report.deployment.instances.map(({ name }) => name)).toEqual(['open-webui']);
      expect(report.checks.some(({ status }) => status === 'pass')).toBe(true);
      expect(ms).toBeLessThan(5_000 + START_MS);
      expect(await left()).toBe('');
    },
    60_000,
  );

  test('--deadline 2s holds', async () => {
    await lookalike(toolImages.base, '--', 'sleep', '600');
    await dropAll();
    const { report, code, ms } = await doctor(lab, ['--deadline', '2s']);
    expect(report.ended).toBe('deadline');
    expect(report.durationMs).toBeLessThan(2_500);
    expect(ms).toBeLessThan(2_500 + START_MS);
    expect(code).toBe(report.exitCode);
    expect(await left()).toBe('');
  }, 60_000);

  test('gate --wait 3s gives up in time', async () => {
    await lookalike(toolImages.base, '--', 'sleep', '600');
    await dropAll();
    const { report, code, ms } = await doctor(lab, ['gate', '--wait', '3s']);
    expect([code, report.exitCode]).toEqual([3, 3]);
    expect(ms).toBeLessThan(3_500 + START_MS);
  }, 60_000);
});

describe('a container that cannot be looked into as usual', () => {
  test('paused', async () => {
    await lookalike(toolImages.base, '--', 'sleep', '600');
    await lab.docker('pause', 'open-webui');
    const { report, code, ms } = await doctor(lab, []);
    expect([code, rows(report, 'webui.container')]).toEqual([1, ['fail paused']]);
    expect(rows(report, 'ollama.tags')).toEqual([expect.stringMatching(/^skip /u)]);
    expect(report.summary.crash).toBe(0);
    expect(ms).toBeLessThan(12_000);
  }, 60_000);

  test('without Python', async () => {
    await lab.ollama({ listen: '0.0.0.0' });
    await lookalike(toolImages.base, '--', 'sleep', '600');
    await lab.docker('exec', 'open-webui', 'sh', '-c', 'rm /usr/bin/python3*');
    const { report } = await doctor(lab, []);
    expect(rows(report, 'ollama.tags')).toEqual(['unknown unread']);
    expect(rows(report, 'webui.health')).toEqual(['skip vantage.no-python']);
    // What the host alone can tell goes on.
    expect(rows(report, 'ollama.host-tags')).toEqual(['pass answers']);
    expect(report.summary.crash).toBe(0);
  }, 60_000);

  test('a read-only root and a user without rights', async () => {
    await lab.ollama({ listen: '0.0.0.0' });
    const strict = ['--read-only', '--user', '65534:65534', '--cap-drop', 'ALL', '--entrypoint', 'sleep'];
    await lookalike(webuiImage(newestVersion), ...strict, '--', '600');
    const { report } = await doctor(lab, []);
    expect(rows(report, 'ollama.tags')).toEqual(['pass answers']);
    expect(report.summary.crash).toBe(0);
  }, 60_000);
});

describe('an Open WebUI token', () => {
  test('from a file and from standard input: the proxied route is asked, the token is nowhere', async () => {
    await lab.ollama({ listen: '0.0.0.0' });
    const webui = await lab.webui({ run: [...PAGE, ...HOST_GATEWAY] });
    const token = await webui.token();
    const file = join(lab.dir, 'token');
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
    const [fromFile, fromInput] = [
      await doctor(lab, ['--token-file', file, '--verbose']),
      await doctor(lab, ['--token-file', '-', '--verbose'], { input: token }),
    ];
    for (const { report, code, stdout, stderr } of [fromFile, fromInput]) {
      expect([code, rows(report, 'ollama.proxied')]).toEqual([0, ['pass lists']]);
      expect(`${stdout}${stderr}`).not.toContain(token);
    }
    const wrong = await doctor(lab, ['--token-file', '-'], { input: 'not-a-token' });
    expect(rows(wrong.report, 'ollama.proxied')).toEqual(['warn token-refused']);
    expect(wrong.stdout).not.toContain('not-a-token');
  }, 120_000);
});
