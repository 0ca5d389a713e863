import { spawn } from 'node:child_process';

/** How a command inside a container ended. */
export interface Ended {
  readonly stdout: string;
  readonly exitCode: number;
}

/** Runs what the doctor sends into a container; `input` gives whole lines as they come. */
export type Inside = (
  command: readonly string[],
  env: readonly string[],
  input: () => Promise<string>,
) => Promise<Ended>;

const SETTINGS = {
  version: '0.12.4',
  database: { kind: 'sqlite', schema: 'rows', values: {}, path: '/app/backend/data/webui.db' },
  cached: ['sentence-transformers/all-MiniLM-L6-v2'],
  ports: {},
  redis: null,
};
const ACCOUNT = {
  id: 'u1',
  email: 'ann@example.org',
  name: 'Ann',
  role: 'admin',
  active: true,
  signs_in_as: 'ann@example.org',
  oauth: false,
  scim: false,
  second_factor: false,
  twins: 0,
};
const LOOKED = {
  ok: true,
  database: { kind: 'sqlite', path: '/app/backend/data/webui.db' },
  columns: ['id', 'email', 'password', 'active'],
  users: 1,
  admins: 1,
  accounts: [ACCOUNT],
  settings: { login_form: true, password_auth: true, auth: true },
  writable: null,
};

/** What Open WebUI's own Python would answer, without running it: every probe fails as in a container that lacks `host.docker.internal`. */
export const recorded: Inside = async (command, env, input) => {
  const told = env.find((entry) => entry.startsWith('OWUI_DOCTOR_TASK='));
  if (told) return { stdout: probes(told.slice('OWUI_DOCTOR_TASK='.length)), exitCode: 0 };
  if (command.includes('-I')) return { stdout: probes(lastLine(await input()) || '{}'), exitCode: 0 };
  if (command.at(-1)?.startsWith('{')) return { stdout: `${JSON.stringify(SETTINGS)}\n`, exitCode: 0 };
  const line = lastLine(await input());
  // Its client has gone before it asked anything.
  if (line === '') return { stdout: '', exitCode: 137 };
  const request: unknown = JSON.parse(line);
  const operation =
    typeof request === 'object' && request !== null && 'operation' in request ? request.operation : undefined;
  const answer = operation === 'look' ? LOOKED : { ok: false, code: 'no-row', args: {} };
  return { stdout: `${JSON.stringify(answer)}\n`, exitCode: 0 };
};

/** Runs it for real, with this machine's python3. */
export const forReal: Inside = async ([program = 'python3', ...args], env, input) => {
  const variables = Object.fromEntries(
    env.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.on('error', () => undefined);
  void input().then((text) => child.stdin.end(text));
  const exitCode = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(127)).on('close', (code) => resolve(code ?? 137));
  });
  return { stdout: Buffer.concat(chunks).toString(), exitCode };
};

function probes(task: string): string {
  const parsed: unknown = JSON.parse(task);
  const all =
    typeof parsed === 'object' && parsed !== null && 'probes' in parsed && Array.isArray(parsed.probes)
      ? parsed.probes
      : [];
  const seen = [
    { outcome: 'dns-not-found', phase: 'dns', address: null, port: null, times: {}, evidence: { code: 'EAI_NONAME' } },
  ];
  return all.map((_, i) => `${JSON.stringify({ i, seen })}\n`).join('');
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
