import { createInflate, createInflateRaw, createUnzip } from 'node:zlib';
import { type Ending, within } from './ending.js';

/**
 * Inflates gzip, zlib or raw deflate, and stops where it would grow beyond the limit.
 * @param cut true where `raw` is only the beginning: its end is then no fault
 * @param limit most bytes of the result
 */
export function inflate(
  raw: Buffer,
  cut: boolean,
  limit: number,
  ending: Ending,
): Promise<{ readonly data: Buffer; readonly truncated: boolean }> {
  return within(ending, 'body', (done, fail) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = decoderFor(raw);
    const finish = (truncated: boolean) => {
      done({ data: Buffer.concat(chunks).subarray(0, limit), truncated });
      stream.destroy();
    };
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) finish(true);
    });
    stream.once('end', () => finish(cut));
    stream.on('error', (error) =>
      cut && 'code' in error && error.code === 'Z_BUF_ERROR' ? finish(true) : fail(error),
    );
    stream.end(raw);
    return () => stream.destroy();
  });
}

/** `deflate` is sent with and without zlib's header; the first byte tells. */
function decoderFor(raw: Buffer) {
  const first = raw[0] ?? 0;
  if (first === 0x1f) return createUnzip();
  return (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
}
