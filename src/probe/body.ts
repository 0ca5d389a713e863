import type { IncomingMessage } from 'node:http';
import { BODY_BYTES, INFLATED_BYTES } from '../budgets.js';
import { type Ending, within } from './ending.js';
import { FLOOD } from './exchange.js';

export interface Body {
  readonly text: string;
  /** Bytes that came over the wire. */
  readonly bytes: number;
  readonly truncated: boolean;
}

/** Of a megabyte, chunks of some fifty bytes each: more of them are a flood. */
const MOST_CHUNKS = 20_000;

/**
 * Reads an answer's body up to the limits of size, and inflates it where it is compressed.
 * @throws Fault in phase body: cut short by the peer, not what it claims to be, too slow
 */
export async function readBody(answer: IncomingMessage, ending: Ending): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const cut = await within<boolean>(ending, 'body', (done, fail) => {
    // It may have failed between its head and now: nobody would say so again.
    if (answer.errored) fail(answer.errored);
    const chunked = /chunked\s*$/i.test(answer.headers['transfer-encoding'] ?? '');
    answer.on('data', (chunk: Buffer) => {
      if (chunked && chunks.length >= MOST_CHUNKS) {
        fail({ code: FLOOD });
        answer.destroy();
        return;
      }
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= BODY_BYTES) return;
      done(true);
      answer.destroy();
    });
    answer.once('end', () => done(false));
    answer.on('error', fail);
    return () => answer.destroy();
  });
  const raw = Buffer.concat(chunks).subarray(0, BODY_BYTES);
  const encoding = (answer.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (!/^(gzip|x-gzip|deflate)$/.test(encoding) || raw.length === 0)
    return { text: raw.toString('utf8'), bytes, truncated: cut };
  const { inflate } = await import('./inflate.js');
  const { data, truncated } = await inflate(raw, cut, INFLATED_BYTES, ending);
  return { text: data.toString('utf8'), bytes, truncated: truncated || cut };
}
