import { type OutgoingHttpHeaders, request } from 'node:http';

/** One answer of a server, as a recording holds it: a repeated header shows its last value. */
export interface Exchange {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Question {
  readonly method: string;
  /** Sent as it stands, slashes and dots included. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** Asks a server on loopback, with exactly the headers given; only a Host header is added where there is none. */
export function exchange(port: number, question: Question): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const { method, path, body } = question;
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const headers = { Host: `127.0.0.1:${port}`, ...length, ...question.headers };
    const sent = request({ host: '127.0.0.1', port, method, path, headers, setHost: false, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const pairs = answer.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [[name, all[at + 1] ?? '']] : []));
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(pairs),
          body: Buffer.concat(parts).toString(),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
