import { setMaxListeners } from 'node:events';
import { EXEC_OVERHEAD_MS } from '../budgets.js';
import { ABORTED } from '../probe/classify.js';
import type { ProbeRequest, VantageId } from '../types/probe.js';
import type { Vantage } from '../types/vantage.js';
import { type Answer, notAsked, readAnswer } from './answers.js';
import { type ProbeCommand, probeCommand, type SettingsPlace } from './probe-command.js';

/** How the script is run: who runs it, and where it finds the settings. */
export interface ScriptRunner {
  readonly id: VantageId;
  /** Limit of a probe in milliseconds. */
  readonly limitMs: number;
  readonly settings: SettingsPlace | null;
  /**
   * Runs the command, and tells each line of its output as it comes.
   * @param signal ends the waiting
   * @returns why answers may be missing: the code of probes that could not be made
   */
  run(command: ProbeCommand, onLine: (line: string) => void, signal: AbortSignal): Promise<string>;
}
interface Asked {
  readonly request: ProbeRequest;
  /** Answers once; later answers count no more. */
  readonly answer: (answer: Answer) => void;
  /** Settles with the answer. */
  readonly answered: Promise<Answer>;
}

/** Asks by the script of src/python/probe. What is asked in one turn of the event loop travels in one run of it. */
export function askByScript({ id, limitMs, settings, run }: ScriptRunner): Vantage['ask'] {
  let batch: Asked[] = [];

  const flush = async () => {
    const all = batch;
    batch = [];
    const requests = all.map((one) => one.request);
    const longest = Math.max(...requests.map((request) => request.limitMs ?? limitMs));
    const own = new AbortController();
    setMaxListeners(0, own.signal);
    const timer = setTimeout(() => own.abort(), longest + EXEC_OVERHEAD_MS);
    // When nobody waits any longer, the connection is given up; the script ends itself.
    void Promise.all(all.map((one) => one.answered)).then(() => {
      clearTimeout(timer);
      own.abort();
    });
    const tell = (line: string) => {
      const read = readAnswer(line, requests, id);
      if (read) all[read.index]?.answer(read.answer);
    };
    const end = await run(probeCommand(requests, limitMs, 'stdin', settings), tell, own.signal);
    for (const one of all) one.answer(notAsked(one.request, id, end));
  };

  return (request, signal) => {
    if (signal.aborted) return Promise.resolve(notAsked(request, id, ABORTED));
    setMaxListeners(0, signal);
    const asked = newAsked(request, id, signal);
    if (batch.push(asked) === 1) setImmediate(() => void flush());
    return asked.answered;
  };
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
