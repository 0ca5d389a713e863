import type { Hop } from '../../src/types/cause.js';
import { type Lab, newestVersion, webuiImage } from '../lab/index.js';
import { HOST_GATEWAY, PAGE } from './scenario.js';

/** A fault that looks like a named cause and is another one: the hop is named, and the wrong cause is not. */
export interface Misnamed {
  readonly name: string;
  readonly hop: Hop;
  /** What has to stand in the sentence. */
  readonly says: RegExp;
  arrange(lab: Lab): Promise<unknown>;
}

const IMAGE = webuiImage(newestVersion);
const BY_NAME = { 'ollama.base_urls': ['http://host.docker.internal:11434'] };
const webui = (lab: Lab, ...run: readonly string[]) =>
  lab.webui({ run: [...PAGE, ...HOST_GATEWAY, ...run], rows: BY_NAME });

async function take(lab: Lab, port: number): Promise<void> {
  await lab.hostSpawn(['python3', '-m', 'http.server', String(port), '--directory', '/usr/share/doc'], { cwd: '/tmp' });
  const tries = `for i in $(seq 100); do (: </dev/tcp/127.0.0.1/${port}) 2>/dev/null && exit 0; sleep 0.1; done; exit 1`;
  const { code } = await lab.host(['bash', '-c', tries]);
  if (code !== 0) throw new Error(`nothing listens on ${port}`);
}

export const misnamed: readonly Misnamed[] = [
  {
    name: 'Ollama’s container is published on loopback',
    hop: 'listener',
    says: /container ollama, which publishes it on 127\.0\.0\.1 only/,
    arrange: async (lab) => {
      await lab.ollama({ as: 'container', run: ['-p', '127.0.0.1:11434:11434'] });
      await webui(lab);
    },
  },
  {
    name: 'Ollama’s container listens on its own loopback',
    hop: 'listener',
    says: /OLLAMA_HOST=127\.0\.0\.1/,
    arrange: async (lab) => {
      await lab.ollama({ as: 'container', listen: '127.0.0.1', run: ['-p', '11434:11434'] });
      await webui(lab);
    },
  },
  {
    name: 'the port of the page is taken',
    hop: 'webui',
    says: /a port that it publishes \(3000\) is taken/,
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await take(lab, 3000);
      await webui(lab).then(
        () => Promise.reject(new Error('it was started')),
        () => undefined,
      );
    },
  },
  {
    name: 'compose waits for Ollama',
    hop: 'webui',
    says: /is started only when ollama/,
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await lab.docker(
        ...['create', '--name', 'open-webui', ...PAGE, ...HOST_GATEWAY],
        ...['--label', 'com.docker.compose.depends_on=ollama:service_healthy:false', IMAGE],
      );
    },
  },
  {
    name: 'the port of the program is taken',
    hop: 'webui',
    says: /another program has port 8080/,
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await take(lab, 8080);
      await lab.webui({ run: ['--network=host'], wait: false });
      await lab.docker('wait', 'open-webui');
    },
  },
  {
    name: 'SSL_CERT_FILE names no file',
    hop: 'tls',
    says: /SSL_CERT_FILE=\/nowhere\.pem names cannot be read there/,
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await webui(lab, '-e', 'SSL_CERT_FILE=/nowhere.pem');
    },
  },
];
