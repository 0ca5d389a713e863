import { access, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Instance, Known, Source } from '../types/deployment.js';
import type { Said } from '../types/text.js';
import type { ProcessFacts } from './processes.js';
import { readSmallFile } from './read-file.js';
import type { Given } from './read-instance.js';
import { runProgram } from './run-program.js';
import { readSettings } from './settings.js';
import { readSettingsAnswer, type SettingsAnswer, settingsCommand } from './settings-script.js';

/** Variables of the file that --dotenv names, or of ./.env where that exists. */
export interface EnvFile {
  readonly path: string;
  readonly variables: Readonly<Record<string, string>>;
}
/** What an Open WebUI without a container is read with. */
export interface LocalPlace {
  readonly env: Readonly<Record<string, string>>;
  readonly envFile: EnvFile | null;
  readonly uid: number | null;
  readonly given: Given;
  readonly signal: AbortSignal;
}
const READ_MS = 6_000;
const SCRIPT_S = 5;
const DEFAULT_PORT = 8080;

/** True for a process that serves Open WebUI: its own program, or uvicorn with its application. */
export function servesWebui(argv: readonly string[]): boolean {
  const program = argv.findIndex((word) => basename(word) === 'open-webui');
  return (program >= 0 && program < 2 && argv[program + 1] === 'serve') || argv.includes('open_webui.main:app');
}

/** Reads a running Open WebUI that was started from its Python package or from its sources. */
export async function readLocalProcess(process: ProcessFacts, place: LocalPlace): Promise<Instance> {
  const env = process.env ?? {};
  const cwd = process.cwd ?? '/';
  const sources = process.argv.includes('open_webui.main:app') ? cwd : null;
  // A relative folder means one below the folder that the program was started in.
  const absolute = env.DATA_DIR ? { ...env, DATA_DIR: resolve(cwd, env.DATA_DIR) } : env;
  const answer: Known<SettingsAnswer> = process.env
    ? await askPython(pythonOf(process), absolute, sources, place, process.uid)
    : unread('deployment.environ-forbidden', { pid: process.pid });
  const { pid, uid, startedAt } = process;
  const instance = {
    ...localInstance(`open-webui (${pid})`, 'running', env, answer, readPort(process.argv), place),
    ...(startedAt !== undefined && { startedAt }),
  };
  if (!process.env) return instance;
  const app = sources && dirname(sources);
  return { ...instance, program: { python: pythonOf(process), env: absolute, cwd, app, uid } };
}

/** Reads an Open WebUI that is installed and does not run: the variables are those that it would be started with. */
export async function readLocalInstalled(program: string, place: LocalPlace): Promise<Instance> {
  const python = join(dirname(await realpath(program)), 'python3');
  const env = { ...place.env, ...place.envFile?.variables };
  const answer = await askPython(python, env, null, place, place.uid);
  const instance = localInstance('open-webui', 'exited', env, answer, DEFAULT_PORT, place);
  return { ...instance, program: { python, env, cwd: '/', app: null, uid: place.uid } };
}

/** The program `open-webui` in the folders of PATH and in the usual place of pip, pipx and uv; null: none. */
export async function findInstalled(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<string | null> {
  const folders = [...(env.PATH ?? '').split(':').filter(isAbsolute), join(home, '.local/bin')];
  for (const folder of folders) {
    const program = join(folder, 'open-webui');
    const found = await access(program).then(
      () => true,
      () => false,
    );
    if (found) return program;
  }
  return null;
}

/**
 * Reads variables from a file.
 * @param path what --dotenv names; absent: ./.env
 * @returns null where there is no ./.env, or none that can be read
 * @throws the file system's error where the file was asked for
 */
export async function readEnvFile(path: string | undefined, cwd: string, signal: AbortSignal): Promise<EnvFile | null> {
  const file = path ?? join(cwd, '.env');
  const bytes = await readSmallFile(file, { signal }).catch((error: unknown) => {
    if (path !== undefined) throw error;
    return null;
  });
  if (bytes === null) return null;
  const { parse } = await import('dotenv');
  return { path: file, variables: parse(bytes.toString()) };
}

export function localInstance(
  name: string,
  state: Instance['state'],
  env: Readonly<Record<string, string>>,
  answer: Known<SettingsAnswer>,
  port: number,
  { given, envFile }: Pick<LocalPlace, 'given' | 'envFile'>,
): Instance {
  const version = answer.known ? answer.value.version : null;
  const sourceOf = (variable: string): Source =>
    env[variable] === undefined ? 'derived' : envFile?.variables[variable] === env[variable] ? 'env-file' : 'env';
  return {
    name,
    runtime: 'pip',
    state,
    image: null,
    networkMode: null,
    webuiUrl: given.webuiUrl
      ? { value: given.webuiUrl, source: 'option', detail: '--webui-url' }
      : { value: `http://localhost:${port}`, source: 'derived', detail: `--port ${port}` },
    listenPort: port,
    version,
    settings: readSettings({ env, sourceOf, answer, version, given: given.ollamaUrls }),
    container: null,
    log: [],
  };
}

/** The interpreter that a process runs with: a virtual environment's own link, which the kernel's answer has lost. */
function pythonOf({ argv, exe }: ProcessFacts): string {
  const [first = ''] = argv;
  if (isAbsolute(first) && basename(first).startsWith('python')) return first;
  const script = argv.find((word) => isAbsolute(word) && basename(word) === 'open-webui');
  return script ? join(dirname(script), 'python3') : (exe ?? 'python3');
}

async function askPython(
  python: string,
  env: Readonly<Record<string, string>>,
  sources: string | null,
  { signal }: LocalPlace,
  uid: number | null,
): Promise<Known<SettingsAnswer>> {
  const script = settingsCommand({
    app: sources && dirname(sources),
    data_dir: null,
    database_url: null,
    probe_port: true,
    limit: SCRIPT_S,
  });
  // Root does not run another user's interpreter as root.
  const other = process.getuid?.() === 0 && uid !== null && uid !== 0 ? { uid } : {};
  const where = { env: { ...env, PYTHONDONTWRITEBYTECODE: '1' }, cwd: sources ?? '/', ...other };
  const { stdout, code, exitCode } = await runProgram(python, script, where, READ_MS, signal);
  const answer = readSettingsAnswer(stdout);
  if (answer) return { known: true, value: answer };
  if (code === 'ENOENT') return unread('deployment.no-python-here', { python });
  return unread('deployment.settings-failed', { container: 'open-webui', code: code ?? String(exitCode ?? '') });
}

/** `open-webui serve` listens where --port says; it does not look at PORT. */
function readPort(argv: readonly string[]): number {
  const at = argv.findIndex((word) => word === '--port' || word.startsWith('--port='));
  const port = Number(argv[at]?.split('=')[1] ?? argv[at + 1] ?? DEFAULT_PORT);
  return at >= 0 && Number.isInteger(port) ? port : DEFAULT_PORT;
}

export function unread(code: string, args: Said['args'] = {}): { known: false; reason: Said } {
  return { known: false, reason: { code, args } };
}
