import { choose } from '../../accounts/choose.js';
import { placeOf } from '../../accounts/places.js';
import { Refusal } from '../../accounts/refusal.js';
import type { Account, Looked, Place } from '../../accounts/types.js';
import type { Discovered } from '../../deployment/discover.js';
import { say } from '../../messages/program.js';
import { sanitize } from '../../messages/sanitize.js';
import type { Engine, Instance } from '../../types/deployment.js';
import type { Said } from '../../types/text.js';
import type { Io } from '../io.js';
import type { Settings } from '../settings.js';
import type { Questions } from './questions.js';
import { accountLine, type Screen } from './show.js';

/** Finds the Open WebUIs, by the same discovery as an examination. */
export async function discoverAll(settings: Settings, io: Io, signal: AbortSignal): Promise<Discovered> {
  const { discover } = await import('../../deployment/discover.js');
  const { container, dockerHost, envFile } = settings;
  const found = await discover(
    {
      inContainer: false,
      container: container ?? undefined,
      dockerHost: dockerHost ?? undefined,
      envFile: envFile ?? undefined,
      env: io.env,
      cwd: io.cwd,
      token: null,
    },
    signal,
  );
  // What an interrupted look-around has not found is not missing.
  if (signal.aborted) throw new Refusal('interrupted');
  return found;
}

/** @throws Refusal where there is none, or several and nobody to ask */
export async function chooseInstance(
  { deployment }: Discovered,
  screen: Screen,
  io: Io,
  questions: Questions | null,
): Promise<Instance> {
  const { instances, engine } = deployment;
  const [first] = instances;
  if (!first) throw nothingFound(engine);
  if (instances.length === 1) return first;
  if (!questions) throw new Refusal('several-instances', { names: instances.map(({ name }) => name) });
  const names = instances.map(({ name, state }) => sanitize(`${name} (${say(screen.lang, `state.${state}`)})`));
  return pick(instances, names, 'accounts.ask.instance', screen, io, questions);
}

/** An engine that cannot be asked hides what runs in it. */
function nothingFound(engine: Engine): Refusal {
  if (engine.state === 'reachable' || engine.state === 'not-asked') return new Refusal('not-found-instance');
  const addresses = engine.tried.filter(({ outcome }) => outcome !== 'absent').map(({ address }) => address);
  if (engine.state === 'forbidden') return new Refusal('engine-forbidden', { addresses });
  return engine.expected && addresses.length > 0
    ? new Refusal('engine-unreachable', { addresses })
    : new Refusal('not-found-instance');
}

/** @throws Refusal for an address that nobody has, or where there are several administrators and nobody to ask */
export async function chooseAccount(
  looked: Looked,
  settings: Settings,
  screen: Screen,
  io: Io,
  questions: Questions | null,
): Promise<Account> {
  const choice = choose(looked, settings.account.email, settings.account.makeAdmin);
  if (choice.kind === 'one') return choice.account;
  if (!questions) throw new Refusal('several-admins', { emails: choice.accounts.map(({ email }) => email) });
  const names = choice.accounts.map((account) => accountLine(screen, account));
  return pick(choice.accounts, names, 'accounts.ask.which', screen, io, questions);
}

async function pick<T>(
  things: readonly T[],
  names: readonly string[],
  question: string,
  screen: Screen,
  io: Io,
  questions: Questions,
): Promise<T> {
  names.forEach((name, index) => {
    screen.line(io.stderr, `  ${index + 1}  ${name}`);
  });
  const answer = (await questions.ask(screen.say(question), true)).trim();
  const thing = /^\d+$/.test(answer) ? things[Number(answer) - 1] : undefined;
  if (thing === undefined) throw new Refusal('declined');
  return thing;
}

/** Where its accounts are reached; a throw-away container is announced. */
export function reach(instance: Instance, docker: Discovered['docker'], screen: Screen, io: Io): Place {
  return placeOf(instance, docker, ({ code, args }: Said) => screen.line(io.stderr, screen.say(code, args)));
}
