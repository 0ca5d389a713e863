import type { RunResult } from '../../../src/types/run.js';
import { check, deployment, diagnosis, finding, fix, instance, observation, run, text, withUrls } from './build.js';
import { causes, checks } from './catalogue.js';

const host = { vantage: 'host', instance: null } as const;
const url = 'http://host.docker.internal:11434';
const esc = String.fromCharCode(27);

/** Everything passes; one check does not apply. */
export const healthy: RunResult = run({
  checks,
  causes,
  durationMs: 431,
  findings: [
    finding('docker.engine', 'pass', 'good', { ...host, said: { code: 'good', args: { version: '27.5.1' } } }),
    finding('webui.running', 'pass', 'good'),
    finding('webui.page', 'pass', 'good', { said: { code: 'good', args: { url: 'http://localhost:3000' } } }),
    finding('ollama.url', 'pass', 'good', { subject: url, said: { code: 'good', args: { url } } }),
    finding('ollama.tags', 'pass', 'good', {
      subject: url,
      said: { code: 'good', args: { n: 3 } },
      observations: ['o1'],
    }),
    finding('hf.http', 'skip', 'offline', { notApplicable: { code: 'offline', args: {} } }),
  ],
  observations: [
    observation('o1', `${url}/api/tags`, {
      kind: 'http',
      address: '172.17.0.1',
      port: 11434,
      times: { dns: 1, tcp: 0, http: 2, total: 3 },
      evidence: { status: 200 },
    }),
  ],
});

/** Nothing is broken; a release is behind. */
export const warned: RunResult = run({
  checks,
  causes,
  findings: [
    ...healthy.findings.slice(0, 5),
    finding('webui.version', 'warn', 'old', { said: { code: 'old', args: { have: '0.11.0', latest: '0.12.4' } } }),
  ],
});

/** Open WebUI's own port is not open yet, and that is no fault; what needs it is left out. */
export const starting: RunResult = run({
  checks,
  causes,
  findings: [
    ...healthy.findings.slice(0, 2),
    finding('webui.health', 'unknown', 'starting', {
      said: { code: 'starting', args: { url: 'http://localhost:8080' } },
    }),
    finding('ollama.tags', 'unknown', 'aborted', { subject: url, said: { code: 'aborted', args: { url } } }),
  ],
});

/** Much is well, but the answer that everything hangs on is not known: nothing says that this is healthy. */
export const untold: RunResult = run({
  checks,
  causes,
  findings: [
    ...healthy.findings.slice(0, 4),
    finding('ollama.tags', 'unknown', 'aborted', { subject: url, said: { code: 'aborted', args: { url } } }),
    finding('webui.version', 'warn', 'old', { said: { code: 'old', args: { have: '0.11.0', latest: '0.12.4' } } }),
  ],
  ended: 'deadline',
});

/** No engine, no Open WebUI: a failure, or a gate would turn green on an empty machine. */
export const noDocker: RunResult = run({
  checks,
  causes,
  durationMs: 12_345,
  deployment: deployment([], {
    engine: {
      state: 'unreachable',
      expected: false,
      tried: [{ address: 'unix:///var/run/docker.sock', from: 'usual socket', outcome: 'absent', code: 'ENOENT' }],
      socket: null,
    },
  }),
  vantages: [{ id: 'host', availability: { ok: true } }],
  findings: [
    finding('docker.engine', 'skip', 'absent', {
      ...host,
      said: { code: 'absent', args: { address: '/var/run/docker.sock' } },
      notApplicable: { code: 'absent', args: { address: '/var/run/docker.sock' } },
    }),
    finding('webui.any', 'fail', 'none', host),
  ],
  diagnoses: [
    {
      rank: 1,
      diagnosis: diagnosis('nothing-found', {
        instance: null,
        explains: ['webui.any'],
        failingHop: 'configuration',
        message: {
          code: 'message',
          args: { places: ['/var/run/docker.sock', './.env', '127.0.0.1:3000', '127.0.0.1:8080'] },
        },
      }),
      fixes: [
        {
          plan: fix(
            'start',
            { code: 'start', args: {} },
            {
              commands: [
                {
                  run: 'docker run -d -p 3000:8080 --add-host=host.docker.internal:host-gateway -v open-webui:/app/backend/data --name open-webui --restart always ghcr.io/open-webui/open-webui:main',
                  where: 'host',
                  needsRoot: false,
                },
              ],
              undo: [{ run: 'docker rm -f open-webui', where: 'host', needsRoot: false }],
            },
          ),
          rehearsal: 'not-possible',
          detail: null,
        },
      ],
    },
  ],
});

