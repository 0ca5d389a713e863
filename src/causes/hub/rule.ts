import { shownAddress } from '../../secrets/address.js';
import type { Certainty, Diagnosis, InstanceFacts, Proof } from '../../types/cause.js';
import type { Finding } from '../../types/check.js';
import type { Observation } from '../../types/probe.js';
import type { Args } from '../../types/text.js';
import { say } from '../said.js';
import { trustOf } from './trust.js';

const HUGGING_FACE = 'https://huggingface.co';

/** Why Hugging Face fails for an instance. */
export interface HubDecision {
  readonly cause: 'hf-tls-interception' | 'hf-mirror-endpoint-problems' | 'hf-outage-5xx' | 'hf-blocked-reset';
  readonly code: string;
  readonly args: Args;
  readonly certainty: Certainty;
  readonly explains: readonly string[];
  readonly proof: readonly Proof[];
  readonly refuted: Diagnosis['refuted'];
  /** The row that was judged. */
  readonly finding: Finding;
  readonly seen: Observation | null;
}

const HUB_CHECKS = ['hub.reach', 'hub.cdn', 'hub.certificate', 'hub.settings', 'hub.host'] as const;
/** What follows from a program that cannot start without its model. */
const STOPPED = ['webui.container', 'webui.page', 'webui.health', 'webui.ports'] as const;
const ENDPOINT_FAULTS: ReadonlySet<string> = new Set(['empty', 'missing-scheme', 'trailing-slash']);
/** Ends of a connection that somebody on the way makes. */
const CUT: ReadonlySet<string> = new Set(['reset', 'tls-closed', 'closed', 'timeout', 'tls-wrong-host']);
const MAYBE_CUT: ReadonlySet<string> = new Set(['refused', 'unreachable', 'dns-not-found']);

/** Judges what the hub's checks found; the first that holds. @returns null where none of the causes does */
export function decideHub(facts: InstanceFacts): HubDecision | null {
  const settings = facts.troubled('hub.settings').find(({ said }) => ENDPOINT_FAULTS.has(said.code));
  const inside = facts.troubled('hub.reach')[0] ?? facts.troubled('hub.cdn')[0];
  const crash = facts.troubled('webui.container').find(({ said }) => said.args.reason === 'no-embedding-model');
  // A container that cannot start can be asked nothing; this machine sees the same hub.
  const outside = crash && !inside ? facts.troubled('hub.host')[0] : undefined;
  const finding = inside ?? settings ?? outside;
  if (!finding) return null;
  const seen = observationOf(finding, facts);
  const target = finding.subject ?? HUGGING_FACE;
  const base = {
    finding,
    seen,
    args: { target, host: hostOf(target), issuer: seen?.evidence.certificate?.issuer ?? null },
  };
  const explains = [...HUB_CHECKS, ...(crash ? STOPPED : [])];
  const proof = proofOf(facts, finding, seen, outside !== undefined);
  // What this machine sees is not what the container sees; and what has no rival that was looked at is not proven.
  const decide = (
    cause: HubDecision['cause'],
    refuted: HubDecision['refuted'],
    { sure = true, code: told = 'is', args = {} }: { sure?: boolean; code?: string; args?: Args } = {},
  ): HubDecision => ({
    ...base,
    args: { ...base.args, ...args },
    cause,
    code: told,
    certainty: sure && !outside && refuted.length > 0 ? 'proven' : 'likely',
    explains,
    proof,
    refuted,
  });
  if (seen?.evidence.proxy && finding !== settings) return null;
  const { code } = finding.said;
  if (code === 'trust-unread') return null;
  if (code === 'tls-untrusted') {
    if (!seen || trustOf(seen) !== 'foreign') return null;
    const sure = hostTrusts(facts);
    const refuted = [{ cause: 'hf-ca-bundle-missing' as const, because: say('refuted.own-list') }];
    return decide('hf-tls-interception', refuted, { sure, code: sure ? 'is' : 'is.unknown' });
  }
  const mirror = mirrorOf(facts);
  if (mirror !== null)
    return decide('hf-mirror-endpoint-problems', mirrorAlone(facts, finding), {
      code: mirrorCode(code),
      args: { endpoint: mirror, outcome: code },
    });
  if (code === 'unavailable' || (seen?.evidence.status ?? 0) >= 500)
    return decide('hf-outage-5xx', seen?.evidence.trusted === true ? [ITSELF] : [], {
      args: { status: seen?.evidence.status ?? null },
    });
  if (!CUT.has(code) && !MAYBE_CUT.has(code)) return null;
  const online = otherSite(facts, finding);
  return decide('hf-blocked-reset', online, {
    sure: CUT.has(code) && !hostTrusts(facts),
    code: online.length > 0 ? 'is' : 'is.alone',
    args: { outcome: code },
  });
}

