import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Report } from '../../src/types/report.js';
import type { HostOptions, Lab } from '../lab/index.js';

const program = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));
const schema = JSON.parse(readFileSync(new URL('../../schema/report-v1.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

export interface LabRun {
  readonly report: Report;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall time of the whole process, in milliseconds. */
  readonly ms: number;
}

export interface LabRunOptions extends HostOptions {
  /** Words before the program, such as `timeout`. */
  readonly under?: readonly string[];
}

/**
 * Runs the built program on the lab's host and reads its JSON.
 * @throws where there is no report, or one that does not keep to the schema
 */
export async function doctor(lab: Lab, args: readonly string[], options: LabRunOptions = {}): Promise<LabRun> {
  const { under = [], ...host } = options;
  const command = [...under, process.execPath, program, ...args, '--format', 'json'];
  const { code, stdout, stderr, ms } = await lab.host(command, { timeoutMs: 60_000, ...host });
  if (stdout === '') throw new Error(`no report (exit ${code}): ${stderr}`);
  const parsed: unknown = JSON.parse(stdout);
  if (!isReport(parsed)) throw new Error(`not the schema's: ${JSON.stringify(validate.errors, null, 1)}`);
  return { report: parsed, code, stdout, stderr, ms };
}

function isReport(value: unknown): value is Report {
  return validate(value);
}

/** Rows of one check, as `status code`. */
export function rows({ checks }: Report, id: string): readonly string[] {
  return checks.filter((check) => check.id === id).map(({ status, code }) => `${status} ${code}`);
}
