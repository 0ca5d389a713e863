import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { handshake, settled } from './handshake.js';
import { trustOf } from './trust.js';
import { type Eyes, type Notes, timed } from './way.js';

/**
 * Puts TLS on an open connection, and notes what the server showed.
 * @param name sent as SNI and checked
 * @throws Fault in phase tls
 */
export async function secure(socket: Duplex, name: string, eyes: Eyes, notes: Notes): Promise<TLSSocket> {
  const trust = trustOf(eyes.client, eyes.env, eyes.prefix);
  try {
    const secured = await timed('tls', notes, () => handshake(socket, name, trust, eyes.ending));
    notes.socket = secured.socket;
    notes.evidence = { ...notes.evidence, ...secured.evidence };
    return secured.socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The whole of a TLS probe, over an open connection. */
export async function askTls(socket: Duplex, name: string, eyes: Eyes, notes: Notes): Promise<void> {
  const secured = await secure(socket, name, eyes, notes);
  await settled(secured, eyes.ending);
}
