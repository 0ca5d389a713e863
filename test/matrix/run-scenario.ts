import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/types/report.js';
import { type Lab, toolImages, type WebUiVersion } from '../lab/index.js';
import type { Broken, Scenario } from './scenario.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** What happened to one cause with one version. Every field is what was seen. */
export interface Row {
  readonly cause: string;
  readonly variant: string;
  readonly version: WebUiVersion;
  readonly judge: string;
  readonly brokenBefore: boolean;
  /** Cause at rank 1 on the host, and its certainty. */
  readonly host: string;
  readonly certainty: string;
  /** Cause at rank 1 in a sidecar; '-' where there is nothing to share. */
  readonly inContainer: string;
  readonly fix: string;
  readonly rehearsal: string;
  readonly commands: string;
  readonly pasted: string;
  readonly healedAfter: boolean;
  readonly exitAfter: number | null;
  readonly seconds: number;
  /** What does not hold; empty when all is as it should be. */
  readonly problems: readonly string[];
}

export interface DoctorRun {
  readonly report: Report;
  readonly code: number | null;
}

/** Runs the built doctor on the lab's host. */
export async function onHost(
  lab: Lab,
  broken: Pick<Broken, 'args' | 'env' | 'as'>,
  ...more: string[]
): Promise<DoctorRun> {
  const command = [process.execPath, `${dist}/bin.cjs`, '--format', 'json', ...(broken.args ?? []), ...more];
  const as = broken.as ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [];
  const done = await lab.host([...as, ...command], { ...(broken.env ? { env: broken.env } : {}), timeoutMs: 60_000 });
  return read(done);
}

/** Runs the built doctor in a sidecar that shares the container's network and processes. */
export async function inSidecar(lab: Lab, container: string): Promise<DoctorRun> {
  await lab.image('node');
  const share = ['--network', `container:${container}`, '--pid', `container:${container}`];
  const program = ['-v', `${dist}:/opt/owui-doctor:ro`, toolImages.node, 'node', '/opt/owui-doctor/bin.cjs'];
  return read(
    await lab.host(['docker', 'run', '--rm', ...share, ...program, '--in-container', '--format', 'json'], {
      timeoutMs: 60_000,
    }),
  );
}

function read({ stdout, stderr, code }: { stdout: string; stderr: string; code: number | null }): DoctorRun {
  try {
    return { report: JSON.parse(stdout) as Report, code };
  } catch {
    throw new Error(`no report (exit ${code}): ${stdout.slice(0, 500)} ${stderr.slice(0, 2000)}`);
  }
}

function first(report: Report): { cause: string; certainty: string } {
  const [diagnosis] = report.diagnoses;
  return { cause: diagnosis?.cause ?? 'none', certainty: diagnosis?.certainty ?? '' };
}

/**
 * Breaks a deployment, asks the judge, the doctor on the host and the doctor in a sidecar, pastes the first fix exactly
 * as the report has it, and asks the judge and the doctor again.
 */
export async function runScenario(lab: Lab, scenario: Scenario, version: WebUiVersion): Promise<Row> {
  const startedAt = Date.now();
  const problems: string[] = [];
  const broken = await scenario.arrange(lab, version);
  const brokenBefore = !(scenario.heals === false || (await broken.works()));
  if (!brokenBefore && scenario.heals !== false) problems.push('the judge says that nothing is broken');

  const before = await onHost(lab, broken);
  const found = first(before.report);
  if (found.cause !== scenario.cause)
    problems.push(`the host's rank 1 is ${found.cause}: ${before.report.diagnoses.map(({ cause }) => cause)}`);
  const warnsOnly = scenario.warnsOnly?.(version) ?? false;
  if (before.code !== (warnsOnly ? 0 : 1)) problems.push(`exit ${before.code} on a broken deployment`);

  let inContainer = '-';
  if (scenario.inContainer !== 'not-running' && broken.webui) {
    inContainer = first((await inSidecar(lab, broken.webui.name)).report).cause;
    const expected =
      scenario.inContainer === 'same'
        ? [scenario.cause]
        : scenario.inContainer.length > 0
          ? scenario.inContainer
          : ['none'];
    if (!expected.includes(inContainer))
      problems.push(`the sidecar's rank 1 is ${inContainer}, not ${expected.join(' or ')}`);
  }

  const fixes = before.report.diagnoses[0]?.fixes ?? [];
  const fix = fixes.find((one) => !warnsOnly || one.commands.length > 0);
  const commands = fix?.commands.map(({ run }) => run).join('\n') ?? '';
  const healing = { pasted: '-', healedAfter: scenario.heals === false, exitAfter: null as number | null };
  if (scenario.heals !== false) {
    if (commands === '') problems.push('the first fix has no command');
    const pasted = await lab.paste(commands, { timeoutMs: 180_000 });
    healing.pasted = `exit ${pasted.code} after ${(pasted.ms / 1000).toFixed(1)} s`;
    if (pasted.code !== 0) problems.push(`pasting: exit ${pasted.code}: ${pasted.stderr.slice(-600)}`);
    healing.healedAfter = await broken.works();
    if (!healing.healedAfter) problems.push(`not healed: ${pasted.stdout.slice(-300)} ${pasted.stderr.slice(-600)}`);
    const after = await onHost(lab, broken, '--wait', '30s');
    healing.exitAfter = after.code;
    if (after.code !== 0)
      problems.push(
        `exit ${after.code} after the fix: ${after.report.diagnoses.map(({ cause }) => cause)} ${troubles(after.report)}`,
      );
  }
  return {
    cause: scenario.cause,
    variant: scenario.variant ?? '',
    version,
    judge: broken.judge,
    brokenBefore,
    host: found.cause,
    certainty: found.certainty,
    inContainer,
    fix: fix?.id ?? '-',
    rehearsal: fix?.rehearsal ?? '-',
    commands,
    ...healing,
    seconds: Math.round((Date.now() - startedAt) / 1000),
    problems,
  };
}

function troubles(report: Report): string {
  return report.checks
    .filter(({ status }) => status === 'fail' || status === 'crash')
    .map(({ id, message }) => `${id}: ${message}`)
    .join('; ');
}
