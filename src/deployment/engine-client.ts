import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';
import type Docker from 'dockerode';
import type { EngineAddress } from './engine-address.js';

/**
 * Makes a client of the engine at an address. Nothing is sent yet.
 * @throws never for what the environment says: DOCKER_HOST and its companions are not looked at
 */
export async function engineClient(address: EngineAddress): Promise<Docker> {
  const { default: Dockerode } = await import('dockerode');
  // The library lets DOCKER_HOST win over a socket path that it is given, and reads certificates named there.
  const before = process.env.DOCKER_HOST;
  delete process.env.DOCKER_HOST;
  try {
    if (address.kind === 'socket') return new Dockerode({ socketPath: address.path });
    // The socket path stands in: with a host the library parses its URLs in a way that Node warns about.
    const options = { socketPath: 'agent', protocol: 'http' as const, agent: agentFor(address) };
    return new Dockerode(options);
  } finally {
    if (before !== undefined) process.env.DOCKER_HOST = before;
  }
}

/** An HTTP agent whose connections lead to the engine: over TCP, TLS, or the user's own ssh program. */
function agentFor(address: Exclude<EngineAddress, { kind: 'socket' }>): http.Agent {
  const agent = new http.Agent({ keepAlive: false });
  agent.createConnection = () => (address.kind === 'ssh' ? overSsh(address) : overTcp(address));
  return agent;
}

function overTcp({ host, port, tls: material }: Extract<EngineAddress, { kind: 'tcp' }>): Duplex {
  if (!material) return net.connect({ host, port });
  return tls.connect({
    host,
    port,
    ...(net.isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: material.verify,
    ...(material.ca ? { ca: material.ca } : {}),
    ...(material.cert && material.key ? { cert: material.cert, key: material.key } : {}),
  });
}

/** As the docker program does: `docker system dial-stdio` on the other machine, with the user's keys and known hosts. */
function overSsh({ user, host, port }: Extract<EngineAddress, { kind: 'ssh' }>): Duplex {
  const to = user ? `${user}@${host}` : host;
  const child = spawn(
    'ssh',
    ['-o', 'BatchMode=yes', '-T', ...(port ? ['-p', String(port)] : []), '--', to, 'docker', 'system', 'dial-stdio'],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const duplex = Duplex.from({ writable: child.stdin, readable: child.stdout });
  child.on('error', (error) => duplex.destroy(error));
  duplex.on('close', () => child.kill());
  return duplex;
}
