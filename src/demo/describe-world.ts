import { networkInterfaces, userInfo } from 'node:os';
import type { Deployment, Instance, OllamaServer, OllamaUrl } from '../types/deployment.js';
import type { Said } from '../types/text.js';
import { DEMO_WEBUI_VERSION, type World } from './world.js';

/** What discovery would have found, had it looked at the demo's deployment only. Read anew for every examination. */
export function describeWorld(world: World): Deployment {
  return {
    mode: 'host',
    host: {
      platform: process.platform,
      root: process.getuid?.() === 0,
      user: userInfo().username,
      systemd: false,
      addresses: Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
        (entries ?? []).map(({ address, family, internal }) => ({
          name,
          address,
          family: family === 'IPv6' ? (6 as const) : (4 as const),
          internal,
        })),
      ),
      bridgeGateway: null,
      listeners: [world.webui, ...(world.ollama === null ? [] : [world.ollama])].map(({ address, port }) => ({
        address,
        port,
        family: 4 as const,
        process: { pid: process.pid, name: port === world.ollama?.port ? 'ollama' : 'open-webui' },
      })),
    },
    // No engine is part of the demo, whatever this machine has.
    engine: { state: 'not-asked' },
    instances: [describeWebui(world)],
    ollamas: [describeOllama(world)],
    neighbours: [],
    lookedAt: [],
  };
}

function describeWebui({ webui }: World): Instance {
  const ollamaUrls: OllamaUrl[] = webui.settings.ollamaUrls.map((url, index) => ({
    index,
    url,
    source: 'database',
    detail: 'ollama.base_urls',
    enabled: true,
    hasKey: false,
  }));
  return {
    name: 'demo',
    // Seen from this machine, as an installation without a container is.
    runtime: 'pip',
    state: 'running',
    image: null,
    networkMode: null,
    webuiUrl: { value: webui.url, source: 'derived', detail: 'demo' },
    listenPort: webui.port,
    version: DEMO_WEBUI_VERSION,
    settings: {
      ollamaUrls: { known: true, value: ollamaUrls },
      environmentUrls: [],
      ollamaEnabled: { value: webui.settings.ollamaEnabled, source: 'database', detail: 'ollama.enable' },
      persistentConfig: true,
      // The stand-in keeps its settings in memory, so a fix goes through the administrator's page.
      database: { kind: 'unread', reason: said('demo.in-memory') },
      hubEndpoint: null,
      hubOffline: { value: true, source: 'env', detail: 'HF_HUB_OFFLINE=1' },
      offlineMode: { value: true, source: 'env', detail: 'OFFLINE_MODE=true' },
      embeddingEngine: { value: 'ollama', source: 'database', detail: 'rag.embedding_engine' },
      embeddingModel: { value: '', source: 'database', detail: 'rag.embedding_model' },
      embeddingCached: { known: true, value: true },
      proxies: [],
      variables: {},
    },
    container: null,
    log: [],
  };
}

function describeOllama({ ollama }: World): OllamaServer {
  if (ollama === null) return { run: { kind: 'installed' }, state: 'stopped', listens: [], ollamaHost: null };
  const { address, port } = ollama;
  return {
    run: { kind: 'process', pid: process.pid, user: userInfo().username, command: 'ollama serve' },
    state: 'running',
    listens: [{ address, port }],
    ollamaHost: `${address}:${port}`,
  };
}

function said(code: string): Said {
  return { code, args: {} };
}
