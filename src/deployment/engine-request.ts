import http from 'node:http';
import { Duplex } from 'node:stream';
import { ENGINE_ANSWER_BYTES, ENGINE_CALL_MS, ENGINE_LIST_BYTES } from '../budgets.js';
import { EngineError } from './engine-error.js';
import { limited } from './limited.js';

/** One question to the engine. */
export interface Question {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  /** JSON; absent: none. */
  readonly body?: string;
  /** `json`: an object or a list; `bytes`: a buffer; `stream`: what follows the head, in both directions where `input`. */
  readonly wanted: 'json' | 'bytes' | 'stream';
  /** True where something will be written to the stream. */
  readonly input: boolean;
  /** Whether a status is a success. */
  readonly accepts: (status: number) => boolean;
  /** Ends the question, and the stream that it led to. Absent: it has ENGINE_CALL_MS. */
  readonly signal?: AbortSignal;
}

/**
 * Puts one question to the engine. It settles whatever the other side does: with the answer, with an error, or once the
 * signal fires. No redirect is followed, and no event of the connection is left without a listener.
 * @param agent makes the connection
 * @throws EngineError, an error of Node's with a code, or an AbortError
 */
export function askEngine(agent: http.Agent, question: Question): Promise<object> {
  const signal = question.signal ?? limited([], ENGINE_CALL_MS);
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(aborted(signal));
      return;
    }
    const { method, path, headers, wanted } = question;
    const request = http.request({ agent, method, path, headers });
    let stream: Duplex | http.IncomingMessage | null = null;
    const stop = (): void => {
      reject(aborted(signal));
      request.destroy();
      stream?.destroy();
    };
    signal.addEventListener('abort', stop, { once: true });
    const fail = (error: unknown): void => {
      reject(error);
      request.destroy();
    };
    const give = (opened: Duplex | http.IncomingMessage): void => {
      stream = opened;
      // Whoever reads it listens to its end; an error that comes when nobody does is no defect.
      stream.on('error', () => undefined);
      stream.once('close', () => signal.removeEventListener('abort', stop));
      resolve(stream);
    };
    request.on('error', fail);
    request.on('close', () => {
      // The last word where nothing else was said: a promise that never settles would end the process in silence.
      if (stream !== null) return;
      signal.removeEventListener('abort', stop);
      reject(closed());
    });
    request.on('upgrade', (_response, socket, first) => {
      if (wanted !== 'stream') return fail(new EngineError('ENGINE_MALFORMED'));
      if (first.length > 0) socket.unshift(first);
      give(socket);
    });
    request.on('response', (response) => {
      response.on('error', fail);
      const status = response.statusCode ?? 0;
      if (!question.accepts(status)) return fail(new EngineError('ENGINE_STATUS', status));
      if (wanted === 'stream') return give(question.input ? both(request, response) : response);
      wholeBody(response, limitOf(path))
        .then((bytes) => resolve(wanted === 'bytes' ? bytes : parse(bytes)))
        .catch(fail);
    });
    if (question.body !== undefined) request.write(question.body);
    if (!question.input) request.end();
    else request.flushHeaders();
  });
}

function wholeBody(response: http.IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      reject(new EngineError('ENGINE_TOO_LARGE'));
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('close', () => reject(closed()));
  });
}

/**
 * An object or a list: nothing else is an answer of the engine's. An empty body stands for an empty object.
 * @throws EngineError
 */
function parse(bytes: Buffer): object {
  const text = bytes.toString('utf8').trim();
  try {
    const answer: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof answer === 'object' && answer !== null) return answer;
  } catch {
    // Told below.
  }
  throw new EngineError('ENGINE_MALFORMED');
}

/** An engine that does not switch protocols sends its output as a body, and reads its input as one. */
function both(writable: http.ClientRequest, readable: http.IncomingMessage): Duplex {
  return Duplex.from({ writable, readable });
}

/** Only the list of all containers may be long. */
function limitOf(path: string): number {
  return /\/containers\/json(?:\?|$)/.test(path) ? ENGINE_LIST_BYTES : ENGINE_ANSWER_BYTES;
}

function aborted(signal: AbortSignal): Error {
  const error = new Error('The question to the engine was given up.', { cause: signal.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

function closed(): Error {
  return Object.assign(new Error('The connection to the engine was closed.'), { code: 'ECONNRESET' });
}
