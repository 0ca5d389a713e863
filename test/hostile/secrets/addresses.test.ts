import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../../src/report/reporters.js';
import { shownAddress, shownAddresses } from '../../../src/secrets/address.js';
import { redactText } from '../../../src/secrets/redact.js';
import { limit, sample } from '../sample.js';
import { type Setting, startEngine } from './engine.js';
import { SECRET, WRITINGS } from './writings.js';

const BIN = new URL('../../../dist/bin.cjs', import.meta.url).pathname;

describe.each(Object.entries(WRITINGS))('%s', (_, written) => {
  test('is hidden as a known address, and in a text', () => {
    expect(shownAddresses(written)).not.toContain(SECRET);
    expect(written.split(';').map(shownAddress).join(';')).not.toContain(SECRET);
    for (const around of [
      written,
      `(${written})`,
      `cannot reach ${written}: refused`,
      `{"url":${JSON.stringify(written)}}`,
    ])
      if (!/\n|\bhttp\/\/|^ann|[\uff20]|:ann/.test(written)) expect(redactText(around)).not.toContain(SECRET);
  });
});

/** Where an address comes in: settings of the container, and what the doctor itself is given. */
interface Way {
  readonly setting?: Partial<Setting>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly file?: Readonly<Record<string, string>>;
}
const inEnv =
  (name: string) =>
  (url: string): Way => ({ setting: { env: { [name]: url } } });
const WAYS: Readonly<Record<string, (url: string) => Way>> = {
  OLLAMA_BASE_URL: inEnv('OLLAMA_BASE_URL'),
  OLLAMA_BASE_URLS: inEnv('OLLAMA_BASE_URLS'),
  OLLAMA_API_BASE_URL: inEnv('OLLAMA_API_BASE_URL'),
  RAG_OLLAMA_BASE_URL: inEnv('RAG_OLLAMA_BASE_URL'),
  HF_ENDPOINT: inEnv('HF_ENDPOINT'),
  http_proxy: inEnv('http_proxy'),
  HTTPS_PROXY: inEnv('HTTPS_PROXY'),
  all_proxy: inEnv('all_proxy'),
  no_proxy: inEnv('no_proxy'),
  WEBUI_URL: inEnv('WEBUI_URL'),
  CORS_ALLOW_ORIGIN: inEnv('CORS_ALLOW_ORIGIN'),
  'another variable': inEnv('DATABASE_URL'),
  'a settings row': (url) => ({ setting: { stored: [url] } }),
  'a label': (url) => ({ setting: { labels: { 'org.example.url': url } } }),
  'a line of the log': (url) => ({ setting: { log: `ERROR: cannot reach ${url}\n` } }),
  '--ollama-url': (url) => ({ args: ['--ollama-url', url] }),
  OWUI_DOCTOR_OLLAMA_URL: (url) => ({ env: { OWUI_DOCTOR_OLLAMA_URL: url } }),
  '--webui-url': (url) => ({ args: ['--webui-url', url] }),
  '--docker-host': (url) => ({ args: ['--docker-host', url.replace(/^http/i, 'tcp')] }),
  DOCKER_HOST: (url) => ({ env: { DOCKER_HOST: url.replace(/^http/i, 'tcp') } }),
  'the configuration file': (url) => ({ file: { 'ollama-url': url } }),
  "the doctor's own proxy": (url) => ({ env: { http_proxy: url, https_proxy: url } }),
};

const ALL = Object.entries(WRITINGS).flatMap(([writing, url]) =>
  Object.entries(WAYS).map(([way, put]) => ({ name: `${writing} in ${way}`, way: put(url) })),
);
const RUNS = sample(ALL, 66);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'owui-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is wrong with a run: it shows the secret in a file of any format, on stdout or stderr, or it says nothing. */
async function wrongWith({ setting, env = {}, args = [], file }: Way): Promise<string | null> {
  const home = mkdtempSync(join(folder, 'run-'));
  if (file) writeFileSync(join(home, 'owui-doctor.config.json'), JSON.stringify(file));
  const socket = join(home, 'engine.sock');
  const engine = await startEngine(socket, { env: {}, stored: null, labels: {}, log: '', ...setting });
  const outputs = FORMATS.flatMap((format) => ['--format', format, '--output', join(home, `out.${format}`)]);
  const child = spawn(
    process.execPath,
    [BIN, 'check', '--offline', '--no-rehearse', '--verbose', '--deadline', '6s', ...outputs, ...args],
    {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, DOCKER_HOST: `unix://${socket}`, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  engine.close();
  const files = readdirSync(home).filter((name) => name.startsWith('out.'));
  const all = [text, ...files.map((name) => readFileSync(join(home, name), 'utf8'))].join('');
  if (all.includes(SECRET)) return 'shown';
  // A setting of the container never stops the doctor; what is given to it may be refused. A run that said nothing has
  // hidden nothing.
  const refused = code === 2 && !setting && text !== '';
  return refused || files.length === FORMATS.length ? null : `exit ${code}: ${text.slice(0, 300)}`;
}

test(
  `${RUNS.length} of ${ALL.length} writings and ways in, through the program, ${FORMATS.length} formats each: 0 shown`,
  async () => {
    const failures: string[] = [];
    const queue = [...RUNS];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const why = await wrongWith(next.way);
        if (why !== null) failures.push(`${next.name}: ${why}`);
      }
    };
    await Promise.all([work(), work(), work()]);
    expect(failures).toEqual([]);
  },
  limit(180_000),
);
