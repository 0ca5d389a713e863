import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose code runs: told of what it throws beside its answer, in a timer or in a promise that nobody waits for. */
export interface Confined {
  broke(error: unknown): void;
}

/** Null while only the program's own code runs: to know whose promise each is costs a tenth of a large run. */
let running: AsyncLocalStorage<Confined> | null = null;

/** From now on `confined` knows what runs within `confine`. */
export function startConfining(): void {
  running ??= new AsyncLocalStorage<Confined>();
}

/** Runs code of a check, a cause or a plug-in, so that `confined` knows it, in everything that it starts too. */
export function confine<T>(who: Confined, work: () => T): T {
  return running ? running.run(who, work) : work();
}

/** Whose code calls this; undefined: the program's own. */
export function confined(): Confined | undefined {
  return running?.getStore();
}
