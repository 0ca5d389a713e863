import type { IncomingMessage } from 'node:http';

/** No request to a stand-in needs more, in bytes. */
const BODY_LIMIT = 1_048_576;

/** Reads a request's body to its end as a JSON object; an empty one where it is none, is too long or breaks off. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  try {
    request.setEncoding('utf8');
    for await (const part of request) if (text.length < BODY_LIMIT) text += part;
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
