import type { Hop } from '../../types/cause.js';
import type { Outcome } from '../../types/probe.js';
import { CONSEQUENCES, type Decision, decision, failed, inForce, type Rule } from './decision.js';
import { hostConnects } from './host-view.js';
import { pointsHere, type Row, type Way } from './row.js';

/** The request went into a proxy, and came to nothing there. */
export const caughtByProxy: Rule = (_way, row): readonly Decision[] => {
  const { seen } = row;
  const proxy = seen?.evidence.proxy;
  if (!seen || (!proxy && seen.outcome !== 'proxy-failed')) return [];
  return [
    decision('undetermined', row, {
      hop: 'proxy',
      code: 'proxy',
      args: { proxy: proxy?.url ?? null, variable: proxy?.variable ?? null, outcome: seen.outcome },
      explains: [...CONSEQUENCES, 'reach.proxy'],
      proof: failed(row),
    }),
  ];
};

const HOPS: Readonly<Record<Exclude<Outcome, 'ok' | 'aborted'>, Hop>> = {
  refused: 'listener',
  timeout: 'route',
  unreachable: 'route',
  reset: 'http',
  closed: 'http',
  'dns-not-found': 'dns',
  'dns-failed': 'dns',
  'tls-untrusted': 'tls',
  'tls-expired': 'tls',
  'tls-not-yet-valid': 'tls',
  'tls-wrong-host': 'tls',
  'tls-protocol': 'tls',
  'tls-closed': 'tls',
  'http-status': 'http',
  'http-invalid': 'http',
  'wrong-service': 'http',
  'proxy-failed': 'proxy',
};

/** What no cause explains: the hop at which the request ended, and what answers instead, where something does. */
export const lastHop: Rule = (way, row): readonly Decision[] => {
  const { target, seen } = row;
  const answer = way.answers[0];
  const instead = answer ? { instead: [answer.url], verified: true } : {};
  if (!target)
    return [
      decision('undetermined', row, { hop: 'configuration', code: 'configuration', proof: inForce(row), ...instead }),
    ];
  if (!seen || seen.outcome === 'ok' || seen.outcome === 'aborted') return [];
  const hop = hopOf(way, row, seen.outcome);
  return [
    decision('undetermined', row, {
      hop,
      code: hop === 'firewall' ? 'firewall.between' : hop,
      args: { outcome: seen.outcome, address: seen.address, status: seen.evidence.status ?? null },
      proof: failed(row),
      ...instead,
    }),
  ];
};

function hopOf(way: Way, { target, seen }: Row, outcome: Exclude<Outcome, 'ok' | 'aborted'>): Hop {
  const hop = HOPS[outcome];
  if (!target || !seen || way.local) return hop;
  const silent = outcome === 'timeout' || outcome === 'unreachable' || outcome === 'refused';
  // The host reaches the same address: what differs is what lies between it and the container.
  const host = silent && !pointsHere(way, target, seen) ? hostConnects(way.facts, target.host, target.port) : null;
  return host?.outcome === 'ok' ? 'firewall' : hop;
}
