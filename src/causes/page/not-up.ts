import type { Diagnosis, InstanceFacts } from '../../types/cause.js';
import type { Finding } from '../../types/check.js';
import { say } from '../said.js';

/** States of a container in which its program has not failed: it was not started, or is there no more. */
const NO_CRASH: ReadonlySet<string> = new Set(['port-taken', 'not-started', 'waits', 'created', 'removing', 'dead']);

/**
 * What is told of a container that is not up for a reason outside of its program.
 * @returns null where its program is at fault, or where nothing is
 */
export function notUpCode({ said }: Finding): string | null {
  if (NO_CRASH.has(said.code)) return said.code;
  return said.args.reason === 'port-in-use' ? 'port-in-use' : null;
}

/** Open WebUI's container is not up, and not by a fault of its own: the place is known, the cause is not. */
export function notUp(facts: InstanceFacts): readonly Diagnosis[] {
  const [found] = facts.troubled('webui.container');
  const { container, listenPort } = facts.instance;
  const code = found ? notUpCode(found) : null;
  if (!found || !container || code === null) return [];
  const args = { ...found.said.args, name: container.name, exitCode: container.exitCode, listenPort };
  return [
    {
      cause: 'undetermined',
      certainty: null,
      instance: facts.instance.name,
      explains: AFTERMATH,
      failingHop: 'webui',
      message: say(`webui.${code}`, args),
      proof: [{ observation: null, says: say('proof.state', { ...args, state: container.state }) }],
      refuted: [],
    },
  ];
}

/** What fails with a container that is not up. */
export const AFTERMATH = ['webui.container', 'webui.page', 'webui.health', 'webui.ports', 'ollama.proxied'] as const;
