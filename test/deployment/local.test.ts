import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { composeFileWithWebui } from '../../src/deployment/compose-file.js';
import { findInstalled, readEnvFile, servesWebui } from '../../src/deployment/local.js';
import { readProcesses } from '../../src/deployment/processes.js';
import { defaultGateway } from '../../src/deployment/sidecar.js';
import { socketUsers } from '../../src/deployment/socket-users.js';

const { signal } = new AbortController();

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

test.each([
  [['/venv/bin/python3', '/venv/bin/open-webui', 'serve', '--port', '8081'], true],
  [['open-webui', 'serve'], true],
  [['/usr/bin/python3', '-m', 'uvicorn', 'open_webui.main:app', '--port', '8080'], true],
  [['/usr/bin/python3', '/venv/bin/open-webui', '--version'], false],
  [['vim', 'open-webui', 'serve.txt'], false],
])('%j serves Open WebUI: %j', (argv, serves) => {
  expect(servesWebui(argv)).toBe(serves);
});

describe('/proc', () => {
  test('a process with all that it tells; one that tells nothing but its arguments', async () => {
    put('12/cmdline', 'ollama\0serve\0');
    put('12/environ', 'OLLAMA_HOST=0.0.0.0\0EMPTY=\0nonsense\0');
    put('12/status', 'Name:\tollama\nUid:\t998\t998\t998\t998\n');
    put('12/cgroup', '0::/system.slice/ollama.service\n');
    put('13/cmdline', 'ollama\0serve\0');
    put('14/cmdline', '');
    put('self/cmdline', 'ollama\0serve\0');
    const found = await readProcesses(folder, (argv) => argv[1] === 'serve');
    expect(found).toMatchObject([
      { pid: 12, uid: 998, env: { OLLAMA_HOST: '0.0.0.0', EMPTY: '' }, cgroup: '0::/system.slice/ollama.service\n' },
      { pid: 13, uid: null, env: null, exe: null, pidNamespace: null },
    ]);
  });

  test('no such folder, no processes', async () => {
    expect(await readProcesses(join(folder, 'none'), () => true)).toEqual([]);
  });

  test("whose a listening socket is: the table's eighth column", async () => {
    const line = (local: string, state: string, uid: number) =>
      `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000   ${uid}        0 555 1`;
    put('net/tcp', `  sl  local_address\n${line('0100007F:2CAA', '0A', 998)}\n${line('0100007F:0050', '01', 33)}\n`);
    const uidOf = await socketUsers(folder);
    expect([uidOf('127.0.0.1', 11_434), uidOf('127.0.0.1', 80), uidOf('0.0.0.0', 11_434)]).toEqual([998, null, null]);
  });

  test('the default gateway', async () => {
    put('net/route', 'Iface\tDestination\tGateway\neth0\t000011AC\t00000000\neth0\t00000000\t010011AC\n');
    expect(await defaultGateway(folder)).toBe('172.17.0.1');
    expect(await defaultGateway(join(folder, 'none'))).toBeNull();
  });
});

test('./.env where it exists; a named file has to', async () => {
  expect(await readEnvFile(undefined, folder, signal)).toBeNull();
  put('.env', 'A="quoted"\nexport B=2\n# no\n');
  expect(await readEnvFile(undefined, folder, signal)).toEqual({
    path: join(folder, '.env'),
    variables: { A: 'quoted', B: '2' },
  });
  await expect(readEnvFile(join(folder, 'none'), folder, signal)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('an installation on PATH, or where pip puts it', async () => {
  expect(await findInstalled({ PATH: '/nowhere:relative' }, folder)).toBeNull();
  put('.local/bin/open-webui', '');
  expect(await findInstalled({ PATH: '/nowhere' }, folder)).toBe(join(folder, '.local/bin/open-webui'));
});

test('a compose file counts where it has an Open WebUI', async () => {
  put('compose.yml', 'services:\n  a:\n    image: redis\n');
  expect(await composeFileWithWebui(folder, signal)).toBeNull();
  put('docker-compose.yml', 'services:\n  a:\n    image: "ghcr.io/open-webui/open-webui:v0.9.6"\n');
  expect(await composeFileWithWebui(folder, signal)).toBe(join(folder, 'docker-compose.yml'));
});
