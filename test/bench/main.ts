// What the doctor costs, beside what the same work costs without it. `npm run bench`; needs root (it makes a lab).
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROBE_MS } from '../../src/budgets.js';
import type { Report } from '../../src/types/report.js';
import { type Lab, neighbourAddress, startLab } from '../lab/index.js';
import { inTurn, type Line, median, table } from './measure.js';
import { shellScript } from './shell-script.js';

const bin = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));
const node = process.execPath;
const ms = (value: number): string => `${Math.round(value)} ms`;
const cleanEnv = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8' };

function startUp(): Line[] {
  const times = inTurn(
    { empty: [node, '-e', '0'], version: [node, bin, '--version'], help: [node, bin, '--help'] },
    15,
    cleanEnv,
  );
  const { empty = 0, version = 0, help = 0 } = times;
  return [
    {
      what: '`--version`',
      measured: ms(version),
      beside: `node -e 0: ${ms(empty)}; ratio ${(version / empty).toFixed(2)}`,
      limit: '1.5 ×',
      kept: version <= 1.5 * empty,
    },
    {
      what: '`--help`',
      measured: ms(help),
      beside: `node -e 0: ${ms(empty)}; ratio ${(help / empty).toFixed(2)}`,
      limit: '100 ms',
      kept: help <= 100,
    },
  ];
}

async function timed(
  lab: Lab,
  command: readonly string[],
  rounds: number,
): Promise<{ ms: number; stdout: string; code: number | null }> {
  const times: number[] = [];
  let last = { stdout: '', code: null as number | null };
  for (let round = 0; round <= rounds; round++) {
    const done = await lab.host(command, { timeoutMs: 120_000 });
    if (round > 0 || rounds === 0) times.push(done.ms);
    last = done;
  }
  return { ms: median(times), stdout: last.stdout, code: last.code };
}

async function healthy(lab: Lab): Promise<Line[]> {
  await lab.ollama({ listen: '0.0.0.0' });
  const webui = await lab.webui({ run: ['-p', '3000:8080', '--add-host', 'host.docker.internal:host-gateway'] });
  await webui.waitHealthy();
  const doctor = await timed(lab, [node, bin, '--format', 'json'], 7);
  const report = JSON.parse(doctor.stdout) as Report;
  if (doctor.code !== 0) throw new Error(`not healthy: ${report.diagnoses.map(({ cause }) => cause)}`);
  // What must wait for each other: Node and the engine's answer, the exec that reads the settings, the exec that probes.
  const exec = await timed(
    lab,
    ['docker', 'exec', webui.name, 'python3', '-c', 'import json, socket, sqlite3, ssl, http.client'],
    7,
  );
  const longest = Math.max(...report.observations.map(({ times }) => times.total ?? 0));
  const chain = 2 * exec.ms + longest;
  const script = join(lab.dir, 'same-probes.sh');
  writeFileSync(script, shellScript(report.observations, webui.name), { mode: 0o755 });
  const shell = await timed(lab, ['bash', script], 3);
  const memory = await peakMemory(lab);
  return [
    {
      what: `healthy deployment, ${report.observations.length} observations`,
      measured: ms(doctor.ms),
      beside: `longest chain (two execs of ${ms(exec.ms)}, longest probe ${ms(longest)}): ${ms(chain)}`,
      limit: 'chain + 300 ms',
      kept: doctor.ms <= chain + 300,
    },
    {
      what: 'the same probes by a shell script',
      measured: ms(shell.ms),
      beside: `doctor: ${ms(doctor.ms)}; ratio ${(doctor.ms / shell.ms).toFixed(2)}`,
      limit: 'at most 0.5',
      kept: doctor.ms <= 0.5 * shell.ms,
    },
    {
      what: 'peak memory',
      measured: `${Math.round(memory / 1024)} MB`,
      beside: `node -e 0: ${Math.round((await peakMemory(lab, ['-e', '0'])) / 1024)} MB`,
      limit: '120 MB',
      kept: memory <= 120 * 1024,
    },
  ];
}

/** Peak resident size in KiB, as the kernel counts it for a child that has ended. */
async function peakMemory(lab: Lab, args: readonly string[] = [bin, '--format', 'json']): Promise<number> {
  const measure =
    'import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)';
  const { stdout } = await lab.host(['python3', '-c', measure, node, ...args]);
  return Number(stdout.trim());
}

async function dropped(lab: Lab): Promise<Line[]> {
  await lab.firewall('-I', 'FORWARD', '-d', neighbourAddress, '-j', 'DROP');
  await lab.firewall('-I', 'OUTPUT', '-d', neighbourAddress, '-j', 'DROP');
  const lines: Line[] = [];
  for (const count of [1, 10, 100]) {
    const urls = Array.from({ length: count }, (_, index) => [
      '--ollama-url',
      `http://${neighbourAddress}:${20_001 + index}`,
    ]).flat();
    const run = await timed(lab, [node, bin, '--format', 'json', '--no-rehearse', ...urls], 2);
    lines.push({
      what: `${count} dropped ${count === 1 ? 'address' : 'addresses'}`,
      measured: ms(run.ms),
      beside: `one probe: ${ms(PROBE_MS)}`,
      limit: `${PROBE_MS + 500} ms`,
      kept: run.ms <= PROBE_MS + 500,
    });
  }
  return lines;
}

const built = spawnSync(node, [fileURLToPath(new URL('../../build.mjs', import.meta.url))], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const lines = startUp();
const lab = await startLab();
try {
  lines.push(...(await healthy(lab)), ...(await dropped(lab)));
} finally {
  await lab.stop();
}
process.stdout.write(`Node ${process.version}, medians\n\n${table(lines)}\n`);
process.exitCode = lines.every(({ kept }) => kept) ? 0 : 1;
