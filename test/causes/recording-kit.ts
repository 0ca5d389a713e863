import type { Deployment } from '../../src/types/deployment.js';
import type { FixKit, FixPlan } from '../../src/types/fix.js';
import type { Said } from '../../src/types/text.js';

/** One call of the kit: which, and with what. */
export interface Call {
  readonly name: keyof FixKit;
  readonly with: unknown;
}

const said: Said = { code: 'fixes.any', args: {} };

/** A kit that makes nothing but a note of what was asked of it. */
export function recordingKit(deployment: Deployment): { readonly kit: FixKit; readonly calls: Call[] } {
  const calls: Call[] = [];
  const plan = (name: keyof FixKit, given: unknown, change: Partial<FixPlan> = {}): FixPlan => {
    calls.push({ name, with: given });
    return {
      id: name,
      title: said,
      commands: [],
      undo: [],
      steps: [],
      sideEffects: [],
      rehearsal: { result: 'not-possible', detail: said },
      ...change,
    };
  };
  const kit: FixKit = {
    deployment,
    setUrls: (_instance, urls, verified) => [plan('setUrls', { urls, verified })],
    recreate: (_instance, change, about) =>
      plan('recreate', change, { ...about, sideEffects: about.sideEffects ?? [] }),
    listen: (server, address, port) => plan('listen', { kind: server.run.kind, address, port }),
    start: (server, listen) => plan('start', { kind: server?.run.kind ?? null, listen }),
    connect: (_instance, ollama, alias) => plan('connect', { ollama: ollama.name, alias }),
    pull: (server, url) => plan('pull', { kind: server?.run.kind ?? null, url }),
    update: (server) => plan('update', { kind: server?.run.kind ?? null }),
    plain: (given) => plan('plain', given.commands?.map(({ run }) => run) ?? [], given),
    engine: (words) => `docker ${words.join(' ')}`,
    quote: (word) => `'${word}'`,
    sudo: (command) => command,
  };
  return { kit, calls };
}
