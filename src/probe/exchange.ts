import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Ending, within } from './ending.js';
import { faultOf } from './fault.js';

/** Code of what comes in so many small pieces that it would be read for ever. */
export const FLOOD = 'HPE_FLOOD';

/** Node's own limit, said here because a larger answer is `http-invalid` from every vantage point. */
const MOST_HEADER_BYTES = 16_384;
const MOST_SHOWN = 512;
/** Answers with a status of 1xx before the real one: more of them are a flood. */
const MOST_INTERIM = 100;

export interface Asked {
  readonly method: string;
  /** Path and query, or the whole URL for a proxy. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends one request over an open connection and waits for the head of the answer.
 * @throws Fault in phase http
 */
export function exchange(socket: Duplex, asked: Asked, ending: Ending): Promise<IncomingMessage> {
  return within<IncomingMessage>(ending, 'http', (done, fail) => {
    const request = http.request({
      method: asked.method,
      path: asked.path,
      headers: asked.headers,
      setHost: false,
      maxHeaderSize: MOST_HEADER_BYTES,
      createConnection: () => socket,
    });
    // Heard during the body too: a reset is told here before the answer itself is called aborted.
    let answer: IncomingMessage | null = null;
    request.on('error', (error) => {
      if (!answer) fail(describe(error));
      else if (!answer.complete) answer.destroy(error);
    });
    request.once('response', (message) => {
      answer = message;
      message.on('error', () => {});
      done(message);
    });
    let interim = 0;
    request.on('information', () => {
      interim += 1;
      if (interim <= MOST_INTERIM) return;
      fail({ code: FLOOD });
      request.destroy();
      socket.destroy();
    });
    request.once('upgrade', () => fail({ code: 'HPE_UNEXPECTED_UPGRADE' }));
    request.end();
    return () => {
      request.destroy();
      socket.destroy();
    };
  });
}

/** What came in place of HTTP says who is there: `SSH-2.0-…`. */
function describe(error: Error): unknown {
  if (!('rawPacket' in error) || !Buffer.isBuffer(error.rawPacket)) return error;
  const bodyStart = error.rawPacket.subarray(0, MOST_SHOWN).toString('latin1');
  return faultOf('http', error, { bodyStart });
}
