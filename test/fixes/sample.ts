import { readContainer } from '../../src/deployment/container.js';
import type { Container, Deployment, Instance, OllamaUrl, Settings } from '../../src/types/deployment.js';
import { inspectOf } from '../deployment/inspect.js';

/** A container that runs, with the image's own settings unless changed. */
export function containerOf(change: Parameters<typeof inspectOf>[0] = {}): Container {
  return readContainer(inspectOf(change), null);
}

export function urlsOf(urls: readonly string[], source: OllamaUrl['source']): Settings['ollamaUrls'] {
  const value = urls.map((url, index) => ({ index, url, source, detail: '', enabled: true, hasKey: false }));
  return { known: true, value };
}

export function instanceOf(settings: Partial<Settings> = {}, container: Container | null = containerOf()): Instance {
  const off = { value: false, source: 'image-default', detail: '' } as const;
  return {
    name: container?.name ?? 'open-webui',
    runtime: container === null ? 'pip' : 'docker',
    state: container?.state ?? 'running',
    image: container?.image ?? null,
    networkMode: container?.networkMode ?? null,
    webuiUrl: { value: 'http://localhost:3000', source: 'derived', detail: '' },
    listenPort: 8080,
    version: '0.12.4',
    settings: {
      ollamaUrls: urlsOf(['http://old:11434'], 'database'),
      environmentUrls: [],
      ollamaEnabled: { ...off, value: true },
      persistentConfig: true,
      database: { kind: 'sqlite', path: '/app/backend/data/webui.db', schema: 'rows' },
      hubEndpoint: null,
      hubOffline: off,
      offlineMode: off,
      embeddingEngine: { ...off, value: '' },
      embeddingModel: { ...off, value: '' },
      embeddingCached: { known: true, value: true },
      proxies: [],
      variables: {},
      ...settings,
    },
    container,
    log: [],
  };
}

export function deploymentOf(change: Partial<Deployment> = {}): Deployment {
  return {
    mode: 'host',
    host: {
      platform: 'linux',
      root: true,
      user: 'root',
      systemd: true,
      addresses: [
        { name: 'lo', address: '127.0.0.1', family: 4, internal: true },
        { name: 'eth0', address: '192.168.1.5', family: 4, internal: false },
        { name: 'docker0', address: '172.17.0.1', family: 4, internal: false },
      ],
      bridgeGateway: '172.17.0.1',
      listeners: [],
    },
    engine: {
      state: 'reachable',
      kind: 'docker',
      address: 'unix:///var/run/docker.sock',
      version: '28',
      remote: false,
      virtualMachine: false,
      tried: [],
    },
    instances: [],
    ollamas: [],
    neighbours: [],
    lookedAt: [],
    ...change,
  };
}
