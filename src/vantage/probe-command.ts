import semver from 'semver';
import { pythonScript } from '../assets.js';
import { RES_OPTIONS } from '../probe/lookup-process.js';
import type { ProbeRequest } from '../types/probe.js';

/** How the script is run: program and arguments, variables (`NAME=value`), and what it reads. */
export interface ProbeCommand {
  readonly cmd: readonly string[];
  readonly env: readonly string[];
  /** null where everything is in the variables. */
  readonly stdin: string | null;
  /** When the script ends itself, in milliseconds, whatever hangs. */
  readonly deadlineMs: number;
}
/** The parts of the script, in the order in which they are read: together they are one program. */
const PARTS = [
  'outcomes',
  'names',
  'connections',
  'proxies',
  'no_proxy',
  'trust',
  'tls',
  'certificate',
  'stream',
  'message',
  'answer',
  'keys',
  'exchange',
  'kinds',
  'main',
];
/** Where the script finds the settings of Open WebUI, for requests that carry a connection's key. */
export interface SettingsPlace {
  /** Folder with Open WebUI's package.json; null: asked of the Python package. */
  readonly app: string | null;
  /** Open WebUI's version; null: taken for the newest. */
  readonly version: string | null;
}
/** From this release on a list is asked with a connection's `auth_type` and `headers`; before, with its `key` alone. */
const FIRST_WITH_WHOLE = '0.12.0';

/** Between the longest probe's limit and the script's own end. */
const LAST_WORDS_MS = 500;

/** Isolated (-I): no variable and no file of the container is taken for a part of the script. */
const PYTHON = ['python3', '-I', '-c'];
/** The script comes first, with its length, so that nothing depends on the end of the stream. */
const FROM_STDIN = 'import sys;r=sys.stdin.buffer;exec(compile(r.read(int(r.readline())),"probe","exec"))';
const FROM_ENVIRONMENT = 'import os;exec(compile(os.environ["OWUI_DOCTOR_SCRIPT"],"probe","exec"))';

/**
 * The command that makes probes with a container's own Python.
 * @param limitMs limit of a probe that names none itself
 * @param by `environment` where nothing can be written to the command: secret headers are then left out, since others
 *   can read a command's variables
 * @param place where the settings are; null: requests go without a key
 */
export function probeCommand(
  requests: readonly ProbeRequest[],
  limitMs: number,
  by: 'stdin' | 'environment' = 'stdin',
  place: SettingsPlace | null = null,
): ProbeCommand {
  const deadlineMs = Math.max(...requests.map((request) => request.limitMs ?? limitMs)) + LAST_WORDS_MS;
  const script = PARTS.map((part) => pythonScript(`probe/${part}.py`)).join('\n');
  const probes = requests.map((request) => asSent(request, by === 'stdin'));
  // A limit counts from when the question was put: what starting the command took is taken off in there.
  const keyed = requests.some((request) => request.kind === 'http' && request.keyOf !== undefined);
  const settings = by === 'stdin' && place && keyed ? settingsAt(place) : null;
  const task = JSON.stringify({ askedAt: Date.now(), limitMs, deadlineMs, probes, settings });
  const env = [`RES_OPTIONS=${RES_OPTIONS}`];
  if (by === 'stdin') {
    const stdin = `${Buffer.byteLength(script)}\n${script}${task}\n`;
    return { cmd: [...PYTHON, FROM_STDIN], env, stdin, deadlineMs };
  }
  const carried = [`OWUI_DOCTOR_SCRIPT=${script}`, `OWUI_DOCTOR_TASK=${task}`];
  return { cmd: [...PYTHON, FROM_ENVIRONMENT], env: [...env, ...carried], stdin: null, deadlineMs };
}

/** The script that reads the settings, and what it is asked. */
function settingsAt({ app, version }: SettingsPlace): object {
  const source = ['settings_database.py', 'settings_connection.py'].map(pythonScript).join('\n');
  const whole = version === null || !semver.valid(version) || semver.gte(version, FIRST_WITH_WHOLE);
  return { source, app, data_dir: null, database_url: null, whole };
}

/** URLs as Node normalises them: Python's own parser would read some differently. */
function asSent(request: ProbeRequest, secrets: boolean): ProbeRequest {
  if (request.kind !== 'http') return request;
  const url = URL.canParse(request.url) ? new URL(request.url).href : request.url;
  const { headers, ...rest } = request;
  return { ...rest, url, ...(headers && secrets && { headers }) };
}
