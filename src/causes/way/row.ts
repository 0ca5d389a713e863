import { type Candidate, candidates, gateways, sharesHostNetwork } from '../../deployment/candidates.js';
import { type ReadUrl, readOllamaUrl, type UrlTarget } from '../../deployment/url.js';
import { shownAddress } from '../../secrets/address.js';
import type { InstanceFacts } from '../../types/cause.js';
import type { Finding } from '../../types/check.js';
import type { Instance, OllamaUrl } from '../../types/deployment.js';
import type { Observation } from '../../types/probe.js';
import { ollamaTags } from '../../types/requests.js';

/** A URL in force at which Open WebUI gets no list of models. */
export interface Row {
  readonly entry: OllamaUrl;
  /** As it is shown, and as the checks name their rows. */
  readonly shown: string;
  readonly read: ReadUrl;
  /** What the client connects to; null where it gives up before that. */
  readonly target: UrlTarget | null;
  /** How the request ended; null where none could be made. */
  readonly seen: Observation | null;
  readonly finding: Finding;
}
/** Another URL at which an Ollama answered, asked from where Open WebUI runs. */
export interface Answer extends Candidate {
  readonly seen: Observation;
}
/** What the rules of the way to Ollama look at. */
export interface Way {
  readonly facts: InstanceFacts;
  readonly instance: Instance;
  readonly rows: readonly Row[];
  /** Most fitting first; none that is in force and works already. */
  readonly answers: readonly Answer[];
  /** True where Open WebUI's loopback is this machine's. */
  readonly local: boolean;
}

/** Reads the failing URLs of an instance, and what answers in their place. */
export function wayOf(facts: InstanceFacts): Way {
  const { instance, deployment } = facts;
  const entries = instance.settings.ollamaUrls.known ? instance.settings.ollamaUrls.value : [];
  const failing = new Map(facts.troubled('ollama.tags').map((finding) => [finding.connection, finding]));
  const rows = entries.flatMap((entry): Row[] => {
    const shown = shownAddress(entry.url);
    const finding = entry.enabled ? failing.get(`ollama[${entry.index}]`) : undefined;
    if (!finding) return [];
    const read = readOllamaUrl(entry.url);
    return [{ entry, shown, read, target: read.target, seen: seenBy(facts, finding, read.target), finding }];
  });
  const taken = new Set(entries.map(({ url }) => readOllamaUrl(url).target?.base));
  const answers = candidates(deployment, instance).flatMap((candidate): Answer[] => {
    const seen = answered(facts, candidate.url);
    return seen && !taken.has(candidate.url) ? [{ ...candidate, seen }] : [];
  });
  return { facts, instance, rows, answers, local: isLocal(instance) };
}

/** How the check's own request ended: the same URL may have been asked past the proxy as well, and may answer there. */
function seenBy(facts: InstanceFacts, finding: Finding, target: UrlTarget | null): Observation | null {
  if (!target) return null;
  const asked = facts.seen(facts.inside, ollamaTags(target.base));
  return asked.find(({ id }) => finding.observations.includes(id)) ?? asked[0] ?? null;
}

/** The observation of a URL that answered as Ollama from where Open WebUI runs. */
export function answered(facts: InstanceFacts, base: string): Observation | null {
  return facts.seen(facts.inside, ollamaTags(base)).find(({ outcome }) => outcome === 'ok') ?? null;
}

/** True where Open WebUI shares this machine's network, also as a sidecar sees it. */
export function isLocal(instance: Instance): boolean {
  return sharesHostNetwork(instance) || (instance.container === null && instance.networkMode === 'host');
}

export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|::1)$/i.test(host);
}
export function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
export function isLiteral(host: string): boolean {
  return /^\d+(\.\d+){3}$/.test(host) || host.includes(':');
}
/** The names by which engines call their host. */
export function isHostName(host: string): boolean {
  return /^host\.(docker|containers)\.internal$/i.test(host);
}

/** True where a target is a program on the containers' own host, as seen from where Open WebUI runs. */
export function pointsHere({ facts, instance, local }: Way, target: UrlTarget, seen: Observation | null): boolean {
  if (isLoopback(target.host) || isUnspecified(target.host)) return local;
  const { host, mode } = facts.deployment;
  // Beside the container, this process sees the container's own addresses, not the host's.
  const own = mode === 'host' || local ? host.addresses.map(({ address }) => address) : [];
  const here = new Set([...gateways(facts.deployment, instance), ...own]);
  return isHostName(target.host) || here.has(target.host) || (seen?.address ? here.has(seen.address) : false);
}
