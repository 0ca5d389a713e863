import type { Layers } from './layers.js';
import type { OptionName } from './options.js';
import { UsageError } from './usage-error.js';

/** What `reset-password` is asked. */
export interface AccountSettings {
  readonly email: string | null;
  /** Where the new password comes from. */
  readonly password: 'asked' | 'stdin' | 'generated';
  readonly makeAdmin: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** The copy to put a row back from; null: a new password. */
  readonly restore: string | null;
}

/** @throws UsageError for options that exclude each other */
export function accountSettings(layers: Layers): AccountSettings {
  const flag = (name: OptionName): boolean => layers.flag(name) ?? false;
  const exclude = (one: OptionName, other: OptionName, both: boolean): void => {
    if (both) throw new UsageError('cli.conflict', { one: `--${one}`, other: `--${other}` });
  };
  const restore = layers.text('restore');
  const stdin = flag('password-stdin');
  const generate = flag('generate');
  const makeAdmin = flag('make-admin');
  exclude('password-stdin', 'generate', stdin && generate);
  exclude('restore', 'password-stdin', restore !== null && stdin);
  exclude('restore', 'generate', restore !== null && generate);
  exclude('restore', 'make-admin', restore !== null && makeAdmin);
  return {
    email: layers.text('email'),
    password: stdin ? 'stdin' : generate ? 'generated' : 'asked',
    makeAdmin,
    dryRun: flag('dry-run'),
    yes: flag('yes'),
    restore,
  };
}