/** Two instances, one vantage point lost, the run cut short by its deadline, a check that broke. */
export const several: RunResult = run({
  checks,
  causes,
  ended: 'deadline',
  deployment: deployment([
    instance('open-webui', { settings: withUrls('http://ollama:11434', 'http://192.168.1.20:11434') }),
    instance('open-webui-测试', { state: 'paused', version: null, networkMode: 'lab_default', webuiUrl: null }),
  ]),
  vantages: [
    { id: 'host', availability: { ok: true } },
    { id: 'container:open-webui', availability: { ok: true } },
    { id: 'container:open-webui-测试', availability: { ok: false, reason: { code: 'runner.cut-off', args: {} } } },
  ],
  findings: [
    finding('docker.engine', 'pass', 'good', { ...host, said: { code: 'good', args: { version: '27.5.1' } } }),
    finding('ollama.tags', 'pass', 'good', { subject: 'http://ollama:11434', said: { code: 'good', args: { n: 2 } } }),
    finding('ollama.models', 'crash', 'runner.crashed', {
      said: { code: 'runner.crashed', args: { error: 'TypeError: x is not iterable' } },
    }),
    finding('reach.matrix', 'pass', 'good', {
      observations: ['o1', 'o2', 'o3'],
      said: { code: 'good', args: { n: 2 } },
    }),
    finding('ollama.tags', 'unknown', 'runner.cut-off', {
      instance: 'open-webui-测试',
      vantage: 'container:open-webui-测试',
    }),
  ],
  observations: [
    observation('o1', 'ollama:11434', { vantage: 'host', outcome: 'dns-not-found', phase: 'dns' }),
    observation('o2', 'ollama:11434'),
    observation('o3', 'ollama:11434', { vantage: 'container:open-webui-测试', outcome: 'aborted', phase: 'tcp' }),
  ],
});

/** Names, bodies and values by which an attacker would write on the terminal, into XML, Markdown or a CI's log. */
export const hostile: RunResult = run({
  checks: [
    ...checks,
    check('evil.check', text('A check about {name}', '关于 {name} 的检查'), {
      bad: text('The server said: {body}', '服务器的回答：{body}'),
    }),
  ],
  causes,
  deployment: deployment([
    instance(`web${esc}[2J${esc}]0;owned${esc}\\ui\u202e\u0007`, {
      image: 'registry/</testsuite><x>:latest',
      settings: withUrls('http://ada:hunter2@proxy:11434', `http://x/${esc}[31m|**|`),
    }),
  ]),
  findings: [
    finding('evil.check', 'fail', 'bad', {
      instance: `web${esc}[2J${esc}]0;owned${esc}\\ui\u202e\u0007`,
      subject: ']]> --> `code` | pipe',
      said: {
        code: 'bad',
        args: {
          name: '\n::error::pwned',
          body: `<script>${esc}[31mred${esc}[0m\r\n::set-output name=a::b\u0000\uffff {name} Authorization: Bearer abcdefghijklmnop\u2028end`,
        },
      },
      observations: ['o1'],
    }),
  ],
  observations: [
    observation('o1', `http://x/${esc}[31m`, {
      kind: 'http',
      outcome: 'http-status',
      phase: 'http',
      evidence: {
        status: 500,
        headers: { authorization: 'Bearer abcdefghijklmnop' },
        bodyStart: `password=hunter2 ${esc}[2J\u009b31m`,
        json: { api_key: 'sk-abcdefghijklmnopqrstuv' },
      },
    }),
  ],
  diagnoses: [
    {
      rank: 1,
      diagnosis: diagnosis('hf-blocked-reset', {
        explains: ['evil.check'],
        instance: null,
        message: { code: 'message', args: { host: '```\n# owned\n```' } },
      }),
      fixes: [
        {
          plan: fix(
            'mirror',
            { code: 'mirror', args: {} },
            { commands: [{ run: `echo '\`\`\`'  "$(id -u)" ]]>`, where: 'host', needsRoot: false }] },
          ),
          rehearsal: 'failed',
          detail: null,
        },
      ],
    },
  ],
});
