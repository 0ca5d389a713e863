import type { Proof } from '../../types/cause.js';
import { say } from '../said.js';
import { answers, type Decision, decision, failed, onHost, type Rule } from './decision.js';
import { type HostView, hostConnects, hostView, listensOn, nothingListens, onLoopbackOnly } from './host-view.js';
import { isLiteral, isLoopback, pointsHere, type Row, type Way } from './row.js';

const NO_WAY_IN = new Set(['refused', 'timeout', 'unreachable']);

/** The URL leads to this machine, and nothing lets Open WebUI in: a firewall, a bind, another port, or no Ollama. */
export const thisMachine: Rule = (way, row): readonly Decision[] => {
  const { target, seen } = row;
  if (!target || !seen || !NO_WAY_IN.has(seen.outcome) || !pointsHere(way, target, seen)) return [];
  const view = hostView(way.facts, target.port);
  const address = seen.address ?? (isLiteral(target.host) ? target.host : null);
  return (
    firewall(way, row, view, address) ??
    bound(way, row, view, address) ??
    moved(way, row, view) ??
    stopped(way, row, view) ??
    []
  );
};

/** The host itself gets through to that address and port, the container does not. */
function firewall(way: Way, row: Row, view: HostView | null, address: string | null): readonly Decision[] | null {
  if (way.local || !view || !row.target || address === null || isLoopback(address)) return null;
  const own = hostConnects(way.facts, address, row.target.port);
  const canary = way.facts.of('reach.canary').find(({ status }) => status === 'fail');
  const open = own ? own.outcome === 'ok' : listensOn(view, address);
  // A loopback bind is refused, not dropped: silence comes from something in between.
  const silent = row.seen?.outcome !== 'refused' && (canary !== undefined || !nothingListens(view));
  if (!open && !silent) return null;
  return [
    decision('undetermined', row, {
      hop: 'firewall',
      code:
        canary?.said.code === 'dropped' || row.seen?.outcome === 'timeout' ? 'firewall.dropped' : 'firewall.rejected',
      args: { address, outcome: row.seen?.outcome ?? null },
      explains: [...FIREWALLED],
      proof: [...failed(row), ...onHost(open ? own : null, 'proof.host-connects'), ...canaryProof(way)],
      refuted: open
        ? [{ cause: 'ollama-bound-loopback', because: say('refuted.listens', { address, port: row.target.port }) }]
        : [],
    }),
  ];
}
const FIREWALLED = [
  'ollama.tags',
  'ollama.url',
  'ollama.settings',
  'ollama.identity',
  'ollama.models',
  'ollama.proxied',
  'reach.canary',
];

function canaryProof({ facts }: Way): readonly Proof[] {
  return facts
    .of('reach.canary')
    .filter(({ said }) => said.code === 'arrives' || said.code === 'dropped' || said.code === 'rejected')
    .map((finding) => ({
      observation: finding.observations[0] ?? null,
      says: say(`proof.canary.${finding.said.code}`, finding.said.args),
    }));
}

/** Ollama listens on the loopback address of the host alone. */
function bound(way: Way, row: Row, view: HostView | null, address: string | null): readonly Decision[] | null {
  const { engine } = way.facts.deployment;
  if (way.local || !view || !row.target || row.seen?.outcome !== 'refused') return null;
  if (engine.state === 'reachable' && engine.virtualMachine) return null;
  const own = address === null ? null : hostConnects(way.facts, address, row.target.port);
  const refused = own?.outcome === 'refused';
  if (!view.loopback || !(refused || onLoopbackOnly(view))) return null;
  return [
    decision('ollama-bound-loopback', row, {
      hop: 'listener',
      // Where nobody is seen to own the listener, an engine may have it for a container that publishes the port.
      // An address that this machine does not have may belong to a rootless engine's own network.
      certainty: view.server && (refused || ownAddress(way, address)) ? 'proven' : 'likely',
      args: { address, listens: view.addresses ?? ['127.0.0.1'] },
      proof: [
        ...failed(row),
        ...onHost(view.loopback, 'proof.host-answers'),
        ...onHost(own, 'proof.host-refused'),
        ...(view.addresses
          ? [{ observation: null, says: say('proof.listens', { port: row.target.port, addresses: view.addresses }) }]
          : []),
        ...canaryProof(way),
      ],
      refuted: [
        { cause: 'ollama-not-running', because: say('refuted.host-answers', { port: row.target.port }) },
        ...(view.server
          ? [{ cause: 'ollama-container-loopback' as const, because: say('refuted.owner', { port: row.target.port }) }]
          : []),
        ...(refused
          ? [{ cause: 'ufw-drops-docker0' as const, because: say('refuted.host-refused', { address }) }]
          : []),
      ],
    }),
  ];
}

