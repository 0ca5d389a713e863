import type { Said } from '../types/text.js';

/** How a run of Open WebUI's own Python ended; stdout is at most a megabyte. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
}

/** What the script in src/python/accounts.py is asked. `password` and `row` are secret: they travel on standard input alone. */
export type Request =
  | { readonly operation: 'look'; readonly email: string | null }
  | { readonly operation: 'row'; readonly id: string }
  | {
      readonly operation: 'reset';
      readonly id: string;
      readonly password: string;
      readonly make_admin: boolean;
      /** Names this run's copy, so that an unfinished one can be told from others. */
      readonly run: string;
      /** Of the row that was kept; null where the script keeps a copy itself. */
      readonly digest: string | null;
    }
  | {
      readonly operation: 'restore';
      readonly backup: string;
      readonly row: KeptRow | null;
      readonly email: string | null;
      readonly dry: boolean;
    }
  | { readonly operation: 'settle'; readonly id: string; readonly password: string; readonly run: string }
  | {
      readonly operation: 'sign-in';
      readonly email: string;
      readonly password: string;
      readonly url: string;
      /** Seconds that the server may take. */
      readonly seconds: number;
    };

/** A row of `auth` as JSON carries it. */
export type KeptRow = Readonly<Record<string, string | number | boolean | null>>;

/** Where Open WebUI's own Python can be run: in its container, in a throw-away one, or on this machine. */
export interface Place {
  /** True where its server should answer: the proof needs it. */
  readonly running: boolean;
  /** Another way to the same data, where this one has gone: its container has stopped. */
  readonly otherwise: Place | null;
  /** Folder, working folder and variables that the script cannot find out itself. */
  readonly about: { readonly app: string | null; readonly cwd: string; readonly env: Readonly<Record<string, string>> };
  /**
   * Runs Python with these arguments and this one line of input, and waits for its end.
   * @throws the engine's error where it cannot be run
   */
  run(args: readonly string[], input: string, signal: AbortSignal): Promise<Ended>;
}

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** null: the account has no row in `auth`. */
  readonly active: boolean | null;
  /** The address in `auth`, which may differ from that in `user`. */
  readonly signsInAs: string | null;
  readonly oauth: boolean;
  readonly scim: boolean;
  readonly secondFactor: boolean;
  /** How many other accounts have this address but for its case. */
  readonly twins: number;
}

/** What decides whether a local password can be used. */
export interface SignInSettings {
  readonly ldap: boolean;
  readonly loginForm: boolean;
  readonly mfa: boolean;
  readonly oauth: boolean;
  readonly passwordAuth: boolean;
  readonly trustedHeader: boolean;
  readonly auth: boolean;
  readonly rule: boolean;
  readonly hint: string;
}

export interface Looked {
  readonly database: { readonly kind: 'sqlite' | 'postgresql'; readonly path: string | null };
  /** Columns of `auth` that this version has. */
  readonly columns: readonly string[];
  readonly users: number;
  readonly admins: number;
  /** Those with the address that was asked for, then the administrators, oldest first. */
  readonly accounts: readonly Account[];
  readonly settings: SignInSettings;
  /** Why the database cannot be changed; null: it can. */
  readonly unwritable: string | null;
}

/** What signing in with the new password has shown. */
export type Proof =
  | { readonly result: 'signed-in' }
  | { readonly result: 'second-factor'; readonly step: string }
  | { readonly result: 'rate-limited'; readonly seconds: number | null }
  | { readonly result: 'refused' | 'switched-off' | 'other-account' | 'no-answer' | 'not-running' | 'not-tried' }
  | { readonly result: 'unexpected'; readonly status: number };

/** What stands in the way of a local password, or is good to know before it is changed. */
export interface Obstacle {
  /** `stops`: nothing is changed. `blocks`: the password could not be used. `note`: it can. */
  readonly weight: 'stops' | 'blocks' | 'note';
  readonly said: Said;
  readonly advice: Said;
}
