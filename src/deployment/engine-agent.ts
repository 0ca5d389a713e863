import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { EngineAddress } from './engine-address.js';

/** An HTTP agent whose connections lead to the engine: a socket, TCP, TLS, or the user's own ssh program. */
export function agentFor(address: EngineAddress): http.Agent {
  const agent = new http.Agent({ keepAlive: false });
  agent.createConnection = () => {
    const connection = connect(address);
    // Between two owners (a request, the stream that it led to) an error would have no listener.
    return connection.on('error', () => undefined);
  };
  return agent;
}

function connect(address: EngineAddress): Duplex {
  if (address.kind === 'socket') return net.connect({ path: address.path });
  return address.kind === 'ssh' ? overSsh(address) : overTcp(address);
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
