import { setMaxListeners } from 'node:events';
import type Docker from 'dockerode';
import { EXEC_OVERHEAD_MS, PROBE_MS } from '../budgets.js';
import { ABORTED } from '../probe/classify.js';
import type { Container } from '../types/deployment.js';
import type { ProbeRequest, VantageId } from '../types/probe.js';
import type { Availability, Vantage } from '../types/vantage.js';
import { type Answer, notAsked, readAnswer } from './answers.js';
import { execScript } from './exec.js';
import { probeCommand } from './probe-command.js';

export interface ContainerOptions {
  /** Limit of a probe in milliseconds. */
  readonly limitMs?: number;
}
interface Asked {
  readonly request: ProbeRequest;
  /** Answers once; later answers count no more. */
  readonly answer: (answer: Answer) => void;
  /** Settles with the answer. */
  readonly answered: Promise<Answer>;
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
  const limitMs = options.limitMs ?? PROBE_MS;
  const id: VantageId = `container:${container.name}`;
  const availability = availabilityOf(container);
  let batch: Asked[] = [];

  const flush = async () => {
    const all = batch;
    batch = [];
    const requests = all.map((one) => one.request);
    const longest = Math.max(...requests.map((request) => request.limitMs ?? limitMs));
    const own = new AbortController();
    setMaxListeners(0, own.signal);
    const timer = setTimeout(() => own.abort(), longest + EXEC_OVERHEAD_MS);
    // When nobody waits any longer, the connection is given up; the script in the container ends itself.
    void Promise.all(all.map((one) => one.answered)).then(() => {
      clearTimeout(timer);
      own.abort();
    });
    const tell = (line: string) => {
      const read = readAnswer(line, requests, id);
      if (read) all[read.index]?.answer(read.answer);
    };
    const end = await execScript(docker.getContainer(container.id), probeCommand(requests, limitMs), tell, own.signal);
    for (const one of all) one.answer(notAsked(one.request, id, end));
  };

  const ask: Vantage['ask'] = (request, signal) => {
    if (!availability.ok) return Promise.resolve(notAsked(request, id, 'CONTAINER_NOT_RUNNING'));
    if (signal.aborted) return Promise.resolve(notAsked(request, id, ABORTED));
    setMaxListeners(0, signal);
    const asked = newAsked(request, id, signal);
    if (batch.push(asked) === 1) setImmediate(() => void flush());
    return asked.answered;
  };
  return { id, availability, ask };
}

function newAsked(request: ProbeRequest, id: VantageId, signal: AbortSignal): Asked {
  let answer: Asked['answer'] = () => {};
  const answered = new Promise<Answer>((resolve) => {
    const abort = () => resolve(notAsked(request, id, ABORTED));
    signal.addEventListener('abort', abort, { once: true });
    answer = (seen) => {
      signal.removeEventListener('abort', abort);
      resolve(seen);
    };
  });
  return { request, answer, answered };
}

/** What is known before anything is asked. */
function availabilityOf({ name, state }: Askable): Availability {
  if (state === 'running') return { ok: true };
  return { ok: false, reason: { code: 'vantage.container-not-running', args: { name, state } } };
}
