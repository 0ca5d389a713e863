import type { Instance } from '../../types/deployment.js';

/** Where the list of URLs is in force, which decides how it is changed. */
export type InForce = 'row' | 'blob' | 'environment' | 'page';

/**
 * @returns `row`: one settings row of 0.10 and later; `blob`: saved settings of 0.9 and earlier; `environment`: the
 * variables count; `page`: a database that no command of ours can open (PostgreSQL, Redis, unread)
 */
export function inForce(instance: Instance): InForce {
  const { database, ollamaUrls, persistentConfig } = instance.settings;
  if (!persistentConfig) return 'environment';
  const source = ollamaUrls.known ? ollamaUrls.value[0]?.source : undefined;
  if (source === 'redis' || database.kind !== 'sqlite') return 'page';
  if (database.schema === 'rows') return 'row';
  return database.schema === 'blob' && source === 'database' ? 'blob' : 'environment';
}
