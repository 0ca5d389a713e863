import type { RunResult } from '../../../src/types/run.js';
import { diagnosis, finding, fix, observation, run } from './build.js';
import { causes, checks } from './catalogue.js';

const url = 'http://host.docker.internal:11434';
const host = { vantage: 'host', instance: null } as const;
const blocked = (id: string, by: string) =>
  finding(id, 'skip', 'runner.blocked', {
    said: { code: 'runner.blocked', args: { check: by } },
    blockedBy: by,
    vantage: null,
  });

const recreate = `docker stop open-webui
docker rename open-webui open-webui-before-doctor
docker update --restart no open-webui-before-doctor
docker run -d --name open-webui --network host --restart always -v open-webui:/app/backend/data -e OLLAMA_BASE_URL=http://127.0.0.1:11434 --label 'note=it'\\''s mine' ghcr.io/open-webui/open-webui:main`;
const back = `docker rm -f open-webui
docker rename open-webui-before-doctor open-webui
docker start open-webui`;

const listen = `sudo mkdir -p /etc/systemd/system/ollama.service.d
sudo tee /etc/systemd/system/ollama.service.d/owui-doctor.conf >/dev/null <<'END'
[Service]
Environment=OLLAMA_HOST=0.0.0.0
END
sudo systemctl daemon-reload && sudo systemctl restart ollama`;

/** Ollama on loopback only; Hugging Face blocked besides; the page healthy. */
export const failing: RunResult = run({
  checks,
  causes,
  findings: [
    finding('docker.engine', 'pass', 'good', { ...host, said: { code: 'good', args: { version: '27.5.1' } } }),
    finding('webui.running', 'pass', 'good'),
    finding('webui.page', 'pass', 'good', {
      said: { code: 'good', args: { url: 'http://localhost:3000' } },
      observations: ['o1'],
    }),
    finding('webui.version', 'unknown', 'offline'),
    finding('ollama.url', 'pass', 'good', { subject: url, said: { code: 'good', args: { url } } }),
    finding('ollama.tags', 'fail', 'refused', {
      subject: url,
      said: { code: 'refused', args: { url } },
      observations: ['o2'],
    }),
    finding('ollama.listener', 'fail', 'loopback', { vantage: 'host', said: { code: 'loopback', args: { pid: 812 } } }),
    blocked('ollama.proxied', 'ollama.tags'),
    blocked('ollama.models', 'ollama.proxied'),
    blocked('ollama.version', 'ollama.tags'),
    finding('reach.matrix', 'pass', 'good', {
      said: { code: 'good', args: { n: 4 } },
      observations: ['o3', 'o4', 'o5', 'o6', 'o7', 'o8', 'o9', 'o10'],
    }),
    finding('hf.http', 'warn', 'blocked', {
      said: { code: 'blocked', args: { host: 'huggingface.co' } },
      observations: ['o11'],
      durationMs: 212,
    }),
  ],
  observations: [
    observation('o1', 'http://localhost:3000/health', {
      vantage: 'host',
      kind: 'http',
      address: '127.0.0.1',
      port: 3000,
      times: { dns: 1, tcp: 0, http: 3, total: 4 },
      evidence: { status: 200, contentType: 'application/json', json: { status: true } },
    }),
    observation('o2', `${url}/api/tags`, {
      kind: 'http',
      outcome: 'refused',
      phase: 'tcp',
      address: '172.17.0.1',
      port: 11434,
      times: { dns: 1, tcp: 0, total: 1 },
      evidence: { code: 'ECONNREFUSED', errno: 111, syscall: 'connect' },
    }),
    observation('o3', '127.0.0.1:11434', { vantage: 'host', address: '127.0.0.1', port: 11434 }),
    observation('o4', '127.0.0.1:11434', { outcome: 'refused', phase: 'tcp', address: '127.0.0.1', port: 11434 }),
    observation('o5', '[::1]:11434', {
      vantage: 'host',
      outcome: 'refused',
      phase: 'tcp',
      address: '::1',
      port: 11434,
    }),
    observation('o6', '[::1]:11434', { outcome: 'refused', phase: 'tcp', address: '::1', port: 11434 }),
    observation('o7', 'host.docker.internal:11434', { vantage: 'host', outcome: 'dns-not-found', phase: 'dns' }),
    observation('o8', 'host.docker.internal:11434', {
      outcome: 'refused',
      phase: 'tcp',
      address: '172.17.0.1',
      port: 11434,
    }),
    observation('o9', '172.17.0.1:11434', {
      vantage: 'host',
      outcome: 'refused',
      phase: 'tcp',
      address: '172.17.0.1',
      port: 11434,
    }),
    observation('o10', '172.17.0.1:11434', {
      outcome: 'timeout',
      phase: 'tcp',
      address: '172.17.0.1',
      port: 11434,
      times: { tcp: 4001, total: 4001 },
    }),
    observation('o11', 'https://huggingface.co/', {
      kind: 'http',
      outcome: 'reset',
      phase: 'tls',
      address: '203.0.113.7',
      port: 443,
      times: { dns: 5, tcp: 20, tls: 187, total: 212 },
      evidence: { code: 'ECONNRESET' },
    }),
  ],
  diagnoses: [
    {
      rank: 1,
      diagnosis: diagnosis('ollama-bound-loopback', {
        explains: ['ollama.tags', 'ollama.listener'],
        message: { code: 'message', args: { container: 'open-webui', url, address: '127.0.0.1:11434' } },
        proof: [
          { observation: 'o2', says: { code: 'refused', args: {} } },
          { observation: null, says: { code: 'listens', args: {} } },
        ],
        refuted: [{ cause: 'ufw-drops-docker0', because: { code: 'canary', args: {} } }],
      }),
      fixes: [
        {
          plan: fix(
            'listen-everywhere',
            { code: 'listen-all', args: {} },
            {
              commands: [{ run: listen, where: 'host', needsRoot: true }],
              undo: [
                {
                  run: 'sudo rm /etc/systemd/system/ollama.service.d/owui-doctor.conf && sudo systemctl daemon-reload && sudo systemctl restart ollama',
                  where: 'host',
                  needsRoot: true,
                },
              ],
              sideEffects: [{ code: 'exposes', args: {} }],
            },
          ),
          rehearsal: 'not-possible',
          detail: { code: 'untried', args: {} },
        },
        {
          plan: fix(
            'host-network',
            { code: 'host-network', args: { container: 'open-webui' } },
            {
              commands: [{ run: recreate, where: 'host', needsRoot: false }],
              undo: [{ run: back, where: 'host', needsRoot: false }],
              sideEffects: [{ code: 'moves', args: {} }],
            },
          ),
          rehearsal: 'worked',
          detail: { code: 'tried', args: {} },
        },
      ],
    },
    {
      rank: 2,
      diagnosis: diagnosis('hf-blocked-reset', {
        certainty: 'likely',
        explains: ['hf.http'],
        failingHop: 'huggingface',
        message: { code: 'message', args: { host: 'huggingface.co' } },
        proof: [{ observation: 'o11', says: { code: 'message', args: { host: 'huggingface.co' } } }],
      }),
      fixes: [
        {
          plan: fix(
            'mirror',
            { code: 'mirror', args: {} },
            {
              steps: [{ code: 'admin', args: {} }],
              sideEffects: [{ code: 'third', args: {} }],
            },
          ),
          rehearsal: 'skipped',
          detail: { code: 'untried', args: {} },
        },
      ],
    },
  ],
});
