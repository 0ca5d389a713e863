import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { fixKit } from '../../src/fixes/kit.js';
import type { Deployment, Host, OllamaRun, OllamaServer } from '../../src/types/deployment.js';
import type { FixPlan } from '../../src/types/fix.js';
import { containerOf, deploymentOf, instanceOf } from './sample.js';

const server = (run: OllamaRun, ollamaHost: string | null = null): OllamaServer => ({
  run,
  state: 'running',
  listens: [{ address: '127.0.0.1', port: 11434 }],
  ollamaHost,
});
const on = (host: Partial<Host>): Deployment => deploymentOf({ host: { ...deploymentOf().host, ...host } });
const text = (plan: FixPlan): string => plan.commands.map(({ run }) => run).join('\n');
const codes = (plan: FixPlan): readonly string[] => [...plan.steps, ...plan.sideEffects].map(({ code }) => code);
const listen = (deployment: Deployment, run: OllamaRun, address = '0.0.0.0'): FixPlan =>
  fixKit(deployment).listen(server(run), address, 11434);
const SYSTEMD: OllamaRun = { kind: 'systemd', unit: 'ollama.service' };
const PROCESS: OllamaRun = { kind: 'process', pid: 123, user: 'root', command: '/usr/local/bin/ollama serve' };

