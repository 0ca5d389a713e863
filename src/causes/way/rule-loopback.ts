import { say } from '../said.js';
import { answers, type Decision, decision, failed, inForce, onHost, type Rule, somewhereUp } from './decision.js';
import { hostView, onLoopbackOnly } from './host-view.js';
import { isLoopback, isUnspecified, type Way } from './row.js';

/** Loopback, or the address that means "all of mine", inside a container of its own network: the container itself. */
export const loopbackInBridge: Rule = (way, row): readonly Decision[] => {
  const { target, seen } = row;
  const host = target?.host.trim() ?? '';
  const unspecified = isUnspecified(host);
  if (!target || !(isLoopback(host) || unspecified) || way.local || isBundled(way)) return [];
  const mode = way.instance.networkMode ?? 'bridge';
  if (mode.startsWith('container:') || mode === 'none' || seen?.outcome === 'aborted') return [];
  const view = hostView(way.facts, target.port);
  // Names and ports that a container of the same network has are preferred to a way through the host.
  const answer = way.answers.find(({ origin }) => origin !== 'correction' && origin !== 'loopback');
  const known = answer !== undefined || view?.loopback != null;
  return [
    decision(unspecified ? 'url-0.0.0.0-as-client' : 'loopback-url-in-bridge-container', row, {
      hop: 'configuration',
      code: !answer && view?.loopback && onLoopbackOnly(view) ? 'is.bound' : 'is',
      certainty: known ? 'proven' : 'likely',
      args: { instead: answer?.url ?? null, name: way.instance.name },
      instead: answer ? [answer.url] : null,
      verified: answer !== undefined,
      proof: [
        ...inForce(row),
        ...failed(row),
        { observation: null, says: say('proof.network', { name: way.instance.name, network: mode }) },
        ...onHost(view?.loopback ?? null, 'proof.host-answers'),
        ...answers(answer),
      ],
      refuted: view?.loopback
        ? [{ cause: 'ollama-not-running', because: say('refuted.host-answers', { port: target.port }) }]
        : somewhereUp(answer?.url),
    }),
  ];
};

/** The image with an Ollama of its own: there, loopback is right. */
export function isBundled({ instance }: Way): boolean {
  return instance.settings.variables.USE_OLLAMA_DOCKER?.toLowerCase() === 'true';
}
