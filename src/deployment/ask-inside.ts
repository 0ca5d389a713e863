import type Docker from 'dockerode';
import type { Container, Known } from '../types/deployment.js';
import type { Said } from '../types/text.js';
import { executeAside } from './aside.js';
import { errorCode, httpStatus } from './error-code.js';
import { execute } from './exec.js';
import { readSettingsAnswer, type SettingsAnswer, settingsCommand } from './settings-script.js';

/** Seconds after which the script in a container ends itself. */
const SCRIPT_S = 5;
const APP = '/app';

/** How the settings of a container are asked for; what is not wanted is null. */
export interface AskInside {
  readonly docker: Docker;
  /** Told before a throw-away container is started to read a stopped one's data, and while it is taken away. */
  readonly announce: ((said: Said) => void) | null;
  readonly signal: AbortSignal;
}

/**
 * Asks an Open WebUI container for its settings: by its own Python where it runs, else through a throw-away container.
 * @returns never throws: what goes wrong is a reason (`deployment.*`)
 */
export async function askInside(container: Container, ask: AskInside): Promise<Known<SettingsAnswer>> {
  try {
    if (container.state !== 'running') return await askStopped(container, ask);
    // 409: it has stopped, or restarts, since it was inspected.
    return await askRunning(container, ask).catch((error: unknown) => {
      if (httpStatus(error) === 409) return askStopped(container, ask);
      throw error;
    });
  } catch (error) {
    const code = String(httpStatus(error) ?? errorCode(error) ?? '');
    if (ask.signal.aborted) return unread('deployment.settings-timeout');
    return unread('deployment.settings-failed', { container: container.name, code });
  }
}

async function askRunning(container: Container, { docker, signal }: AskInside): Promise<Known<SettingsAnswer>> {
  const script = settingsCommand({ app: APP, data_dir: null, database_url: null, probe_port: true, limit: SCRIPT_S });
  const { stdout, exitCode } = await execute(docker.getContainer(container.id), ['python3', ...script], signal);
  const answer = readSettingsAnswer(stdout);
  if (answer) return { known: true, value: answer };
  // 126 and 127: there is no such program, or it cannot be started. 142: ended by its own alarm.
  if (exitCode === 126 || exitCode === 127) return unread('deployment.no-python', { container: container.name });
  if (exitCode === 142) return unread('deployment.settings-timeout');
  return unread('deployment.settings-failed', { container: container.name, code: String(exitCode ?? '') });
}

async function askStopped(
  container: Container,
  { docker, announce, signal }: AskInside,
): Promise<Known<SettingsAnswer>> {
  if (!usesSqlite(container.env)) return unread('deployment.stopped-server', { container: container.name });
  announce?.({ code: 'deployment.reading-aside', args: { container: container.name, image: container.image } });
  const { DATA_DIR, DATABASE_URL, SENTENCE_TRANSFORMERS_HOME, HF_HOME, ENABLE_PERSISTENT_CONFIG } = container.env;
  const wanted = {
    DATA_DIR,
    DATABASE_URL,
    SENTENCE_TRANSFORMERS_HOME,
    HF_HOME,
    ENABLE_PERSISTENT_CONFIG,
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const env = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const script = settingsCommand({ app: APP, data_dir: null, database_url: null, probe_port: false, limit: SCRIPT_S });
  const printed = await executeAside(docker, container, ['python3', ...script], env, signal, announce);
  const answer = readSettingsAnswer(printed);
  if (answer) return { known: true, value: answer };
  return unread('deployment.settings-failed', { container: container.name, code: '' });
}

/** True where the settings lie in a file: a database server cannot be reached from a container without a network. */
function usesSqlite(env: Readonly<Record<string, string>>): boolean {
  const type = env.DATABASE_TYPE;
  if (type && !type.startsWith('sqlite') && env.DATABASE_HOST) return false;
  return !env.DATABASE_URL || env.DATABASE_URL.startsWith('sqlite');
}

function unread(code: string, args: Said['args'] = {}): Known<SettingsAnswer> {
  return { known: false, reason: { code, args } };
}