/** How Ollama is run, where, and the command that lets it listen on all addresses. */
const LISTEN: readonly (readonly [string, Deployment, OllamaRun, RegExp])[] = [
  [
    'systemd as root',
    deploymentOf(),
    SYSTEMD,
    /^mkdir -p \/etc\/systemd\/system\/ollama.service.d && printf '%s\\n' '\[Service\]' 'Environment="OLLAMA_HOST=0.0.0.0:11434"' \| tee .*owui-doctor.conf >\/dev\/null && systemctl daemon-reload && systemctl restart ollama.service$/,
  ],
  [
    'systemd as a user',
    on({ root: false }),
    SYSTEMD,
    /^sudo mkdir .* \| sudo tee .* && sudo systemctl daemon-reload && sudo systemctl restart/,
  ],
  ['no systemd here', on({ systemd: false }), SYSTEMD, /^$/],
  [
    'own process',
    deploymentOf(),
    PROCESS,
    /^\( p=123; grep -q ollama \/proc\/\$p\/comm && xargs -0 sh -c '.*OLLAMA_HOST=0.0.0.0:11434 nohup \/usr\/local\/bin\/ollama serve/,
  ],
  ['another account’s process', on({ root: false, user: 'me' }), PROCESS, /^sudo -u root -H sh -c /],
  [
    'snap',
    on({ root: false }),
    { kind: 'snap' },
    /^sudo snap set ollama host=0.0.0.0:11434 && sudo snap restart ollama$/,
  ],
  ['macOS app', on({ platform: 'darwin' }), { kind: 'desktop-app' }, /^launchctl setenv OLLAMA_HOST 0.0.0.0:11434; /],
  ['Windows app', on({ platform: 'win32' }), { kind: 'desktop-app' }, /^$/],
  [
    'container',
    deploymentOf(),
    { kind: 'container', container: containerOf({ name: 'ollama' }) },
    /docker create[\s\S]*-e OLLAMA_HOST=0.0.0.0:11434/,
  ],
];
describe('listening elsewhere', () => {
  test.each(LISTEN)('%s', (_name, deployment, run, wanted) => {
    const plan = listen(deployment, run);
    expect(text(plan)).toMatch(wanted);
    expect(plan.commands.length).toBe(plan.undo.length);
    if (plan.commands.length === 0) expect(plan.steps.length).toBeGreaterThan(0);
    for (const { run: command } of [...plan.commands, ...plan.undo]) {
      expect(spawnSync('bash', ['-n'], { input: command }).status).toBe(0);
      if (deployment.host.root) expect(command).not.toContain('sudo');
      if (!deployment.host.systemd) expect(command).not.toContain('systemctl');
    }
  });
  test('says who can then ask, and what closes that', () => {
    const plan = listen(deploymentOf(), SYSTEMD);
    const exposed = plan.sideEffects.find(({ code }) => code === 'fixes.listen.exposed');
    expect(exposed?.args).toEqual({ urls: ['http://192.168.1.5:11434'] });
    expect(plan.also?.map(({ says }) => says.code)).toEqual(['fixes.listen.close']);
    expect(plan.also?.[0]?.command.run).toContain('tcp dport 11434 drop');
    expect(codes(listen(on({ addresses: [] }), SYSTEMD))).toContain('fixes.listen.exposedNowhere');
  });
  test('on the bridge’s address: tells the traps, exposes nothing', () => {
    const plan = listen(deploymentOf(), SYSTEMD, '172.17.0.1');
    expect(codes(plan)).toEqual(['fixes.listen.restarts', 'fixes.listen.bridgeFirst', 'fixes.listen.ownClient']);
  });
});

describe('starting', () => {
  const start = (run: OllamaRun, host: string | null = null): string =>
    text(fixKit(deploymentOf()).start(server(run), host));
  test.each<readonly [string, OllamaRun, RegExp]>([
    ['a unit', SYSTEMD, /^systemctl enable --now ollama.service$/],
    ['a container', { kind: 'container', container: containerOf({ name: 'my ollama' }) }, /^docker start 'my ollama'$/],
    [
      'a paused container',
      { kind: 'container', container: containerOf({ name: 'o', state: { Status: 'paused', Paused: true } }) },
      /^docker unpause o$/,
    ],
    ['a program', { kind: 'installed' }, /^\( mkdir -p .*; nohup ollama serve .* & echo/],
    ['a snap', { kind: 'snap' }, /^snap start --enable ollama$/],
  ])('%s', (_name, run, wanted) => expect(start(run)).toMatch(wanted));
  test('with an address, and where there is none', () => {
    expect(start({ kind: 'installed' }, '0.0.0.0')).toContain('OLLAMA_HOST=0.0.0.0 nohup ollama serve');
    expect(codes(fixKit(deploymentOf()).start(null, null))).toEqual(['fixes.start.notFound']);
  });
});

describe('joining networks', () => {
  const net = (name: string) => ({
    network: {
      Networks: {
        [name]: {
          Aliases: null,
          NetworkID: '',
          EndpointID: '',
          Gateway: '',
          IPAddress: '',
          IPPrefixLen: 0,
          IPv6Gateway: '',
          GlobalIPv6Address: '',
          GlobalIPv6PrefixLen: 0,
          MacAddress: '',
        },
      },
    },
  });
  const connect = (alias: string | null): FixPlan =>
    fixKit(deploymentOf()).connect(
      instanceOf({}, containerOf({ ...net('web'), host: { NetworkMode: 'web' } })),
      containerOf({ name: 'ollama', ...net('ai'), host: { NetworkMode: 'ai' } }),
      alias,
    );
  test('uses a network that one is in, and gives the name that the URL uses', () => {
    expect(text(connect('ollama'))).toContain('network connect ai open-webui');
    expect(text(connect('llm'))).toContain('network connect --alias llm ai ollama');
    expect(connect('ollama').undo.map(({ run }) => run)).toEqual(['docker network disconnect ai open-webui']);
  });
});

describe('models and versions', () => {
  const kit = fixKit(on({ root: false }));
  const container: OllamaRun = {
    kind: 'container',
    container: containerOf({ name: 'ollama', config: { Image: 'ollama/ollama' } }),
  };
  test('pull', () => {
    expect(text(kit.pull(server(SYSTEMD), ''))).toBe('ollama pull llama3.2');
    expect(text(kit.pull(server(container), ''))).toBe('docker exec ollama ollama pull llama3.2');
    expect(text(kit.pull({ ...server(PROCESS), listens: [{ address: '172.17.0.1', port: 9 }] }, ''))).toBe(
      'OLLAMA_HOST=172.17.0.1:9 ollama pull llama3.2',
    );
  });
  test('update', () => {
    expect(text(kit.update(server(SYSTEMD)))).toContain('install.sh | sh');
    expect(text(kit.update(server(container)))).toMatch(/^docker pull ollama\/ollama\n\(\n/);
    expect(text(kit.update(server({ kind: 'snap' })))).toBe('sudo snap refresh ollama');
    expect(kit.update(null).steps.length).toBe(1);
  });
  test('update of a process: the installer leaves the old program running', () => {
    const lines = text(kit.update(server(PROCESS)));
    expect(lines).toMatch(/install\.sh \| sh\n/);
    expect(lines).toMatch(/kill \$p;/);
    expect(lines).not.toMatch(/OLLAMA_HOST/);
  });
});
