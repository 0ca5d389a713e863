import type { Diagnosis, InstanceFacts } from '../../types/cause.js';
import type { Observation } from '../../types/probe.js';
import { say } from '../said.js';

/** A variable that puts a file or a folder in the place of a client's own list: `SSL_CERT_FILE=/etc/ssl/company.pem`. */
const VARIABLE = /^[A-Z][A-Z_]*=/;

/**
 * How much an untrusted certificate of Hugging Face tells. Only one that was seen, and judged by the list that the client
 * brings itself, is a foreign one.
 */
export function trustOf({ evidence }: Observation): 'foreign' | 'unread' | 'replaced' | 'unseen' {
  const { certificate, trustSource = '' } = evidence;
  if (!certificate && evidence.trusted === undefined) return 'unread';
  if (VARIABLE.test(trustSource)) return 'replaced';
  return certificate?.issuer ? 'foreign' : 'unseen';
}

/** Certificates cannot be judged, because of what the client is told to trust: the place is known, the cause is not. */
export function trustFault(facts: InstanceFacts): readonly Diagnosis[] {
  const finding = ['hub.reach', 'hub.cdn'].flatMap((check) => facts.troubled(check))[0];
  const seen = finding?.observations
    .flatMap((id) => facts.observation(id) ?? [])
    .find(({ outcome }) => outcome === 'tls-untrusted');
  if (!finding || !seen) return [];
  const kind = trustOf(seen);
  if (kind === 'foreign') return [];
  const { certificate, code, trustSource } = seen.evidence;
  const args = {
    host: finding.subject,
    issuer: certificate?.issuer ?? null,
    store: trustSource ?? null,
    error: code ?? null,
    name: facts.instance.name,
  };
  // A sentence needs its facts: without the name of the file, none is made of it.
  const told = kind === 'unread' && trustSource === undefined ? 'unseen' : kind;
  return [
    {
      cause: 'undetermined',
      certainty: null,
      instance: facts.instance.name,
      explains: ['hub.reach', 'hub.cdn', 'hub.certificate', 'hub.host'],
      failingHop: 'tls',
      message: say(`hub.trust-${told === 'replaced' && args.issuer === null ? 'unseen' : told}`, args),
      proof: [{ observation: seen.id, says: say('proof.row', { check: finding.check, code: finding.said.code }) }],
      refuted: [],
    },
  ];
}
