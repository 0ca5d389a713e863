import http from 'node:http';
import https from 'node:https';
import type { OllamaUrl } from '../types/deployment.js';
import { type ConnectionConfigs, reduceConfigs, withConfigs } from './environment.js';
import { limited } from './limited.js';

/** The page's own server is near: one that takes longer is not waited for. */
const LIMIT_MS = 1_000;
const MOST_BYTES = 262_144;

/** What an Open WebUI says of itself to everybody. */
export interface WebuiSaid {
  readonly url: string;
  readonly version: string;
}

/**
 * Asks an address whether an Open WebUI is there: `/api/config` answers with JSON of certain keys.
 * @returns null where none is; never throws
 */
export async function askWebui(base: string, signal: AbortSignal): Promise<WebuiSaid | null> {
  const answer = await getJson(`${base.replace(/\/+$/, '')}/api/config`, {}, signal);
  const version = answer?.get('version');
  const known = answer?.get('status') === true && typeof answer.get('name') === 'string' && answer.has('features');
  return known && typeof version === 'string' ? { url: base, version: version.slice(0, 60) } : null;
}

/** What is in force, as the administrator's route tells it. */
export interface AdminSaid {
  readonly urls: readonly OllamaUrl[];
  readonly enabled: boolean;
}

/**
 * Asks a running Open WebUI for the list of Ollama URLs in force.
 * @param token an administrator's token; sent to this address only
 * @returns null where it is refused, or nothing answers
 */
export async function askAdmin(base: string, token: string, signal: AbortSignal): Promise<AdminSaid | null> {
  const answer = await getJson(
    `${base.replace(/\/+$/, '')}/ollama/config`,
    { authorization: `Bearer ${token}` },
    signal,
  );
  const urls = answer?.get('OLLAMA_BASE_URLS');
  if (!answer || !Array.isArray(urls)) return null;
  const raw = answer.get('OLLAMA_API_CONFIGS');
  const configs: ConnectionConfigs = typeof raw === 'object' && raw !== null ? reduceConfigs(raw) : {};
  return {
    urls: withConfigs(
      urls.map((url) => String(url)),
      'database',
      '/ollama/config',
      configs,
    ),
    enabled: Boolean(answer.get('ENABLE_OLLAMA_API')),
  };
}

function getJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, unknown> | null> {
  return new Promise((resolve) => {
    if (!URL.canParse(url)) return resolve(null);
    const limit = limited([signal], LIMIT_MS);
    const { get } = url.startsWith('https:') ? https : http;
    const request = get(url, { headers, signal: limit, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) request.destroy();
        else chunks.push(chunk);
      });
      response.on('error', () => resolve(null));
      response.on('close', () => resolve(response.statusCode === 200 ? parsed(Buffer.concat(chunks)) : null));
    });
    request.on('error', () => resolve(null));
  });
}

function parsed(body: Buffer): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : null;
  } catch {
    return null;
  }
}
