import type Docker from 'dockerode';
import { PROBE_MS } from '../budgets.js';
import type { Container } from '../types/deployment.js';
import type { VantageId } from '../types/probe.js';
import type { Availability, Vantage } from '../types/vantage.js';
import { notAsked } from './answers.js';
import { execScript } from './exec.js';
import type { SettingsPlace } from './probe-command.js';
import { askByScript } from './script.js';

export interface ContainerOptions {
  /** Limit of a probe in milliseconds. */
  readonly limitMs?: number;
  /** Where the container's settings are, for requests that carry a connection's key. */
  readonly settings?: SettingsPlace;
}

/** The part of a container that is needed to ask it. */
export type Askable = Pick<Container, 'id' | 'name' | 'state'>;

/**
 * A running container: probes are made by its own Python, with its names, routes, variables and trust store. What is
 * asked in one turn of the event loop travels in one exec. A probe that could not be made is `aborted`, with the reason
 * as its code (see `ExecEnd`).
 * @param docker the engine that runs it
 */
export function containerVantage(docker: Docker, container: Askable, options: ContainerOptions = {}): Vantage {
  const id: VantageId = `container:${container.name}`;
  const availability = availabilityOf(container);
  const ask = askByScript({
    id,
    limitMs: options.limitMs ?? PROBE_MS,
    settings: options.settings ?? null,
    run: (command, tell, signal) => execScript(docker.getContainer(container.id), command, tell, signal),
  });
  return {
    id,
    availability,
    ask: (request, signal) =>
      availability.ok ? ask(request, signal) : Promise.resolve(notAsked(request, id, 'CONTAINER_NOT_RUNNING')),
  };
}

/** What is known before anything is asked. */
function availabilityOf({ name, state }: Askable): Availability {
  if (state === 'running') return { ok: true };
  return { ok: false, reason: { code: 'vantage.container-not-running', args: { name, state } } };
}
