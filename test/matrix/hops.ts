import type { Hop } from '../../src/types/cause.js';
import { type Lab, neighbourAddress, type WebUi } from '../lab/index.js';
import { HOST_GATEWAY, PAGE } from './scenario.js';

/** A fault on the way to Ollama that has no cause of its own: the hop is named, and nothing is guessed. */
export interface HopFault {
  readonly name: string;
  readonly hop: Hop;
  arrange(lab: Lab): Promise<WebUi>;
}

/** An oddity that Open WebUI's own client puts up with. */
export interface Tolerated {
  readonly name: string;
  readonly url: string;
}

const GATEWAY = 'http://172.17.0.1:11434';
const DEAD_NEIGHBOUR = '192.168.77.99';
const PROXY_PORT = 3128;

const start = (lab: Lab, url: string, run: readonly string[] = []): Promise<WebUi> =>
  lab.webui({ run: [...PAGE, ...HOST_GATEWAY, ...run], rows: { 'ollama.base_urls': [url] } });

function walled(name: string, ...verdict: readonly string[]): HopFault {
  return {
    name,
    hop: 'firewall',
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      const webui = await start(lab, GATEWAY);
      await lab.firewall('-I', 'INPUT', '-i', 'docker0', '-p', 'tcp', '--dport', '11434', ...verdict);
      return webui;
    },
  };
}

function proxied(name: string, address: string, prepare: (lab: Lab) => Promise<unknown>): HopFault {
  return {
    name,
    hop: 'proxy',
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await prepare(lab);
      const proxy = `http://${address}:${PROXY_PORT}`;
      // Hugging Face stays out of it: what is asked here is the way to Ollama.
      return await start(lab, GATEWAY, ['-e', `HTTP_PROXY=${proxy}`, '-e', `http_proxy=${proxy}`]);
    },
  };
}

const badGateway = `
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(502)
HTTPServer(("0.0.0.0", ${PROXY_PORT}), Answer).serve_forever()
`;

/** Starts a server on the host and waits until it listens. */
async function serve(lab: Lab, command: readonly string[], port: number): Promise<void> {
  await lab.hostSpawn(command, { cwd: '/tmp' });
  const tries = `for i in $(seq 150); do (: </dev/tcp/127.0.0.1/${port}) 2>/dev/null && exit 0; sleep 0.1; done; exit 1`;
  const { code } = await lab.host(['bash', '-c', tries]);
  if (code !== 0) throw new Error(`nothing listens on ${port}`);
}

export const hopFaults: readonly HopFault[] = [
  walled('a firewall that drops', '-j', 'DROP'),
  walled('a firewall that rejects as a closed port does', '-j', 'REJECT', '--reject-with', 'icmp-port-unreachable'),
  walled('a firewall that rejects with a reset', '-j', 'REJECT', '--reject-with', 'tcp-reset'),
  walled('a firewall that rejects as prohibited', '-j', 'REJECT', '--reject-with', 'icmp-host-prohibited'),
  proxied('a proxy on a dead machine', DEAD_NEIGHBOUR, async () => undefined),
  proxied('a proxy that answers 502', '172.17.0.1', (lab) => serve(lab, ['python3', '-c', badGateway], PROXY_PORT)),
  {
    name: 'a remote machine that is down',
    hop: 'route',
    arrange: (lab) => start(lab, `http://${DEAD_NEIGHBOUR}:11434`),
  },
  {
    name: 'a remote machine that refuses',
    hop: 'listener',
    arrange: (lab) => start(lab, `http://${neighbourAddress}:11434`),
  },
  {
    name: 'a web server on the port',
    hop: 'http',
    arrange: async (lab) => {
      await serve(lab, ['python3', '-m', 'http.server', '11434', '--directory', '/usr/share/doc'], 11_434);
      return await start(lab, GATEWAY);
    },
  },
];

export const tolerated: readonly Tolerated[] = [
  { name: 'a trailing slash', url: `${GATEWAY}/` },
  { name: 'a trailing carriage return', url: `${GATEWAY}\r` },
];
export { start as withUrl };