function ownAddress({ facts }: Way, address: string | null): boolean {
  return facts.deployment.host.addresses.some((one) => one.address === address);
}

/** Nothing listens at that port, and an Ollama answers at another one. */
function moved(way: Way, row: Row, view: HostView | null): readonly Decision[] | null {
  const { target } = row;
  if (!target || row.seen?.outcome !== 'refused' || (view && !empty(way, row, view))) return null;
  const answer = way.answers.find(({ url }) => portOf(url) !== target.port);
  const elsewhere = view
    ? way.facts.deployment.ollamas
        .filter(({ state }) => state === 'running')
        .flatMap(({ listens }) => listens.map(({ port }) => hostView(way.facts, port)))
        .find((one) => one?.loopback && one.port !== target.port)
    : undefined;
  if (!answer && !elsewhere) return null;
  return [
    decision('ollama-port-changed', row, {
      hop: 'configuration',
      certainty: view ? 'proven' : 'likely',
      args: { now: answer ? portOf(answer.url) : (elsewhere?.port ?? null), instead: answer?.url ?? null },
      instead: answer ? [answer.url] : null,
      verified: answer !== undefined,
      proof: [
        ...failed(row),
        ...emptyProof(row, view),
        ...answers(answer),
        ...onHost(elsewhere?.loopback ?? null, 'proof.host-answers'),
      ],
      refuted: [
        {
          cause: 'ollama-not-running',
          because: say('refuted.answers-elsewhere', { url: answer?.url ?? `127.0.0.1:${elsewhere?.port}` }),
        },
      ],
    }),
  ];
}

function portOf(url: string): number {
  return Number(new URL(url).port || 80);
}

/** The host's own view: its table is empty there, or it is refused at its own loopback too. */
function empty({ facts }: Way, { target }: Row, view: HostView): boolean {
  if (!target || view.loopback) return false;
  if (view.addresses !== null) return nothingListens(view);
  return hostConnects(facts, '127.0.0.1', target.port)?.outcome === 'refused';
}
function emptyProof({ target }: Row, view: HostView | null): readonly Proof[] {
  return view ? [{ observation: null, says: say('proof.nothing-listens', { port: target?.port ?? null }) }] : [];
}

function stopped(way: Way, row: Row, view: HostView | null): readonly Decision[] | null {
  return row.seen?.outcome === 'refused' ? notRunning(way, row, view) : null;
}

/** No Ollama answers anywhere on this machine, and the URL was meant for one here. */
export function notRunning(way: Way, row: Row, view: HostView | null): readonly Decision[] | null {
  const { ollamas, engine } = way.facts.deployment;
  if (!view || !empty(way, row, view) || way.answers.length > 0) return null;
  if (ollamas.some(({ state }) => state === 'running')) return null;
  const sleeping = ollamas.find(({ run }) => run.kind === 'container') ?? ollamas[0];
  const container = sleeping?.run.kind === 'container' ? sleeping.run.container : null;
  const kind = sleeping ? (container ? 'is.container' : 'is.stopped') : 'is.absent';
  const unseen = engine.state === 'unreachable' || engine.state === 'forbidden';
  return [
    decision('ollama-not-running', row, {
      hop: 'listener',
      code: kind,
      certainty: unseen && engine.expected ? 'likely' : 'proven',
      args: { ollama: container?.name ?? null, state: container?.state ?? null, exitCode: container?.exitCode ?? null },
      proof: [
        ...failed(row),
        ...emptyProof(row, view),
        ...(container
          ? [
              {
                observation: null,
                says: say('proof.container-state', {
                  ollama: container.name,
                  state: container.state,
                  exitCode: container.exitCode,
                }),
              },
            ]
          : []),
      ],
      refuted: [{ cause: 'ollama-port-changed', because: say('refuted.nowhere') }],
    }),
  ];
}
