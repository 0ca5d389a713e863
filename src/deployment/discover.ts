import { homedir } from 'node:os';
import type Docker from 'dockerode';
import { DISCOVERY_MS } from '../budgets.js';
import type { Container, Deployment, Engine, Instance } from '../types/deployment.js';
import type { Said } from '../types/text.js';
import { composeFileWithWebui } from './compose-file.js';
import { findEngine } from './engine.js';
import { type EngineWorld, holdsWebui, readWorld } from './engine-world.js';
import { bridgeGateway, readHost } from './host.js';
import { chooseInstances } from './instances.js';
import { sweep } from './leftovers.js';
import { limited } from './limited.js';
import { discoverLocal, envFileOf } from './local-instances.js';
import { discoverOllamas } from './local-ollamas.js';
import { type DiscoverOptions, given } from './options.js';
import { readInstance } from './read-instance.js';
import { defaultGateway, readSidecar } from './sidecar.js';
import { askAdmin, askWebui } from './web-config.js';

export type { DiscoverOptions };
export interface Discovered {
  readonly deployment: Deployment;
  /** Client of the engine that answers. */
  readonly docker: Docker | null;
}

/**
 * Finds what is configured: the engine, every Open WebUI, every Ollama of this machine, and what is in force in each.
 * Changes nothing. Takes at most DISCOVERY_MS; what is not known by then is unknown.
 * @throws ConfigurationError where the caller named something that does not exist or cannot be used
 */
export async function discover(options: DiscoverOptions, signal: AbortSignal): Promise<Discovered> {
  const limit = limited([signal], DISCOVERY_MS);
  const found = options.inContainer ? await fromInside(options, limit) : await fromHost(options, limit);
  const instances = await Promise.all(
    found.deployment.instances.map((instance) => withAdmin(instance, options.token, limit)),
  );
  return { ...found, deployment: { ...found.deployment, instances } };
}

async function fromInside(options: DiscoverOptions, signal: AbortSignal): Promise<Discovered> {
  const place = {
    env: options.env,
    root: options.root ?? null,
    name: options.container ?? null,
    given: given(options, true),
    signal,
  };
  const [host, gateway, { instance, root }] = await Promise.all([readHost(), defaultGateway(), readSidecar(place)]);
  const ollamas = await discoverOllamas(host, [], [], '');
  return {
    docker: null,
    deployment: {
      mode: 'in-container',
      root,
      host: { ...host, bridgeGateway: instance.networkMode === 'host' ? host.bridgeGateway : gateway },
      engine: { state: 'not-asked' },
      instances: [instance],
      // What runs here, such as the Ollama of the bundled image; what is installed here is the sidecar's own.
      ollamas: ollamas.filter(({ state }) => state === 'running'),
      neighbours: [],
      lookedAt: [{ code: 'deployment.looked-inside', args: {} }],
    },
  };
}

async function fromHost(options: DiscoverOptions, signal: AbortSignal): Promise<Discovered> {
  const [host, composeFile, envFile] = await Promise.all([
    readHost(),
    composeFileWithWebui(options.cwd, signal),
    envFileOf(options, signal),
  ]);
  const search = {
    dockerHost: options.dockerHost,
    env: options.env,
    platform: process.platform,
    home: options.env.HOME || homedir(),
    uid: process.getuid?.() ?? 0,
    ownAddresses: new Set(host.addresses.map((entry) => entry.address)),
    expected: composeFile !== null,
  };
  const { engine, docker } = await findEngine(search, holdsWebui, signal);
  const world: EngineWorld = docker ? await readWorld(docker, options.container, signal) : EMPTY;
  const { containers, unread } = world;
  const swept = docker ? sweep(docker, world.listed, signal) : null;
  const remote = engine.state === 'reachable' && engine.remote;
  const marked = docker ? chooseInstances(containers, options.container, unread).chosen : [];
  const chosen = marked.length > 0 || remote ? marked : await answeringAsWebui(containers, signal);
  const others = containers.filter((container) => !chosen.includes(container));
  const [inContainers, ollamas] = await Promise.all([
    docker ? readAll(docker, engine, chosen, containers, options, signal) : [],
    discoverOllamas(host, remote ? [] : containers, containers, options.env.PATH ?? ''),
  ]);
  // Without a remote engine the user's own machine may have one beside the containers.
  const local =
    options.container === undefined && !remote ? await discoverLocal(options, inContainers, envFile, signal) : [];
  const instances = [...inContainers, ...local];
  await swept;
  return {
    docker,
    deployment: {
      mode: 'host',
      host: { ...host, bridgeGateway: remote ? null : bridgeGateway(host, containers) },
      engine,
      instances,
      ollamas,
      neighbours: others,
      unread,
      lookedAt: lookedAt(engine, containers.length),
    },
  };
}

const EMPTY: EngineWorld = { containers: [], unread: [], listed: [] };

/** Containers of images without a mark, whose published page answers as Open WebUI. */
async function answeringAsWebui(containers: readonly Container[], signal: AbortSignal): Promise<readonly Container[]> {
  const published = containers
    .filter(({ state, published }) => state === 'running' && published.length > 0)
    .slice(0, 20);
  const answers = await Promise.all(
    published.map(async ({ published: ports }) => {
      const port = ports.find(({ containerPort }) => containerPort === 8080) ?? ports[0];
      return port ? askWebui(`http://127.0.0.1:${port.hostPort}`, signal) : null;
    }),
  );
  return published.filter((_, index) => answers[index]);
}

function readAll(
  docker: Docker,
  engine: Engine,
  chosen: readonly Container[],
  all: readonly Container[],
  options: DiscoverOptions,
  signal: AbortSignal,
): Promise<readonly Instance[]> {
  const runtime = engine.state === 'reachable' && engine.kind === 'podman' ? 'podman' : 'docker';
  const ask = { docker, announce: options.announce ?? null, signal };
  const at = engine.state === 'reachable' && engine.remote ? hostOf(engine.address) : 'localhost';
  const said = given(options, chosen.length === 1);
  return Promise.all(chosen.map((container) => readInstance(container, all, runtime, said, at, ask)));
}

function hostOf(address: string): string {
  const url = address.replace(/^\w+:/, 'http:');
  return URL.canParse(url) ? new URL(url).hostname : 'localhost';
}

function lookedAt(engine: Engine, containers: number): readonly Said[] {
  const places: Said[] = [];
  if (engine.state === 'reachable')
    places.push({ code: 'deployment.looked-at-engine', args: { address: engine.address, containers } });
  else if (engine.state !== 'not-asked')
    places.push({
      code: 'deployment.looked-for-engine',
      args: { addresses: engine.tried.map((tried) => tried.address) },
    });
  return [
    ...places,
    { code: 'deployment.looked-at-processes', args: {} },
    { code: 'deployment.looked-at-ports', args: {} },
  ];
}

/** Where the database could not be read, an administrator's token opens another way to what is in force. */
async function withAdmin(instance: Instance, token: string | null, signal: AbortSignal): Promise<Instance> {
  const { settings, webuiUrl } = instance;
  if (token === null || settings.ollamaUrls.known || !webuiUrl) return instance;
  const said = await askAdmin(webuiUrl.value, token, signal);
  if (!said) return instance;
  const ollamaEnabled = { value: said.enabled, source: 'database' as const, detail: '/ollama/config' };
  return { ...instance, settings: { ...settings, ollamaUrls: { known: true, value: said.urls }, ollamaEnabled } };
}
