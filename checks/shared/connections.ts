import {
  type ConnectionRef,
  type Deployment,
  gateways,
  type Instance,
  type ReadUrl,
  readOllamaUrl,
  type Source,
  sharesHostNetwork,
  shownAddress,
  type Text,
  type UrlTarget,
  type Verdict,
} from '../../src/plugin.js';

/** One enabled connection to an Ollama that is in force. */
export interface Connection {
  readonly url: string;
  /** The URL as it may be shown: without credentials. */
  readonly shown: string;
  readonly index: number;
  /** What a row about it names it by, whatever it looks like. */
  readonly id: string;
  readonly source: Source;
  readonly detail: string;
  readonly read: ReadUrl;
  /** Named in requests that are to carry its key; null where it has none. */
  readonly keyOf: ConnectionRef | null;
}
/** The enabled connections, or why there are none to look at. */
export type Connections =
  | { readonly kind: 'some'; readonly list: readonly Connection[] }
  | { readonly kind: 'switched-off' | 'none-configured' | 'unread' };

/** The connections to Ollama that are in force in an instance. */
export function connections({ settings }: Instance): Connections {
  if (!settings.ollamaUrls.known) return { kind: 'unread' };
  if (!settings.ollamaEnabled.value) return { kind: 'switched-off' };
  const list = settings.ollamaUrls.value
    .filter(({ enabled }) => enabled)
    .map(({ url, index, source, detail, hasKey }) => ({
      url,
      id: `ollama[${index}]`,
      shown: shownAddress(url),
      index,
      source,
      detail,
      read: readOllamaUrl(url),
      keyOf:
        source !== 'option' && (hasKey || shownAddress(url) !== url)
          ? ({ connection: 'ollama', position: index } as const)
          : null,
    }));
  return list.length > 0 ? { kind: 'some', list } : { kind: 'none-configured' };
}

/** Sentences for the cases in which there is nothing to look at. */
export const connectionTexts = {
  'switched-off': {
    en: 'The Ollama API is switched off in Open WebUI.',
    'zh-CN': 'Open WebUI 中已关闭 Ollama API。',
  },
  'none-configured': {
    en: 'No connection to an Ollama is configured and enabled.',
    'zh-CN': '没有配置并启用任何 Ollama 连接。',
  },
  unread: {
    en: 'The Ollama URLs in force could not be read.',
    'zh-CN': '无法读取当前生效的 Ollama URL。',
  },
} as const satisfies Record<string, Text>;

/** The skip for a case in which there is nothing to look at. */
export function nothing<Kind extends 'switched-off' | 'none-configured' | 'unread'>(none: {
  readonly kind: Kind;
}): Verdict<Kind> {
  return { status: 'skip', code: none.kind };
}

/** True where a URL leads to a program on the containers' own host, as seen from inside the instance. */
export function pointsToHost(target: UrlTarget, deployment: Deployment, instance: Instance): boolean {
  const host = target.host.toLowerCase();
  if (isLoopback(host)) return sharesHostNetwork(instance);
  return (
    host === 'host.docker.internal' ||
    host === 'host.containers.internal' ||
    gateways(deployment, instance).includes(host) ||
    deployment.host.addresses.some(({ address }) => address === host)
  );
}

/** True for a name or an address of the loopback interface. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '0.0.0.0' || host === '::' || /^127\./.test(host);
}
/** True for an address: nothing to look up. */
export function isLiteral(host: string): boolean {
  return /^\d+(\.\d+){3}$/.test(host) || host.includes(':');
}

/** Ports that Ollama is expected on: those of the URLs in force, else the default. */
export function portsInForce(instance: Instance): readonly number[] {
  const found = connections(instance);
  const ports = found.kind === 'some' ? found.list.flatMap(({ read }) => (read.target ? [read.target.port] : [])) : [];
  return ports.length > 0 ? [...new Set(ports)] : [11_434];
}
