import type { Container } from '../../types/deployment.js';
import { ollamaTagsByCurl } from '../../types/requests.js';
import { type Decision, decision, failed, onHost, type Rule } from './decision.js';
import { hostView } from './host-view.js';
import { isLiteral, isLoopback, isUnspecified, pointsHere, type Row, type Way } from './row.js';
import { ollamaContainers } from './rule-name.js';

const TURNED_AWAY = new Set(['refused', 'closed', 'reset']);

/**
 * The port of this machine is one that Ollama's container publishes: who listens there is the engine, and what is wrong
 * is the container's, not that of an Ollama on this machine.
 */
export const publishedPort: Rule = (way, row): readonly Decision[] => {
  const { target, seen } = row;
  if (!target || !seen || !TURNED_AWAY.has(seen.outcome) || !pointsHere(way, target, seen)) return [];
  const address = seen.address ?? (isLiteral(target.host) ? target.host : null);
  if (address === null) return [];
  const containers = ollamaContainers(way.facts.deployment.ollamas).filter(({ state }) => state === 'running');
  const covering = containers.find((one) => addressesOf(one, target.port).some((own) => covers(own, address)));
  if (covering) return behind(way, row, covering);
  const narrow = containers.find((one) => addressesOf(one, target.port).length > 0);
  return narrow && seen.outcome === 'refused' && !ofThisMachine(way, target.port)
    ? [listener(way, row, 'published-narrowly', narrow, { addresses: addressesOf(narrow, target.port), address })]
    : [];
};

/** The engine takes the connection, and nothing in the container does: this machine's own requests end so as well. */
function behind(way: Way, row: Row, container: Container): readonly Decision[] {
  const port = row.target?.port ?? 0;
  const [own] = way.facts.seen('host', ollamaTagsByCurl(`http://127.0.0.1:${port}`));
  if (own?.outcome === 'ok') return [];
  const bound = container.env.OLLAMA_HOST ?? '';
  if (
    isLoopback(
      bound
        .replace(/^\w+:\/\//, '')
        .replace(/(?::\d+)?\/?$/, '')
        .replace(/^\[(.*)\]$/, '$1'),
    )
  )
    return [listener(way, row, 'own-loopback', container, { bound })];
  return own && TURNED_AWAY.has(own.outcome) ? [listener(way, row, 'silent-container', container, {})] : [];
}

function listener(way: Way, row: Row, code: string, container: Container, args: Decision['message']['args']): Decision {
  const port = row.target?.port ?? 0;
  const answer = way.answers[0];
  const [own] = way.facts.seen('host', ollamaTagsByCurl(`http://127.0.0.1:${port}`));
  return decision('undetermined', row, {
    hop: 'listener',
    code: `listener.${code}`,
    args: { ollama: container.name, ...args },
    proof: [
      ...failed(row),
      ...(own ? onHost(own, own.outcome === 'ok' ? 'proof.host-answers' : 'proof.host-ends') : []),
    ],
    ...(answer ? { instead: [answer.url], verified: true } : {}),
  });
}

/** Addresses of this machine at which a container publishes a port. */
function addressesOf({ published }: Container, port: number): readonly string[] {
  return published.filter(({ hostPort }) => hostPort === port).map(({ hostIp }) => hostIp || '0.0.0.0');
}
function covers(own: string, address: string): boolean {
  return isUnspecified(own) || own === address;
}

/** True where a program of this machine itself listens at the port: then that one is meant. */
function ofThisMachine(way: Way, port: number): boolean {
  const server = hostView(way.facts, port)?.server;
  return server !== undefined && server !== null && server.run.kind !== 'container';
}