/** The answer came over a connection that showed the hub's own certificate. */
const ITSELF: HubDecision['refuted'][number] = { cause: 'hf-tls-interception', because: say('refuted.trusted') };

/** Another site that answers from the same place: the way out is open, and names resolve. */
function otherSite(facts: InstanceFacts, finding: Finding): HubDecision['refuted'] {
  const subject = hostOf(finding.subject ?? HUGGING_FACE);
  const other = finding.observations
    .flatMap((id) => facts.observation(id) ?? [])
    .find(({ target, outcome }) => hostOf(target) !== subject && (outcome === 'ok' || outcome === 'http-status'));
  return other
    ? [{ cause: 'container-dns-broken', because: say('refuted.other-site', { host: hostOf(other.target) }) }]
    : [];
}

/** What is wrong with the mirror alone: how it is written, or that others answer where it does not. */
function mirrorAlone(facts: InstanceFacts, finding: Finding): HubDecision['refuted'] {
  if (ENDPOINT_FAULTS.has(finding.said.code)) return [{ cause: 'hf-blocked-reset', because: say('refuted.spelling') }];
  const usable = facts.of('hub.mirror').find(({ status, said }) => status === 'pass' && said.code === 'usable');
  return usable
    ? [{ cause: 'hf-blocked-reset', because: say('refuted.other-site', { host: hostOf(usable.subject ?? '') }) }]
    : otherSite(facts, finding);
}

const passes = ({ status }: Finding): boolean => status === 'pass';

/** True where this machine trusts the authority that the container does not. */
export function hostTrusts(facts: InstanceFacts): boolean {
  return facts.of('hub.host').some(passes);
}

/** HF_ENDPOINT where it is set to something else than Hugging Face itself. */
function mirrorOf({ instance }: InstanceFacts): string | null {
  const value = instance.settings.hubEndpoint?.value;
  return value === undefined || value.replace(/\/+$/, '') === HUGGING_FACE ? null : shownAddress(value);
}

function mirrorCode(code: string): string {
  if (ENDPOINT_FAULTS.has(code)) return `is.${code}`;
  return code === 'redirects-away' ? 'is.redirects-away' : 'is';
}

/** The probe whose end the row tells: the first one that did not end well. */
function observationOf(finding: Finding, facts: InstanceFacts): Observation | null {
  const seen = finding.observations.flatMap((id) => facts.observation(id) ?? []);
  return seen.find(({ outcome }) => outcome !== 'ok') ?? seen[0] ?? null;
}

function proofOf(
  facts: InstanceFacts,
  finding: Finding,
  seen: Observation | null,
  fromHost: boolean,
): readonly Proof[] {
  const host = facts.of('hub.host').find(passes);
  const certificate = seen?.evidence.certificate;
  return [
    seen
      ? {
          observation: seen.id,
          says: say(fromHost ? 'proof.host' : 'proof.inside', {
            target: finding.subject,
            outcome: finding.said.code,
            error: seen.evidence.code ?? seen.evidence.alert ?? null,
          }),
        }
      : {
          observation: null,
          says: say('proof.endpoint', { endpoint: mirrorOf(facts) }),
        },
    ...(certificate && finding.said.code === 'tls-untrusted'
      ? [{ observation: seen?.id ?? null, says: say('proof.issuer', { issuer: certificate.issuer }) }]
      : []),
    ...(host && host !== finding
      ? [{ observation: host.observations[0] ?? null, says: say('proof.host-passes', { target: host.subject }) }]
      : []),
  ];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
