/** How Open WebUI's HTTP client reads a URL: what it connects to, or the text with which it gives up. */
export type ClientUrl =
  | { readonly ok: true; readonly secure: boolean; readonly host: string; readonly port: number; readonly path: string }
  | { readonly ok: false; readonly text: string };

/**
 * Reads a URL as aiohttp does, which Open WebUI hands its setting and a path in one text. Kept apart from the doctor's
 * own reading on purpose: both are held to what the real program was seen to do.
 */
export function readClientUrl(text: string): ClientUrl {
  const url = text.replace(/[\r\n\t]/g, '');
  const match = /^(https?):\/\/(\[[^\]]*\]|[^/?#:]+)(?::(\d*))?([/?#].*)?$/i.exec(url);
  const secure = match?.[1]?.toLowerCase() === 'https';
  const port = match?.[3] === undefined || match[3] === '' ? (secure ? 443 : 80) : Number(match[3]);
  if (match === null || port > 65_535 || port < 1) return { ok: false, text: normalised(url) };
  return { ok: true, secure, host: (match[2] ?? '').replace(/^\[|\]$/g, ''), port, path: match[4] ?? '/' };
}

/** The URL as the client prints it back. */
function normalised(url: string): string {
  return url.replaceAll('"', '%22').replace(/^(https?):\/(?!\/)/, '$1:///');
}
