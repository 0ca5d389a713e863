import type { Args, Client, HttpProbe, Instance, InstanceContext, Observation, Text } from '../../src/plugin.js';
import { atLeast } from './own.js';
import { somebodyAnswered } from './trouble.js';

export const HUGGING_FACE = 'https://huggingface.co';
export const MIRROR = 'https://hf-mirror.com';
/** Public, small, and what Open WebUI downloads by default. */
const MODEL = 'sentence-transformers/all-MiniLM-L6-v2';
/** Another site of the outside world: where it is silent too, this machine is offline. */
const CONTROL = 'https://github.com/';

/** How HF_ENDPOINT is written. */
export type EndpointFault = 'empty' | 'missing-scheme' | 'trailing-slash';
export interface Endpoint {
  /** What the client of this version puts before its paths. */
  readonly base: string;
  /** True where HF_ENDPOINT is not set. */
  readonly usual: boolean;
  readonly fault: EndpointFault | null;
}

/**
 * Reads HF_ENDPOINT as the Hugging Face client of this version does: since its 0.28 (Open WebUI 0.6) it takes slashes off
 * the end; an empty value and one without a scheme break every URL.
 */
export function endpointOf({ settings, version }: Instance): Endpoint {
  const raw = settings.hubEndpoint?.value;
  if (raw === undefined) return { base: HUGGING_FACE, usual: true, fault: null };
  const base = atLeast(version, 0, 6, true) ? raw.replace(/\/+$/, '') : raw;
  if (base.trim() === '') return { base, usual: false, fault: 'empty' };
  if (!/^https?:\/\/[^\s/]+/.test(base)) return { base, usual: false, fault: 'missing-scheme' };
  return { base, usual: base === HUGGING_FACE, fault: base.endsWith('/') ? 'trailing-slash' : null };
}

/** The Hugging Face client of this version: httpx since Open WebUI 0.8, requests before. */
export function hubClient({ version }: Instance): Client {
  return atLeast(version, 0, 8, true) ? 'httpx' : 'requests';
}

/** Whether a start or a download of this instance needs Hugging Face; else a blocked one is a warning. */
export function hubSeverity({ settings }: Instance): 'fail' | 'warn' {
  const local = settings.embeddingEngine.value === '';
  return local && settings.embeddingCached.known && !settings.embeddingCached.value ? 'fail' : 'warn';
}

/** Why Hugging Face is not asked for an instance, or null where it is. */
export function hubOptOut({ instance, options }: InstanceContext): keyof typeof hubTexts | null {
  if (options.offline) return 'opted-out';
  const { hubOffline, offlineMode } = instance.settings;
  if (hubOffline.value || offlineMode.value) return 'offline-on-purpose';
  const { fault } = endpointOf(instance);
  return fault === 'empty' || fault === 'missing-scheme' ? 'endpoint-unusable' : null;
}
export const hubTexts = {
  'opted-out': { en: 'Nothing is asked of the outside: --offline.', 'zh-CN': '已指定 --offline，不访问外部网络。' },
  'offline-on-purpose': {
    en: 'Open WebUI is told to stay offline (HF_HUB_OFFLINE or OFFLINE_MODE).',
    'zh-CN': 'Open WebUI 已设置为离线（HF_HUB_OFFLINE 或 OFFLINE_MODE）。',
  },
  'endpoint-unusable': { en: 'HF_ENDPOINT is no usable URL.', 'zh-CN': 'HF_ENDPOINT 不是可用的 URL。' },
} as const satisfies Record<string, Text>;
/** True where no certificate was judged at all: the file that a variable names as the list of authorities cannot be read. */
export function isTrustUnread({ outcome, evidence }: Observation): boolean {
  const { certificate, trusted, trustSource } = evidence;
  return outcome === 'tls-untrusted' && !certificate && trusted === undefined && trustSource !== undefined;
}
/** What the sentence for it is filled with. */
export function trustArgs({ evidence }: Observation): Args {
  return { store: evidence.trustSource ?? null };
}
export const trustText = {
  'trust-unread': {
    en: 'No certificate of {target} can be checked: what {store} names cannot be read{? ({error})}.',
    'zh-CN': '无法校验 {target} 的证书：{store} 所指的文件无法读取{?（{error}）}。',
  },
} as const satisfies Record<string, Text>;
export const offlineText = {
  offline: {
    en: 'Not known: this machine is offline; no name outside answers.',
    'zh-CN': '未查明：当前处于离线状态，外部没有任何站点应答。',
  },
} as const satisfies Record<string, Text>;

/** The model's description, as a download asks for it first. */
export function modelInfo(base: string, client: Client): HttpProbe {
  const url = `${base}/api/models/${MODEL}/revision/main`;
  return { kind: 'http', method: 'GET', url, client, expect: 'hub-model' };
}
/** A small file, which the hub sends itself. */
export function smallFile(base: string, client: Client): HttpProbe {
  return { kind: 'http', method: 'HEAD', url: `${base}/${MODEL}/resolve/main/config.json`, client, expect: 'hub-file' };
}
/** A large file, which the hub sends the client to another host for; followed there. */
export function largeFile(base: string, client: Client): HttpProbe {
  const url = `${base}/${MODEL}/resolve/main/model.safetensors`;
  return { kind: 'http', method: 'HEAD', url, client, expect: 'any' };
}
/** Whether anything outside answers. */
export function outside(client: Client): HttpProbe {
  return { kind: 'http', method: 'HEAD', url: CONTROL, client, expect: 'any', redirects: 0 };
}

/** Offline: neither the hub nor another site gives any answer. A proxy that fails is no such silence. */
export function isOffline(hub: Observation, control: Observation): boolean {
  return !somebodyAnswered(hub) && !somebodyAnswered(control);
}

/** The first redirect that leads away from a host, or null. */
export function leavesHost({ evidence }: Observation, base: string): string | null {
  const own = hostOf(base, base);
  const locations = [...(evidence.redirects ?? []).map(({ location }) => location), evidence.headers?.location ?? ''];
  for (const location of locations) {
    const host = hostOf(location, base);
    if (host !== null && host !== own) return host;
  }
  return null;
}
function hostOf(location: string, base: string): string | null {
  return URL.canParse(location, base) ? new URL(location, base).host : null;
}
