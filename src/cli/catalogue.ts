import { limited } from '../deployment/limited.js';
import { codeOf, orEnd } from '../deployment/or-end.js';
import { RegistryError, validate } from '../runner/registry.js';
import { selectChecks, UnknownCheck } from '../runner/select.js';
import type { Check } from '../types/check.js';
import { loadPlugins } from './plugins.js';
import type { Catalogue, Program } from './program.js';
import type { Settings } from './settings.js';
import { nearest } from './suggest.js';
import { UsageError } from './usage-error.js';

/**
 * The shipped checks and causes with those of plug-ins. A module that never ends its loading is cut off at the deadline.
 * @param stop cuts it off earlier
 * @throws UsageError for a plug-in that cannot be loaded or that does not fit
 */
export async function catalogueOf(
  program: Program,
  { plugins, deadlineMs }: Pick<Settings, 'plugins' | 'deadlineMs'>,
  cwd: string,
  stop: AbortSignal,
): Promise<Catalogue> {
  const shipped = await program.catalogue();
  if (plugins.length === 0) return shipped;
  const added = await orEnd(loadPlugins(plugins, cwd), limited([stop], deadlineMs)).catch((error: unknown) => {
    if (codeOf(error) !== 'ETIMEDOUT') throw error;
    throw new UsageError('cli.plugin', { name: plugins, code: 'ETIMEDOUT' });
  });
  const all = {
    ...shipped,
    checks: [...shipped.checks, ...added.checks],
    causes: [...shipped.causes, ...added.causes],
  };
  try {
    validate(all.checks, all.causes);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new UsageError('cli.plugin-invalid', { name: plugins, why: `${error.problem} ${error.id}` });
  }
  return all;
}

/**
 * The checks that --only and --skip leave.
 * @throws UsageError for a glob that matches nothing, and where nothing is left
 */
export function chosenChecks(
  checks: readonly Check[],
  only: readonly string[],
  skip: readonly string[],
): readonly Check[] {
  try {
    const chosen = selectChecks(checks, only, skip);
    if (chosen.length === 0) throw new UsageError('cli.nothing-left');
    return chosen;
  } catch (error) {
    if (!(error instanceof UnknownCheck)) throw error;
    const ids = checks.map(({ id }) => id);
    const name = only.includes(error.glob) ? '--only' : '--skip';
    throw new UsageError('cli.no-match', { name, value: error.glob }, nearest(error.glob, ids));
  }
}
