import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fixKit } from '../../src/fixes/kit.js';
import { BLOB_SCRIPT, ROW_SCRIPT } from '../../src/fixes/urls/scripts.js';
import type { Instance } from '../../src/types/deployment.js';
import type { inspectOf } from '../deployment/inspect.js';
import { makeWebuiDb, WEBUI_DB_VERSIONS, WEBUI_SCHEMAS } from '../standins/webui-db.js';
import { containerOf, deploymentOf, instanceOf, urlsOf } from './sample.js';

const dir = mkdtempSync(join(tmpdir(), 'owui-fixes-'));
afterAll(() => rmSync(dir, { recursive: true }));

const python = (script: string, ...args: readonly string[]) =>
  spawnSync('python3', ['-c', script, 'python3', ...args], { encoding: 'utf8' });
const COLUMNS = 'import sqlite3,sys;db=sqlite3.connect(sys.argv[2])';
const stored = (path: string, rows: boolean): string =>
  python(
    rows
      ? `${COLUMNS};print(db.execute("select value from config where key=\\"ollama.base_urls\\"".replace("\\"","'")).fetchone()[0])`
      : `${COLUMNS};import json;print(json.dumps(json.loads(db.execute("select data from config order by id desc").fetchone()[0])["ollama"]["base_urls"]))`,
    path,
  ).stdout.trim();

describe.each(WEBUI_DB_VERSIONS)('the database of %s', (version) => {
  const rows = WEBUI_SCHEMAS[version]?.columns.config?.some((column) => column.startsWith('key')) === true;
  const make = (name: string): string => {
    const path = join(dir, `${name}-${version}.db`);
    makeWebuiDb(path, { version, urls: ['http://a:1', 'http://u:pw@b:2'] });
    return path;
  };
  test('gets the new list, keeps what is marked, and the printed way back works', () => {
    const path = make('set');
    const run = python(rows ? ROW_SCRIPT : BLOB_SCRIPT, path, "http://new'x:11434", '=1');
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('was: ["http://a:1", "http://u:pw@b:2"]');
    expect(JSON.parse(stored(path, rows))).toEqual(["http://new'x:11434", 'http://u:pw@b:2']);
    const back = /^back: ([\s\S]*)^now:/m.exec(run.stdout)?.[1] ?? '';
    expect(spawnSync('bash', ['-c', back]).status).toBe(0);
    expect(JSON.parse(stored(path, rows))).toEqual(['http://a:1', 'http://u:pw@b:2']);
  });
  test('is left as it is by the script of the other schema', () => {
    const path = make('other');
    const before = stored(path, rows);
    expect(python(rows ? BLOB_SCRIPT : ROW_SCRIPT, path, 'http://new:1').status).not.toBe(0);
    expect(stored(path, rows)).toBe(before);
  });
});
test('no database is made where there is none', () => {
  const path = join(dir, 'absent.db');
  expect(python(ROW_SCRIPT, path, 'http://new:1').status).not.toBe(0);
  expect(python('import os,sys;sys.exit(os.path.exists(sys.argv[2]))', path).status).toBe(0);
});

