import { resolve } from 'node:path';
import { DEADLINE_MS, GATE_WAIT_MS, PROBE_MS } from '../budgets.js';
import { limited } from '../deployment/limited.js';
import { codeOf } from '../deployment/or-end.js';
import { FILE_BYTES, readSmallFile } from '../deployment/read-file.js';
import { langOf } from '../messages/lang.js';
import { FAIL_ON, type FailOn } from '../report/exit-code.js';
import type { Show } from '../report/reporter.js';
import { LANGS, type Lang } from '../types/text.js';
import { type AccountSettings, accountSettings } from './account-settings.js';
import type { Arguments } from './arguments.js';
import { readConfigFile } from './config-file.js';
import type { Io } from './io.js';
import { Layers } from './layers.js';
import { type Output, outputsOf } from './outputs.js';
import { UsageError } from './usage-error.js';

/** Everything that was asked for, from all layers. Times are milliseconds. */
export interface Settings {
  readonly command: Arguments['command'];
  readonly argument: string | null;
  readonly inContainer: boolean;
  readonly container: string | null;
  readonly ollamaUrls: readonly string[];
  readonly webuiUrl: string | null;
  /** Absolute; null: ./.env where it exists. */
  readonly envFile: string | null;
  readonly dockerHost: string | null;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly probeMs: number;
  readonly deadlineMs: number;
  /** null: one round. */
  readonly waitMs: number | null;
  readonly offline: boolean;
  readonly failOn: FailOn;
  readonly outputs: readonly Output[];
  readonly lang: Lang;
  /** Secret. */
  readonly token: string | null;
  readonly plugins: readonly string[];
  readonly rehearse: boolean;
  readonly verbosity: Show['verbosity'];
  readonly color: boolean | null;
  /** What `reset-password` is asked. */
  readonly account: AccountSettings;
}

/**
 * Reads all layers: command line, environment, configuration file, defaults.
 * @param stop ends the reading of files and of the standard input, as does the deadline
 * @throws UsageError
 */
export async function readSettings(parsed: Arguments, io: Io, stop: AbortSignal): Promise<Settings> {
  const layers = new Layers(parsed.given, io.env, await readConfigFile(io.env, io.cwd, limited([stop], DEADLINE_MS)));
  const deadlineMs = layers.duration('deadline') ?? DEADLINE_MS;
  const signal = limited([stop], deadlineMs);
  const gate = parsed.command === 'gate';
  const waitMs = layers.duration('wait') ?? (gate ? GATE_WAIT_MS : null);
  const quiet = layers.flag('quiet') ?? false;
  const verbose = layers.flag('verbose') ?? false;
  if (quiet && verbose) throw new UsageError('cli.conflict', { one: '--quiet', other: '--verbose' });
  const inContainer = layers.flag('in-container') ?? false;
  const container = layers.text('container');
  if (inContainer && container !== null)
    throw new UsageError('cli.conflict', { one: '--in-container', other: '--container' });
  const envFile = layers.text('dotenv');
  return {
    command: parsed.command,
    argument: parsed.argument,
    inContainer,
    container,
    ollamaUrls: layers.list('ollama-url'),
    webuiUrl: layers.urls('webui-url').at(-1) ?? null,
    envFile: envFile === null ? null : await readable(resolve(io.cwd, envFile), signal),
    dockerHost: layers.text('docker-host'),
    only: layers.list('only'),
    skip: layers.list('skip'),
    probeMs: layers.duration('timeout') ?? PROBE_MS,
    deadlineMs,
    waitMs,
    offline: layers.flag('offline') ?? false,
    failOn: layers.choice('fail-on', FAIL_ON) ?? 'fail',
    outputs: outputsOf(parsed.formatsAndOutputs, layers, io.cwd),
    lang: layers.choice('lang', LANGS) ?? langOf(io.env),
    token: await tokenOf(layers, io, signal),
    plugins: layers.list('plugin'),
    rehearse: layers.flag('rehearse') ?? (!gate && waitMs === null),
    verbosity: quiet ? 'quiet' : verbose ? 'verbose' : 'normal',
    color: layers.flag('color'),
    account: accountSettings(layers),
  };
}

async function readable(path: string, signal: AbortSignal): Promise<string> {
  await readSmallFile(path, { signal }).catch((error: unknown) => {
    throw new UsageError('cli.unreadable', { name: '--dotenv', path, code: codeOf(error) });
  });
  return path;
}

/** The token: from the file that is named, else from OWUI_DOCTOR_TOKEN; never an argument, which `ps` would show. */
async function tokenOf(layers: Layers, io: Io, signal: AbortSignal): Promise<string | null> {
  const name = '--token-file';
  const path = layers.text('token-file');
  if (path === null) return io.env.OWUI_DOCTOR_TOKEN?.trim() || null;
  const reading =
    path === '-'
      ? io.readStdin(FILE_BYTES, signal)
      : readSmallFile(resolve(io.cwd, path), { signal, pipes: true }).then(String);
  const text = await reading.catch((error: unknown) => {
    throw new UsageError('cli.token-file', { name, code: codeOf(error) });
  });
  const token = text.trim();
  if (token === '' || /\s/u.test(token)) throw new UsageError('cli.empty-token', { name });
  return token;
}
