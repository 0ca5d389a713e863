import type { Container, Deployment, Instance } from '../../types/deployment.js';
import type { FixPlan } from '../../types/fix.js';
import { client, containerWord, engineLine } from '../engine.js';
import type { InWords } from '../exact.js';
import { goString } from '../quote.js';
import { block } from '../recreate-block.js';
import { noTrial, say } from '../said.js';

/**
 * Joins two containers in a network of their own. Pasted twice it does nothing the second time.
 * @see FixKit.connect
 */
export function connect(deployment: Deployment, instance: Instance, ollama: Container, alias: string | null): FixPlan {
  const webui = instance.container;
  if (webui === null)
    return {
      ...aboutConnecting(instance.name, ollama.name, ''),
      steps: [say('connect.byHand', { ollama: ollama.name })],
    };
  const engine = client(deployment, null);
  const network = sharedNetwork(webui, ollama);
  const quiet = (...words: readonly string[]): string => `${engineLine(engine, ...words)} >/dev/null 2>&1`;
  const has = (container: Container): string =>
    `${engineLine(engine, 'inspect', '-f', `{{index .NetworkSettings.Networks ${goString(network)}}}`, containerWord(container))}`;
  const joined = (container: Container): string => `[ "$(${has(container)})" != '<nil>' ]`;
  const named = alias === null || alias === ollama.name ? [] : ['--alias', alias];
  const already = ollama.networks.some((item) => item.name === network);
  const steps = [
    `${quiet('network', 'inspect', network)} || ${engineLine(engine, 'network', 'create', network)}`,
    // A name is given when the container joins: one that is in the network already leaves it first.
    ...(already && named.length > 0
      ? [engineLine(engine, 'network', 'disconnect', network, containerWord(ollama))]
      : []),
    `${joined(ollama)} || ${engineLine(engine, 'network', 'connect', ...named, network, containerWord(ollama))}`,
    `${joined(webui)} || ${engineLine(engine, 'network', 'connect', network, containerWord(webui))}`,
  ];
  const leave = [webui, ...(already ? [] : [ollama])]
    .filter((container) => !container.networks.some((item) => item.name === network))
    .map((container) => engineLine(engine, 'network', 'disconnect', network, containerWord(container)));
  return {
    ...aboutConnecting(webui.name, ollama.name, network),
    commands: [{ run: block(['set -e', ...steps]), where: 'host', needsRoot: false }],
    undo: leave.map((run) => ({ run, where: 'host', needsRoot: false })),
    sideEffects: [say('connect.lost')],
  };
}

/** The same without a command. */
export function connectInWords({ name }: Instance, ollama: Container): InWords {
  const steps = [say('connect.byHand', { ollama: ollama.name })];
  return {
    id: 'connect-networks',
    title: say('connect.title', { webui: name, ollama: ollama.name, network: '' }),
    steps,
  };
}

function aboutConnecting(webui: string, ollama: string, network: string): FixPlan {
  const title = say('connect.title', { webui, ollama, network });
  return { id: 'connect-networks', title, commands: [], undo: [], steps: [], sideEffects: [], rehearsal: noTrial };
}

/** A user network that one of them is in already, else a new one; the default bridge knows no names. */
function sharedNetwork(webui: Container, ollama: Container): string {
  const usable = (container: Container): readonly string[] =>
    container.networks.map((item) => item.name).filter((name) => !/^(bridge|host|none|podman)$/.test(name));
  const [ofOllama] = usable(ollama);
  const [ofWebui] = usable(webui);
  return ofOllama ?? ofWebui ?? 'open-webui-ollama';
}
