import { createConnection, type Socket } from 'node:net';
import type { Address } from './address.js';
import type { Ending } from './ending.js';
import { type Fault, faultOf } from './fault.js';

/** How long a client waits for one address before it takes a later one that answered (happy eyeballs). */
const PREFER_MS = 250;
/** How long the other addresses are given once the probe has what it needs: the longest that a client would wait. */
const GRACE_MS = 300;

/** One attempt to connect, by now over. `ms` is how long it took. */
export type Dialled =
  | { readonly to: Address; readonly ms: number; readonly fault: null }
  | { readonly to: Address; readonly ms: number; readonly fault: Fault };

export interface Dialling {
  /** The connection that a client would use: the first address, in order, that answers; null where none does. */
  readonly used: { readonly socket: Socket; readonly to: Address; readonly ms: number } | null;
  /** Every other address, after its grace. */
  others(): Promise<readonly Dialled[]>;
  /** Closes every connection. */
  drop(): void;
}

interface Attempt {
  readonly to: Address;
  readonly socket: Socket;
  over: Dialled | null;
}

/**
 * Connects to all addresses at once.
 * @param addresses in the order of the resolver
 * @param ending cuts off what is still connecting
 */
export async function dial(addresses: readonly Address[], port: number, ending: Ending): Promise<Dialling> {
  const start = performance.now();
  const since = () => performance.now() - start;
  let wake = () => {};
  const attempts = addresses.map((to) => attempt(to, port, since, () => wake()));
  /** Waits for the next event, and no longer than `ms`; false once the probe is over. */
  const next = (ms: number) =>
    new Promise<boolean>((resolve) => {
      if (ending.signal.aborted) return resolve(false);
      const timer = setTimeout(finish, Math.max(0, ms));
      wake = finish;
      ending.signal.addEventListener('abort', finish, { once: true });
      function finish() {
        clearTimeout(timer);
        ending.signal.removeEventListener('abort', finish);
        resolve(!ending.signal.aborted);
      }
    });
  const pending = () => attempts.some((one) => one.over === null);
  const giveUp = () => {
    for (const one of attempts) if (one.over === null) close(one, ending.fault('tcp'), since());
  };

  let chosen = choose(attempts, since());
  while (!chosen && pending() && (await next(open(attempts) ? PREFER_MS - since() : ending.left() + 1)))
    chosen = choose(attempts, since());
  if (!chosen) giveUp();
  const used = chosen && { socket: chosen.socket, to: chosen.to, ms: chosen.over?.ms ?? since() };
  return {
    used,
    async others() {
      while (pending() && since() < GRACE_MS && (await next(GRACE_MS - since())));
      giveUp();
      for (const one of attempts) if (one !== chosen) one.socket.destroy();
      return attempts.flatMap((one) => (one === chosen || one.over === null ? [] : [one.over]));
    },
    drop() {
      for (const one of attempts) one.socket.destroy();
    },
  };
}

function attempt(to: Address, port: number, since: () => number, wake: () => void): Attempt {
  const socket = createConnection({ host: to.address, port, noDelay: true, autoSelectFamily: false });
  const one: Attempt = { to, socket, over: null };
  // Stays: an error of a socket that nobody listens to would end the process.
  socket.on('error', (error) => {
    one.over ??= { to, ms: since(), fault: faultOf('tcp', error) };
    wake();
  });
  socket.once('connect', () => {
    one.over ??= { to, ms: since(), fault: null };
    wake();
  });
  return one;
}

function open(attempts: readonly Attempt[]): boolean {
  return attempts.some((one) => one.over?.fault === null);
}

/** The first open one; a later one only when those before it have failed or had their time. */
function choose(attempts: readonly Attempt[], since: number): Attempt | null {
  for (const one of attempts) {
    if (one.over?.fault === null) return one;
    if (one.over === null && since < PREFER_MS) return null;
  }
  return null;
}

function close(one: Attempt, fault: Fault, ms: number): void {
  one.over = { to: one.to, ms, fault };
  one.socket.destroy();
}
