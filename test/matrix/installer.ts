import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Lab, neighbourAddress } from '../lab/index.js';

/** The stand-in's program "is" the version that this file names; without the file it is the newest. */
const SCRIPT = '#!/bin/sh\nset -e\nrm -f "$HOME/.ollama/standin-version"\necho ">>> Install complete."\n';

const SERVER = `
import http.server, ssl, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = open(sys.argv[3], 'rb').read() if self.path == '/install.sh' else b''
        self.send_response(200 if body else 404)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.ThreadingHTTPServer((sys.argv[1], 443), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True)
print('ready', flush=True)
server.serve_forever()
`;

/** Gives the lab an https://ollama.com/install.sh that does what the real one does without systemd: it replaces the program. */
export async function serveInstaller(lab: Lab): Promise<void> {
  const [script, certificate] = [join(lab.dir, 'install.sh'), join(lab.dir, 'ollama.com.pem')];
  writeFileSync(script, SCRIPT);
  const authority = join(dirname(lab.caFile), 'ca');
  const key = execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout'], { encoding: 'utf8' });
  writeFileSync(certificate, key);
  const issue = ['req', '-x509', '-new', '-key', certificate, '-CA', `${authority}.pem`, '-CAkey', `${authority}.key`];
  const about = ['-subj', '/CN=ollama.com', '-days', '30', '-addext', 'subjectAltName=DNS:ollama.com'];
  const leaf = ['-addext', 'basicConstraints=critical,CA:FALSE'];
  const signed = execFileSync('openssl', [...issue, ...about, ...leaf], { encoding: 'utf8' });
  writeFileSync(certificate, key + signed);
  await serving(lab, ['python3', '-c', SERVER, neighbourAddress, certificate, script], 'internet');
  await lab.dns.set('ollama.com', [neighbourAddress]);
}

/** Starts a server of a scenario and waits until it says that it listens. */
export async function serving(lab: Lab, command: readonly string[], place: 'host' | 'internet'): Promise<void> {
  const server = await lab.hostSpawn(command, { place });
  for (let tries = 0; tries < 100; tries++) {
    if (server.log().includes('ready')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${command[0]} does not listen: ${server.log()}`);
}
