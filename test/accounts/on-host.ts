import { join } from 'node:path';
import type { Lab } from '../lab/index.js';
import { projectRoot } from '../lab/paths.js';
import type { HostOptions } from '../lab/types.js';

const program = join(projectRoot, 'dist', 'bin.cjs');

/** What the command told, as JSON, with everything that it wrote. */
export interface Told {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly changed: boolean;
  readonly backup: string | null;
  readonly proof: { readonly result: string; readonly nextStep: string | null } | null;
  readonly error: { readonly code: string } | null;
  readonly columns: readonly string[];
  readonly obstacles: readonly { readonly code: string; readonly weight: string }[];
}

/** Runs `reset-password` on the lab's host as a script would. `password` null: none is given. */
export async function resetOn(
  lab: Lab,
  args: readonly string[],
  password: string | null,
  host: HostOptions = {},
): Promise<Told> {
  const stdin = password === null ? [] : ['--password-stdin'];
  const words = [process.execPath, program, 'reset-password', ...args, ...stdin, '--yes', '--format', 'json'];
  const { code, stdout, stderr } = await lab.host(words, { ...host, input: password ?? '' });
  const said = stdout === '' ? {} : JSON.parse(stdout);
  return {
    changed: false,
    backup: null,
    proof: null,
    error: null,
    columns: [],
    obstacles: [],
    ...said,
    code,
    stdout,
    stderr,
  };
}

/** How a sign-in over HTTP was answered. */
export interface SignedIn {
  readonly status: number;
  readonly token: string | null;
  readonly body: string;
}

/** Signs in at a page of the lab's host. */
export async function signIn(lab: Lab, base: string, email: string, password: string): Promise<SignedIn> {
  const answer = await curl(lab, `${base}/api/v1/auths/signin`, ['-d', JSON.stringify({ email, password })]);
  const token: unknown = answer.status === 200 ? JSON.parse(answer.body).token : null;
  return { ...answer, token: typeof token === 'string' ? token : null };
}

/** How a token is answered: 200, or 401. */
export async function tokenStatus(lab: Lab, base: string, token: string): Promise<number> {
  return (await curl(lab, `${base}/api/v1/auths/`, ['-H', `Authorization: Bearer ${token}`])).status;
}

async function curl(lab: Lab, url: string, words: readonly string[]): Promise<{ status: number; body: string }> {
  const { stdout } = await lab.host([
    'curl',
    '-s',
    '--max-time',
    '30',
    '-w',
    '\n%{http_code}',
    '-H',
    'Content-Type: application/json',
    ...words,
    url,
  ]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
}
