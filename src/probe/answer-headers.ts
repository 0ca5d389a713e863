import type { IncomingHttpHeaders } from 'node:http';
import { shownLocation } from '../secrets/address.js';

/** Headers that say something about who answered; every other one stays unread. */
const SHOWN = /^(server|location|date|via|x-repo-commit|x-error-code|retry-after|x-ratelimit-[a-z0-9-]{1,40}|link)$/;
const MOST_CHARACTERS = 300;

/**
 * The headers that may be shown, cut. Of `www-authenticate` the scheme alone; of `location` no password.
 * @param headers of an answer, lower-case names
 */
export function shownHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
    if (name === 'www-authenticate') shown[name] = text.split(/[\s,]/, 1)[0]?.slice(0, 40) ?? '';
    else if (name === 'location') shown[name] = shownLocation(text).slice(0, MOST_CHARACTERS);
    else if (SHOWN.test(name)) shown[name] = text.slice(0, MOST_CHARACTERS);
  }
  return shown;
}
