import type { Args } from '../types/text.js';

/** Why nothing was changed, by code, with the exit code: 2 for what the caller got wrong, 1 for the rest. */
export const REFUSALS = {
  'no-database': 1,
  'not-found': 1,
  foreign: 1,
  damaged: 1,
  unreadable: 1,
  irregular: 1,
  'input-output': 1,
  encrypted: 1,
  'too-large': 1,
  forbidden: 1,
  'read-only': 1,
  'disk-full': 1,
  busy: 1,
  'unknown-database': 1,
  'no-driver': 1,
  'no-connection': 1,
  'no-entry': 1,
  'no-answer': 1,
  'no-bcrypt': 1,
  'no-row': 1,
  ambiguous: 1,
  'changed-meanwhile': 1,
  broken: 1,
  'no-python': 1,
  'out-of-time': 1,
  'no-image': 1,
  'own-layer': 1,
  engine: 1,
  'not-found-instance': 1,
  'engine-forbidden': 1,
  'engine-unreachable': 1,
  'page-only': 1,
  'no-users': 1,
  stopped: 1,
  unsettled: 1,
  'unkept-row': 1,
  declined: 1,
  interrupted: 1,
  'generated-rule': 1,
  'has-admin': 2,
  'several-instances': 2,
  'no-such-user': 2,
  'several-accounts': 2,
  'several-admins': 2,
  'no-admin': 2,
  'password-empty': 2,
  'password-zero': 2,
  'password-long': 2,
  'password-lines': 2,
  'password-text': 2,
  'password-rule': 2,
  'backup-missing': 2,
  'backup-unreadable': 2,
  'backup-foreign': 2,
  'backup-damaged': 2,
  'backup-other': 2,
  'backup-same': 2,
  'backup-no-row': 2,
  'backup-whose': 2,
  'backup-no-account': 2,
} as const satisfies Readonly<Record<string, 1 | 2>>;
export type RefusalCode = keyof typeof REFUSALS;

export function isRefusal(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code);
}

/** Nothing was changed, and why. Never holds a secret. */
export class Refusal extends Error {
  readonly exitCode: 1 | 2;

  /**
   * @param code one of `REFUSALS`, said by the messages `accounts.refused.<code>`
   * @param args what the sentence is filled with
   */
  constructor(
    readonly code: RefusalCode,
    readonly args: Args = {},
  ) {
    super(code);
    this.name = 'Refusal';
    this.exitCode = REFUSALS[code];
  }
}
