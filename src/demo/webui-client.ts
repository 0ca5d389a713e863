import { type IncomingMessage, request as requestHttp, STATUS_CODES } from 'node:http';
import { request as requestHttps } from 'node:https';
import { limited } from '../deployment/limited.js';
import { joinHostPort } from './ollama-host.js';
import { readClientUrl } from './webui-url.js';

/** What Open WebUI's client got from its backend. */
export type BackendAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly value: unknown; readonly empty: boolean }
  /** An answer, but no JSON: a page, a text, nothing. */
  | { readonly kind: 'other'; readonly status: number; readonly reason: string; readonly url: string }
  /** No answer; the text is the client's own. */
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'timeout' };

const REDIRECTS = 10;
const BODY_LIMIT = 4_194_304;

/**
 * Asks a backend with GET, as Open WebUI does: redirects are followed, the type of the answer has to be JSON.
 * @param url the setting with the path behind it, as it is
 * @param limitMs limit of the whole, in milliseconds; null waits without end, as the numbered routes do
 * @param signal ends the request when Open WebUI itself ends
 */
export async function askBackend(url: string, limitMs: number | null, signal: AbortSignal): Promise<BackendAnswer> {
  const both = limitMs === null ? signal : limited([signal], limitMs);
  try {
    return await follow(url, both, REDIRECTS);
  } catch (error) {
    return both.aborted ? { kind: 'timeout' } : { kind: 'failed', text: failure(url, error) };
  }
}

async function follow(url: string, signal: AbortSignal, left: number): Promise<BackendAnswer> {
  const target = readClientUrl(url);
  if (!target.ok) return { kind: 'failed', text: target.text };
  const answer = await send(target, signal);
  const location = answer.headers.location;
  const status = answer.statusCode ?? 0;
  if ([301, 302, 303, 307, 308].includes(status) && location !== undefined && left > 0) {
    answer.resume();
    return follow(new URL(location, url).href, signal, left - 1);
  }
  const body = await text(answer);
  // The client takes a JSON answer without a byte for null, and one that breaks off for a failure.
  if (/^application\/([\w.+-]+\+)?json\b/i.test(answer.headers['content-type'] ?? ''))
    return { kind: 'json', status, value: body.trim() === '' ? null : JSON.parse(body), empty: body.trim() === '' };
  return { kind: 'other', status, reason: STATUS_CODES[status] ?? '', url };
}

function send(target: Extract<ReturnType<typeof readClientUrl>, { ok: true }>, signal: AbortSignal) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const { secure, host, port, path } = target;
    const options = {
      host,
      port,
      path,
      signal,
      agent: false,
      headers: { Accept: '*/*', Host: joinHostPort(host, port) },
    };
    const request = (secure ? requestHttps : requestHttp)(options, resolve);
    request.on('error', reject);
    request.end();
  });
}

async function text(answer: IncomingMessage): Promise<string> {
  let body = '';
  answer.setEncoding('utf8');
  for await (const part of answer) if (body.length < BODY_LIMIT) body += part;
  return body;
}

/** The client's sentence for an error, which the numbered routes show and the log keeps. */
function failure(url: string, error: unknown): string {
  const target = readClientUrl(url);
  const code = codeOf(error);
  if (!target.ok) return target.text;
  if (code === 'ECONNRESET') return hungUp(error) ? 'Server disconnected' : '[Errno 104] Connection reset by peer';
  const cannot = (tls: string, why: string): string =>
    `Cannot connect to host ${target.host}:${target.port} ssl:${tls} [${why}]`;
  if (code === 'ENOTFOUND' || code === 'EAI_NODATA') return cannot('default', 'Name or service not known');
  if (code === 'EAI_AGAIN') return cannot('default', 'Temporary failure in name resolution');
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO')
    return cannot('default', '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)');
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT' || code === 'SELF_SIGNED_CERT_IN_CHAIN')
    return cannot(
      'True',
      "SSLCertVerificationError: (1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)')",
    );
  const tried = error instanceof AggregateError ? error.errors : [error];
  const calls = tried.map((each) => connectCall(each, target.host, target.port));
  const errno = typeof error === 'object' && error !== null && 'errno' in error ? Math.abs(Number(error.errno)) : 111;
  if (calls.length === 1) return cannot('default', calls[0] ?? '');
  return cannot('default', `Multiple exceptions: ${calls.map((call) => `[Errno ${errno}] ${call}`).join(', ')}`);
}

function connectCall(error: unknown, host: string, port: number): string {
  const address = typeof error === 'object' && error !== null && 'address' in error ? String(error.address) : host;
  return `Connect call failed ('${address}', ${port}${address.includes(':') ? ', 0, 0' : ''})`;
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** Node tells an orderly end before the answer with the code of a reset, and without a system call. */
function hungUp(error: unknown): boolean {
  return typeof error === 'object' && error !== null && !('syscall' in error);
}
