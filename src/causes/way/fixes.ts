import { readOllamaUrl } from '../../deployment/url.js';
import type { Diagnosis, InstanceFacts } from '../../types/cause.js';
import type { Instance, OllamaUrl } from '../../types/deployment.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import type { ProbeRequest } from '../../types/probe.js';
import { ollamaTags } from '../../types/requests.js';
import { say } from '../said.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import { hostView } from './host-view.js';
import { isHostName, isLiteral, isLoopback } from './row.js';

/** What the rules said about the URLs that a diagnosis is about. */
export function decisionsOf(diagnosis: Diagnosis, facts: InstanceFacts): readonly Decision[] {
  return decide(facts).filter(
    ({ cause, hop, row }) =>
      cause === diagnosis.cause && hop === diagnosis.failingHop && (diagnosis.subjects?.includes(row.shown) ?? true),
  );
}

/** The whole list in force, in the old order, with other URLs in the place of some. */
export function listWith(
  instance: Instance,
  instead: (entry: OllamaUrl) => readonly string[] | null,
): readonly string[] {
  const entries = instance.settings.ollamaUrls.known ? instance.settings.ollamaUrls.value : [];
  const urls = entries.flatMap((entry) => instead(entry) ?? [entry.url]);
  // Keys and switches are stored by position: a double is taken away only where nothing moves with it.
  const plain = entries.every(({ enabled, hasKey }) => enabled && !hasKey);
  return plain ? [...new Set(urls)] : urls;
}

/** Puts what answered, or what was meant, in the place of the failing URLs. */
export function putInstead(facts: InstanceFacts, kit: FixKit, decisions: readonly Decision[]): readonly FixPlan[] {
  const known = decisions.filter(({ instead }) => instead !== null);
  if (known.length === 0) return [];
  const by = new Map(known.map(({ row, instead }) => [row.entry.index, instead]));
  const urls = listWith(facts.instance, ({ index }) => by.get(index) ?? null);
  return kit.setUrls(
    facts.instance,
    urls,
    known.length === decisions.length && known.every(({ verified }) => verified),
  );
}

/**
 * Host networking, with the URLs that fit it, in one paste: for an Ollama that answers on the host's loopback.
 * @param ports port of that Ollama by index of the failing URL
 * @returns nothing where it cannot help: another engine's machine, or a URL in force that only a container network knows
 */
export function hostNetwork(facts: InstanceFacts, kit: FixKit, ports: ReadonlyMap<number, number>): readonly FixPlan[] {
  const { instance, deployment } = facts;
  const { engine, host } = deployment;
  if (instance.networkMode === 'host' || ports.size === 0 || host.platform !== 'linux') return [];
  if (engine.state === 'reachable' && (engine.virtualMachine || engine.remote)) return [];
  if (instance.container === null && deployment.mode !== 'in-container') return [];
  const entries = instance.settings.ollamaUrls.known ? instance.settings.ollamaUrls.value : [];
  if (entries.some((entry) => !ports.has(entry.index) && entry.enabled && needsContainerNetwork(entry.url))) return [];
  const urls = listWith(instance, ({ index, url }) => {
    const port = ports.get(index);
    if (port === undefined) return null;
    const target = readOllamaUrl(url).target;
    return target && isLoopback(target.host) && target.port === port && target.path === '' && target.scheme === 'http'
      ? null
      : [`http://127.0.0.1:${port}`];
  });
  const changed = entries.length !== urls.length || entries.some(({ url }, index) => urls[index] !== url);
  const port = [...ports.values()][0] ?? 11_434;
  const page = pagePort(instance, facts);
  return [
    kit.recreate(
      instance,
      { network: 'host', ...(changed ? { urls } : {}), ...(page === null ? {} : { setEnv: { PORT: String(page) } }) },
      {
        id: 'host-network',
        title: say('fix.host-network'),
        sideEffects: [say('effect.host-network')],
        rehearsal: trial(instance, 'host', [], ollamaTags(`http://127.0.0.1:${port}`)),
      },
    ),
  ];
}

/** Names that only the name server of a container network knows. */
function needsContainerNetwork(url: string): boolean {
  const host = readOllamaUrl(url).target?.host ?? '';
  return host !== '' && !host.includes('.') && !isLiteral(host) && !isLoopback(host) && !isHostName(host);
}

/** Another port for the page, where the host's is taken: the one at which it was published. */
function pagePort(instance: Instance, { deployment }: InstanceFacts): number | null {
  const taken = deployment.host.listeners?.some(({ port }) => port === instance.listenPort) ?? false;
  const published = instance.container?.published.find(({ containerPort }) => containerPort === instance.listenPort);
  return taken && published && published.hostPort !== instance.listenPort ? published.hostPort : null;
}

/** The ports of the failing URLs at which an Ollama answers on this machine's loopback. */
export function loopbackPorts(facts: InstanceFacts, decisions: readonly Decision[]): ReadonlyMap<number, number> {
  return new Map(
    decisions.flatMap(({ row }) => {
      const port = row.target?.port;
      return port !== undefined && hostView(facts, port)?.loopback ? [[row.entry.index, port] as const] : [];
    }),
  );
}

/** A try in a throw-away container of the same image. */
export function trial(
  instance: Instance,
  networkMode: string,
  extraHosts: readonly string[],
  probe: ProbeRequest,
): FixPlan['rehearsal'] {
  const image = instance.container?.inspect.Image || instance.image;
  return image
    ? { image, networkMode, extraHosts, probe }
    : { result: 'not-possible', detail: say('rehearsal.no-image') };
}
