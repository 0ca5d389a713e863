import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRemote, readEngineAddress } from '../../src/deployment/engine-address.js';
import { type EngineSettings, engineCandidates } from '../../src/deployment/engine-candidates.js';

const never = new AbortController().signal;
let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const settings = (env: Record<string, string>, more: Partial<EngineSettings> = {}): EngineSettings => ({
  env,
  platform: 'linux',
  home,
  uid: 1000,
  ...more,
});
const shown = async (env: Record<string, string>, more?: Partial<EngineSettings>) =>
  (await engineCandidates(settings(env, more), never)).map(({ shown: address, from }) => `${from}: ${address}`);

/** A context as the docker program keeps it. */
function makeContext(name: string, meta: object): void {
  const folder = createHash('sha256').update(name).digest('hex');
  mkdirSync(join(home, '.docker/contexts/meta', folder), { recursive: true });
  writeFileSync(join(home, '.docker/contexts/meta', folder, 'meta.json'), JSON.stringify(meta));
}
const noTls = () => null;

describe('addresses', () => {
  test.each([
    ['unix:///run/x.sock', { kind: 'socket', path: '/run/x.sock' }],
    ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '//./pipe/docker_engine' }],
    ['tcp://10.0.0.5:2375', { kind: 'tcp', host: '10.0.0.5', port: 2375, tls: null }],
    ['tcp://[::1]:1234', { kind: 'tcp', host: '::1', port: 1234, tls: null }],
    ['http://h:80', { kind: 'tcp', host: 'h', port: 80, tls: null }],
    ['tcp://h', { kind: 'tcp', host: 'h', port: 2375, tls: null }],
    ['ssh://me@nas', { kind: 'ssh', user: 'me', host: 'nas', port: null }],
    ['ssh://nas:2222', { kind: 'ssh', user: null, host: 'nas', port: 2222 }],
  ])('%s', (text, expected) => {
    expect(readEngineAddress(text, 'DOCKER_HOST', noTls)).toEqual(expected);
  });

  test.each([
    '/var/run/docker.sock',
    'fd://',
    'garbage://x',
    'localhost:2375',
    'ssh://-oProxyCommand=x',
    'tcp://h:99999',
    'tcp://',
  ])('%s is none', (text) => {
    expect(() => readEngineAddress(text, 'DOCKER_HOST', noTls)).toThrow('engine.bad-address');
  });

  test('a password is not repeated in the message', () => {
    try {
      readEngineAddress('gopher://me:hunter2@x', 'DOCKER_HOST', noTls);
    } catch (error) {
      expect(error).toMatchObject({ said: { args: { address: 'gopher://x', from: 'DOCKER_HOST' } } });
    }
    expect.assertions(1);
  });

  test('remote is what is neither a socket nor an address of this machine', () => {
    const own = new Set(['192.168.1.5']);
    const remote = (text: string) => isRemote(readEngineAddress(text, '', noTls), own);
    expect(
      ['unix:///x', 'tcp://127.0.0.1:1', 'tcp://localhost:1', 'tcp://[::1]:1', 'tcp://192.168.1.5:1'].some(remote),
    ).toBe(false);
    expect(['tcp://192.168.1.6:1', 'ssh://nas', 'tcp://docker:2376'].every(remote)).toBe(true);
  });
});

describe('the order', () => {
  test('--docker-host before DOCKER_HOST, each alone', async () => {
    const env = { DOCKER_HOST: 'unix:///env.sock', DOCKER_CONTEXT: 'x' };
    expect(await shown(env, { dockerHost: 'unix:///option.sock' })).toEqual(['--docker-host: unix:///option.sock']);
    expect(await shown(env)).toEqual(['DOCKER_HOST: unix:///env.sock']);
  });

  test('the usual sockets where nothing is said', async () => {
    const found = await shown({ XDG_RUNTIME_DIR: '/run/user/7' });
    expect(found[0]).toBe('usual socket: unix:///var/run/docker.sock');
    for (const path of [
      '/run/user/7/docker.sock',
      `${home}/.colima/default/docker.sock`,
      '/run/podman/podman.sock',
      '/run/user/7/podman/podman.sock',
    ])
      expect(found).toContain(`usual socket: unix://${path}`);
  });

  test('DOCKER_CONTEXT alone; the current context before the usual sockets', async () => {
    makeContext('nas', { Endpoints: { docker: { Host: 'ssh://me@nas', SkipTLSVerify: false } } });
    expect(await shown({ DOCKER_CONTEXT: 'nas' })).toEqual(['context nas: ssh://me@nas']);
    writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ currentContext: 'nas' }));
    const found = await shown({});
    expect(found[0]).toBe('context nas: ssh://me@nas');
    expect(found.length).toBeGreaterThan(5);
    expect((await shown({ DOCKER_CONTEXT: 'default' }))[0]).toBe('usual socket: unix:///var/run/docker.sock');
    rmSync(join(home, '.docker/config.json'));
  });

  test('a current context that is gone is told, and the usual sockets go on', async () => {
    const DOCKER_CONFIG = join(home, 'elsewhere');
    mkdirSync(DOCKER_CONFIG);
    writeFileSync(join(DOCKER_CONFIG, 'config.json'), JSON.stringify({ currentContext: 'gone' }));
    const [first, second] = await engineCandidates(settings({ DOCKER_CONFIG }), never);
    expect(first).toMatchObject({ from: 'context gone', address: null, code: 'ENOENT' });
    expect(second).toMatchObject({ from: 'usual socket' });
    await expect(engineCandidates(settings({ DOCKER_CONTEXT: 'gone' }), never)).rejects.toMatchObject({
      said: { code: 'engine.no-context', args: { context: 'gone' } },
    });
  });

  test('TLS: by DOCKER_TLS_VERIFY of any value, by port 2376, by the files of a context', async () => {
    writeFileSync(join(home, 'ca.pem'), 'ca');
    const of = async (env: Record<string, string>) =>
      (await engineCandidates(settings({ DOCKER_CERT_PATH: home, ...env }), never))[0]?.address;
    const ca = Buffer.from('ca');
    expect(await of({ DOCKER_HOST: 'tcp://h:2375' })).toMatchObject({ tls: null });
    expect(await of({ DOCKER_HOST: 'tcp://h:2375', DOCKER_TLS_VERIFY: 'true' })).toMatchObject({
      tls: { ca, verify: true },
    });
    expect(await of({ DOCKER_HOST: 'tcp://h:2376' })).toMatchObject({ tls: { ca, cert: null } });
    makeContext('tls', { Endpoints: { docker: { Host: 'tcp://h:2400', SkipTLSVerify: true } } });
    expect(await of({ DOCKER_CONTEXT: 'tls' })).toMatchObject({ tls: { verify: false } });
  });
});
