import type Docker from 'dockerode';
import { ENGINE_MS } from '../budgets.js';
import type { Engine, EngineTried } from '../types/deployment.js';
import { isRemote } from './engine-address.js';
import { readVersion } from './engine-answers.js';
import { type EngineCandidate, type EngineSettings, engineCandidates } from './engine-candidates.js';
import { engineClient } from './engine-client.js';
import { errorCode, httpStatus } from './error-code.js';
import { limited } from './limited.js';
import { socketOwner } from './socket-owner.js';

export interface EngineSearch extends EngineSettings {
  /** Addresses of this machine: an engine at one of them is not remote. */
  readonly ownAddresses: ReadonlySet<string>;
  /** Milliseconds that one engine may take to answer. */
  readonly limitMs?: number;
  /** True where something else says that there should be an engine (a compose file with Open WebUI). */
  readonly expected: boolean;
}
export interface EngineFound {
  readonly engine: Engine;
  readonly docker: Docker | null;
}
/** What the other places get once the right engine has answered, in milliseconds. */
const GRACE_MS = 300;
interface Answer {
  readonly candidate: EngineCandidate;
  readonly tried: EngineTried;
  readonly docker: Docker | null;
  readonly about: { readonly podman: boolean; readonly version: string; readonly virtualMachine: boolean } | null;
  readonly holds: boolean;
}

/**
 * Finds the container engine. All places are asked at once, each for at most ENGINE_MS; of several that answer, the one
 * that runs an Open WebUI counts, else the first in the order of the candidates.
 * @param holdsWebui tells whether an engine has an Open WebUI container
 * @throws ConfigurationError where what the user named cannot be used as written
 */
export async function findEngine(
  search: EngineSearch,
  holdsWebui: (docker: Docker, signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<EngineFound> {
  const candidates = await engineCandidates(search, signal);
  const enough = new AbortController();
  let last: NodeJS.Timeout | undefined;
  const answers = await Promise.all(
    candidates.map(async (candidate) => {
      const limit = limited([signal, enough.signal], search.limitMs ?? ENGINE_MS);
      const answer = await ask(candidate, holdsWebui, limit);
      // The engine that was looked for answers: one that hangs beside it is not waited for.
      if (answer.about && (answer.holds || candidate.weight !== 'usual'))
        last ??= setTimeout(() => enough.abort(), GRACE_MS);
      return answer;
    }),
  );
  clearTimeout(last);
  const tried = answers.map((answer) => answer.tried);
  const reached = answers.filter((answer) => answer.about !== null);
  const first = reached.find((answer) => answer.candidate.weight !== 'usual');
  const chosen = first ?? reached.find((answer) => answer.holds) ?? reached[0];
  if (chosen?.about) {
    const { about, candidate, docker } = chosen;
    return {
      docker,
      engine: {
        state: 'reachable',
        kind: about.podman ? 'podman' : 'docker',
        address: candidate.shown,
        version: about.version,
        remote: candidate.address !== null && isRemote(candidate.address, search.ownAddresses),
        virtualMachine: about.virtualMachine || (search.platform !== 'linux' && candidate.address?.kind === 'socket'),
        tried,
      },
    };
  }
  const forbidden = answers.find((answer) => answer.tried.outcome === 'forbidden');
  const path = forbidden?.candidate.address?.kind === 'socket' ? forbidden.candidate.address.path : null;
  return {
    docker: null,
    engine: {
      state: forbidden ? 'forbidden' : 'unreachable',
      expected:
        search.expected ||
        answers.some(({ tried: { outcome }, candidate }) => candidate.weight !== 'usual' || outcome !== 'absent'),
      tried,
      socket: path === null ? null : await socketOwner(path),
    },
  };
}

async function ask(
  candidate: EngineCandidate,
  holdsWebui: (docker: Docker, signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<Answer> {
  const give = (outcome: EngineTried['outcome'], code: string | null): Answer => ({
    candidate,
    tried: { address: candidate.shown, from: candidate.from, outcome, code },
    docker: null,
    about: null,
    holds: false,
  });
  if (candidate.address === null) return give('invalid', candidate.code);
  try {
    const docker = await engineClient(candidate.address);
    const about = await introduced(docker, signal);
    if (about === null) return give('failed', 'ENGINE_MALFORMED');
    const holds = await holdsWebui(docker, signal).catch(() => false);
    return { ...give('ok', null), docker, about, holds };
  } catch (error) {
    const status = httpStatus(error);
    if (status !== null) return give('failed', `HTTP ${status}`);
    const code = errorCode(error);
    return give(outcomeOf(code, signal.aborted), code);
  }
}

function outcomeOf(code: string | null, aborted: boolean): EngineTried['outcome'] {
  if (aborted || code === 'ETIMEDOUT') return 'timeout';
  if (code === 'ENOENT') return 'absent';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'EACCES' || code === 'EPERM') return 'forbidden';
  return 'failed';
}

interface Abortable {
  readonly abortSignal: AbortSignal;
}
/** What the library takes and its types leave out. */
interface Introduced {
  version(options: Abortable): Promise<unknown>;
  info(options: Abortable): Promise<unknown>;
}

/** What an engine says of itself; null where that is none. What it runs on is not needed: an odd answer tells nothing. */
async function introduced(docker: Introduced, signal: AbortSignal): Promise<Answer['about']> {
  const options = { abortSignal: signal };
  const [version, info] = await Promise.all([docker.version(options), docker.info(options)]);
  const said = readVersion(version, info);
  return said && { podman: said.podman, version: said.version, virtualMachine: inVirtualMachine(said) };
}

/** Docker Desktop, OrbStack, Colima, Lima and Rancher Desktop name themselves in what the engine says of itself. */
function inVirtualMachine({ system, name }: { readonly system: string; readonly name: string }): boolean {
  return (
    /^(Docker Desktop|OrbStack|Rancher Desktop)/.test(system) || /^(docker-desktop|colima|orbstack|lima)\b/.test(name)
  );
}
