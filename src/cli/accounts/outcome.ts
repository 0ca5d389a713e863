import type { Account, Looked, Obstacle, Proof } from '../../accounts/types.js';
import { tell } from '../../messages/catalogue.js';
import { sanitize } from '../../messages/sanitize.js';
import type { Instance } from '../../types/deployment.js';
import type { Lang, Said } from '../../types/text.js';

/** Everything that a run of `reset-password` has to tell; never a password, a hash or a token. */
export interface Outcome {
  readonly action: 'reset' | 'restore';
  readonly dryRun: boolean;
  readonly changed: boolean;
  readonly instance: Pick<Instance, 'name' | 'runtime' | 'state' | 'version'> | null;
  readonly database: Looked['database'] | null;
  readonly account: Pick<Account, 'email' | 'name' | 'role'> | null;
  /** Columns of the row that were, or would be, written. */
  readonly columns: readonly string[];
  readonly madeAdmin: boolean;
  readonly backup: string | null;
  readonly obstacles: readonly Obstacle[];
  readonly proof: Proof | null;
  readonly error: { readonly code: string; readonly said: Said } | null;
  readonly exitCode: number;
}

export const NOTHING: Outcome = {
  action: 'reset',
  dryRun: false,
  changed: false,
  instance: null,
  database: null,
  account: null,
  columns: [],
  madeAdmin: false,
  backup: null,
  obstacles: [],
  proof: null,
  error: null,
  exitCode: 0,
};

/** The outcome as JSON, by schema/reset-password-v1.json. */
export function asJson(outcome: Outcome, lang: Lang, version: string): string {
  const { instance, database, account, obstacles, proof, error } = outcome;
  const document = {
    schemaVersion: 1,
    tool: { name: 'owui-doctor', version },
    command: 'reset-password',
    action: outcome.action,
    dryRun: outcome.dryRun,
    changed: outcome.changed,
    instance: instance && {
      name: sanitize(instance.name),
      runtime: instance.runtime,
      state: instance.state,
      version: instance.version === null ? null : sanitize(instance.version),
    },
    database: database && { kind: database.kind, path: database.path === null ? null : sanitize(database.path) },
    account: account && { email: sanitize(account.email), name: sanitize(account.name), role: sanitize(account.role) },
    columns: outcome.columns.map(sanitize),
    madeAdmin: outcome.madeAdmin,
    backup: outcome.backup === null ? null : sanitize(outcome.backup),
    obstacles: obstacles.map(({ weight, said, advice }) => ({
      weight,
      code: said.code.replace(/^accounts\.obstacle\./, ''),
      message: tell(said, lang),
      advice: tell(advice, lang),
    })),
    proof: proof && {
      result: proof.result,
      nextStep: proof.result === 'second-factor' ? sanitize(proof.step) : null,
      retryAfterSeconds: proof.result === 'rate-limited' ? proof.seconds : null,
      httpStatus: proof.result === 'unexpected' ? proof.status : null,
    },
    error: error && { code: error.code, message: tell(error.said, lang) },
    exitCode: outcome.exitCode,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
