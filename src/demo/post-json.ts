import { request } from 'node:http';

/** Limit of one request between the demo's own parts, in milliseconds. */
const LIMIT_MS = 5_000;

/**
 * Posts JSON to one of the demo's own servers. Not by `fetch`, which a proxy of the environment may capture.
 * @param token sent as a bearer token where it is given
 * @returns the answer's JSON
 * @throws Error for an answer that is no success, and what the connection throws
 */
export function postJson(url: string, body: object, token?: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    };
    const signal = AbortSignal.timeout(LIMIT_MS);
    const sent = request(url, { method: 'POST', headers, agent: false, signal }, (answer) => {
      let received = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        received += part;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(received));
        else reject(new Error(`${url} answered ${answer.statusCode}.`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}
