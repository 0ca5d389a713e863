import type Docker from 'dockerode';
import type { Deployment, Instance, Interpreter, LocalProgram } from '../types/deployment.js';
import type { Vantage } from '../types/vantage.js';
import { containerVantage } from './container.js';
import { hostVantage } from './host.js';
import { withKeys } from './keyed.js';
import { selfVantage } from './self.js';

/** Where the image has Open WebUI. */
const APP = '/app';

export interface VantageOptions {
  /** Limit of one probe, milliseconds. */
  readonly probeMs: number;
  /** This process's variables: proxies and trust stores of the host. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Chooses where probes are made from.
 * @returns the host's vantage point (none inside a container, nor where the engine runs on another machine), and for each
 *   instance the one that sees what its program sees
 */
export function openVantages(
  deployment: Deployment,
  docker: Docker | null,
  { probeMs: limitMs, env }: VantageOptions,
): { readonly host: Vantage | null; readonly inside: ReadonlyMap<string, Vantage> } {
  const remote = deployment.engine.state === 'reachable' && deployment.engine.remote;
  const host = deployment.mode === 'in-container' || remote ? null : hostVantage({ env, limitMs });
  const inside = (instance: Instance): Vantage => {
    const { name, runtime, container, settings, version } = instance;
    const keyed = (vantage: Vantage): Vantage => {
      const interpreter = instance.interpreter ?? interpreterOf(instance.program);
      return interpreter ? withKeys(vantage, interpreter, version, limitMs) : vantage;
    };
    if (deployment.mode === 'in-container')
      return keyed(selfVantage({ env: settings.variables, rootPrefix: deployment.root, limitMs }));
    if (container && docker)
      return hasNoPython(settings)
        ? unavailable(name, 'vantage.no-python')
        : containerVantage(docker, container, { limitMs, settings: { app: APP, version } });
    if (runtime === 'unknown') return unavailable(name, 'vantage.page-only');
    // A pip installation: this machine, with the variables of its own process.
    return keyed(hostVantage({ env: settings.variables, limitMs }));
  };
  return { host, inside: new Map(deployment.instances.map((instance) => [instance.name, inside(instance)])) };
}

function interpreterOf(program: LocalProgram | undefined): Interpreter | undefined {
  return program && { command: [program.python], env: program.env, app: program.app, uid: program.uid };
}

/** True where reading the settings has shown already that the container cannot run the probes either. */
function hasNoPython({ ollamaUrls, embeddingCached }: Instance['settings']): boolean {
  return [ollamaUrls, embeddingCached].some((read) => !read.known && read.reason.code === 'deployment.no-python');
}

/**
 * A place that cannot be asked: another user's page, one whose engine is out of reach, or a container without the program
 * that makes the probes.
 */
function unavailable(name: string, code: 'vantage.page-only' | 'vantage.no-python'): Vantage {
  const reason = { code, args: { name } };
  return {
    id: `container:${name}`,
    availability: { ok: false, reason },
    ask: () => Promise.reject(new Error('asked from a place that is not there')),
  };
}