describe('where the list is in force decides', () => {
  const VOLUME = {
    mounts: [
      {
        Type: 'volume',
        Name: 'v',
        Source: '/x',
        Destination: '/app/backend/data',
        Mode: 'z',
        RW: true,
        Propagation: '',
      },
    ],
  } as const satisfies Parameters<typeof inspectOf>[0];
  const mounted = (change: Parameters<typeof inspectOf>[0] = {}) =>
    containerOf({ ...change, mounts: [...VOLUME.mounts] });
  const stopped = mounted({ state: { Status: 'exited', Running: false } });
  const plans = (instance: Instance, urls = ['http://new:11434']) =>
    fixKit(deploymentOf()).setUrls(instance, urls, true);
  const first = (instance: Instance, urls?: string[]): string => plans(instance, urls)[0]?.commands[0]?.run ?? '';
  const blob = { database: { kind: 'sqlite', path: '/app/backend/data/webui.db', schema: 'blob' } } as const;

  test('0.10 and later: one row, and the way back', () => {
    const [plan, page] = plans(instanceOf());
    expect(plan?.commands[0]?.run).toMatch(
      /^docker exec open-webui python3 -c '[^']*' 'docker exec open-webui python3' \/app\/backend\/data\/webui.db http:\/\/new:11434$/,
    );
    expect(plan?.undo[0]?.run).toMatch(/webui.db http:\/\/old:11434$/);
    expect(plan?.rehearsal).toMatchObject({ result: 'verified' });
    expect(page).toMatchObject({ id: 'set-url-page', commands: [] });
  });
  test('a stopped instance: a throw-away container of the same image', () => {
    expect(first(instanceOf({}, stopped))).toMatch(
      /^docker run --rm --network none --volumes-from open-webui .*--entrypoint python3 sha256:1111 -c /,
    );
  });
  test('a stopped instance without a volume: the page only', () => {
    const bare = containerOf({ state: { Status: 'exited', Running: false } });
    expect(plans(instanceOf({}, bare)).map(({ id }) => id)).toEqual(['set-url-page']);
  });
  test('pip: the database of this machine', () => {
    expect(first(instanceOf({}, null))).toMatch(/^python3 -c /);
  });
  test('0.9 with a saved list: stop, change, start', () => {
    const run = first(instanceOf(blob, mounted()));
    expect(run).toMatch(/docker stop open-webui\n.*trap 'docker start open-webui' EXIT\n.*docker run --rm/);
  });
  test('0.9 without one, and a switched-off database: the environment', () => {
    const env = { ollamaUrls: urlsOf(['http://old:1'], 'env') };
    for (const settings of [
      { ...blob, ...env },
      { ...env, persistentConfig: false },
    ]) {
      expect(first(instanceOf(settings, mounted()))).toContain('-e OLLAMA_BASE_URL=http://new:11434');
    }
  });
  test('the environment: the variable that counts', () => {
    const env = { persistentConfig: false };
    const with_ = (Env: string[]) => first(instanceOf(env, mounted({ config: { Env } })));
    expect(with_(['K8S_FLAG=false'])).toContain('-e OLLAMA_BASE_URLS=http://new:11434');
    expect(with_(['OLLAMA_BASE_URLS=http://x'])).not.toContain('http://x');
    expect(first(instanceOf(env, mounted()), ['http://a:1', 'http://b:2'])).toContain(
      "-e 'OLLAMA_BASE_URLS=http://a:1;http://b:2'",
    );
  });
  test.each([[{ kind: 'postgresql' }], [{ kind: 'encrypted' }]] as const)('%j: the page', (database) => {
    expect(plans(instanceOf({ database })).map(({ id }) => id)).toEqual(['set-url-page']);
  });
  test('an address with a password stands in no command', () => {
    const secret = 'http://u:pw@b:2';
    const all = JSON.stringify(
      plans(instanceOf({ ollamaUrls: urlsOf(['http://a:1', secret], 'database') }), ['http://new:1', secret]),
    );
    expect(all).toContain("http://new:1 '=1'");
    expect(all).not.toContain('pw@');
    expect(JSON.stringify(plans(instanceOf(), [secret]))).not.toContain('pw@');
  });
  test('an environment that says something else is told', () => {
    const [plan] = plans(
      instanceOf({
        environmentUrls: [{ index: 0, url: 'http://e:1', source: 'env', detail: '', enabled: true, hasKey: false }],
        variables: { OLLAMA_BASE_URL: 'http://e:1' },
      }),
    );
    expect(plan?.sideEffects).toContainEqual({ code: 'fixes.setUrls.stale', args: { names: ['OLLAMA_BASE_URL'] } });
  });
  test('along with a re-creation: the row first, and back at the end of the way back', () => {
    const about = {
      id: 'x',
      title: { code: 'x', args: {} },
      rehearsal: { result: 'verified', detail: { code: 'x', args: {} } },
    } as const;
    const plan = fixKit(deploymentOf()).recreate(
      instanceOf({}, mounted()),
      { network: 'host', urls: ['http://127.0.0.1:11434'] },
      about,
    );
    const run = plan.commands[0]?.run ?? '';
    expect(run.indexOf('http://127.0.0.1:11434')).toBeLessThan(run.indexOf('docker rename'));
    expect(plan.undo[0]?.run).toMatch(/docker start[\s\S]*http:\/\/old:11434/);
    const saved = fixKit(deploymentOf()).recreate(
      instanceOf(blob, mounted()),
      { network: 'host', urls: ['http://127.0.0.1:11434'] },
      about,
    );
    expect(saved.commands[0]?.run).toMatch(/docker stop[\s\S]*docker run --rm[\s\S]*docker start/);
    const env = fixKit(deploymentOf()).recreate(
      instanceOf({ persistentConfig: false }, mounted()),
      { network: 'host', urls: ['http://127.0.0.1:11434'] },
      about,
    );
    expect(env.commands[0]?.run).toContain('-e OLLAMA_BASE_URL=http://127.0.0.1:11434');
  });
});
