import { dirname, join } from 'node:path';
import type { Account, Looked } from '../../accounts/types.js';
import { client } from '../../fixes/engine.js';
import type { Deployment, Instance } from '../../types/deployment.js';
import type { Settings } from '../settings.js';
import { commandOf } from './show.js';

/** Commands that are shown afterwards; null where one could not be pasted. */
export interface Afterwards {
  /** Puts the old row back. */
  readonly back: string | null;
  /** Deletes the copy. */
  readonly remove: string | null;
  /** Makes a recovery token for a second factor that is lost too. */
  readonly factor: string | null;
}

/** Made from what is there: the engine's client, the instance's name, the place of the copy. Pure. */
export function afterwards(
  deployment: Deployment,
  instance: Instance,
  { database }: Looked,
  account: Account,
  backup: string,
  settings: Pick<Settings, 'container' | 'dockerHost' | 'envFile'>,
): Afterwards {
  const engine = client(deployment, instance).words;
  const { container, program } = instance;
  const several = deployment.instances.length > 1 || settings.container !== null;
  const back = [
    'owui-doctor',
    'reset-password',
    '--restore',
    backup,
    ...(container && several ? ['--container', container.name] : []),
    ...(settings.dockerHost === null ? [] : ['--docker-host', settings.dockerHost]),
    ...(settings.envFile === null ? [] : ['--dotenv', settings.envFile]),
  ];
  const aside = ['run', '--rm', '--volumes-from', container?.name ?? '', '--entrypoint', 'rm', container?.image ?? ''];
  const inside = container?.state === 'running' ? ['exec', container.name, 'rm'] : aside;
  const here = database.kind === 'postgresql' || !container;
  const reset = ['mfa', 'reset', account.email, '--reason', 'second factor lost'];
  const python = ['python3', '-c', 'from open_webui import app; app()'];
  const factor = container
    ? [...engine, 'exec', '-w', '/app/backend', container.name, ...python, ...reset]
    : [program ? join(dirname(program.python), 'open-webui') : 'open-webui', ...reset];
  return {
    back: commandOf(back),
    remove: commandOf(here ? ['rm', backup] : [...engine, ...inside, backup]),
    factor: commandOf(factor),
  };
}
