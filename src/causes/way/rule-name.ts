import { distance } from '../../deployment/corrections.js';
import type { Container, OllamaServer } from '../../types/deployment.js';
import type { Outcome } from '../../types/probe.js';
import { say } from '../said.js';
import { answers, type Decision, decision, failed, inForce, onHost, type Rule } from './decision.js';
import { hostView, onLoopbackOnly } from './host-view.js';
import { isHostName, isLiteral, type Way } from './row.js';

/** host.docker.internal, which the engine on Linux knows only where it was told. */
export const hostNameUnknown: Rule = (way, row): readonly Decision[] => {
  const { target, seen } = row;
  if (!target || !seen || !isHostName(target.host)) return [];
  if (seen.outcome !== 'dns-not-found' && seen.outcome !== 'dns-failed') return [];
  const { instance, facts } = way;
  const { container } = instance;
  const { engine, mode } = facts.deployment;
  // Docker Desktop and its like have the name built in: there, its absence is a fault of the name server.
  if (engine.state === 'reachable' && engine.virtualMachine) return [];
  if (container ? isMapped(container, target.host) : mode !== 'in-container') return [];
  // A name server that answers nothing says nothing about the name; the container's own settings do.
  if (seen.outcome === 'dns-failed' && container === null) return [];
  if (instance.networkMode === 'none') return [];
  const answer = way.answers.find(({ origin }) => origin !== 'correction');
  const view = answer ? null : hostView(facts, target.port);
  const refuted = serverIsWell(way, target.host, seen.outcome);
  return [
    decision('host-docker-internal-missing-linux', row, {
      hop: 'dns',
      code: view?.loopback && onLoopbackOnly(view) ? 'is.bound' : 'is',
      certainty: refuted.length > 0 ? 'proven' : 'likely',
      args: { instead: answer?.url ?? null, name: instance.name },
      instead: answer ? [answer.url] : null,
      verified: answer !== undefined,
      proof: [
        ...failed(row),
        ...(container
          ? [{ observation: null, says: say('proof.no-extra-host', { name: container.name, host: target.host }) }]
          : []),
        ...onHost(view?.loopback ?? null, 'proof.host-answers'),
        ...answers(answer),
      ],
      refuted,
    }),
  ];
};

function isMapped({ extraHosts }: Container, host: string): boolean {
  return extraHosts.some(
    (entry) =>
      entry.toLowerCase().startsWith(`${host.toLowerCase()}:`) ||
      entry.toLowerCase().startsWith(`${host.toLowerCase()}=`),
  );
}

/** The name server is well where it knows another name, or where it says that this one does not exist. */
function serverIsWell({ facts }: Way, host: string, outcome: Outcome): Decision['refuted'] {
  const other = facts
    .seen(facts.inside, { kind: 'dns' })
    .find(({ outcome: end, target }) => end === 'ok' && target !== host && !isLiteral(target));
  const because = other
    ? say('refuted.other-name', { host: other.target })
    : outcome === 'dns-not-found'
      ? say('refuted.server-answers', { host })
      : null;
  return because ? [{ cause: 'container-dns-broken', because }] : [];
}

/** A container's name in the URL, which the name server of Open WebUI's networks does not know. */
export const containerNameUnknown: Rule = (way, row): readonly Decision[] => {
  const { target, seen } = row;
  const mine = way.instance.container;
  if (!target || !seen || !mine || isLiteral(target.host) || isHostName(target.host)) return [];
  if (seen.outcome !== 'dns-not-found' && seen.outcome !== 'dns-failed') return [];
  const found = named(way, target.host);
  if (!found) return [];
  const { container, exact } = found;
  const shared = container.networks.filter(({ name }) => mine.networks.some((own) => own.name === name));
  const args = { ollama: container.name, name: mine.name };
  if (container.state !== 'running') {
    if (!exact) return [];
    return [
      decision('ollama-not-running', row, {
        hop: 'listener',
        code: 'is.container',
        args: { ...args, state: container.state, exitCode: container.exitCode },
        proof: [
          ...failed(row),
          {
            observation: null,
            says: say('proof.container-state', { ...args, state: container.state, exitCode: container.exitCode }),
          },
        ],
        refuted: [{ cause: 'different-docker-networks', because: say('refuted.rests', { ollama: container.name }) }],
      }),
    ];
  }
  const nameless = shared.filter(({ name }) => isNameless(name));
  if (shared.length > nameless.length) return [];
  const proof = [
    ...inForce(row),
    ...failed(row),
    {
      observation: null,
      says: say('proof.networks', { name: mine.name, networks: mine.networks.map(({ name }) => name) }),
    },
    {
      observation: null,
      says: say('proof.networks', { name: container.name, networks: container.networks.map(({ name }) => name) }),
    },
  ];
  return [
    decision(nameless.length > 0 ? 'default-bridge-no-name-dns' : 'different-docker-networks', row, {
      hop: 'dns',
      certainty: exact ? 'proven' : 'likely',
      args,
      proof,
      refuted: [
        { cause: 'ollama-not-running', because: say('refuted.runs', { ollama: container.name }) },
        ...serverIsWell(way, target.host, seen.outcome),
      ],
    }),
  ];
};

/** Docker's and Podman's default networks have no name server of their own. */
export function isNameless(network: string): boolean {
  return network === 'bridge' || network === 'podman';
}

/** The Ollama container that a host name means: by name or alias, else by a name much like it. */
export function named(way: Way, host: string): { readonly container: Container; readonly exact: boolean } | null {
  const containers = ollamaContainers(way.facts.deployment.ollamas);
  const wanted = host.toLowerCase();
  const names = (one: Container): readonly string[] =>
    [one.name, one.compose?.service ?? '', ...one.networks.flatMap(({ aliases }) => aliases)]
      .filter((name) => name !== '')
      .map((name) => name.toLowerCase());
  const exact = containers.find((one) => names(one).includes(wanted));
  if (exact) return { container: exact, exact: true };
  const near = containers.find((one) =>
    names(one).some(
      (name) =>
        distance(name, wanted) <= 2 ||
        (wanted.length > 4 && (name.includes(wanted) || wanted.includes(name)) && name.length > 4),
    ),
  );
  return near ? { container: near, exact: false } : null;
}

export function ollamaContainers(servers: readonly OllamaServer[]): readonly Container[] {
  return servers.flatMap(({ run }) => (run.kind === 'container' ? [run.container] : []));
}
