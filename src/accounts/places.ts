import { dirname } from 'node:path/posix';
import type { Discovered } from '../deployment/discover.js';
import type { Instance } from '../types/deployment.js';
import type { Said } from '../types/text.js';
import { besideContainer, inOwnLayer } from './place-aside.js';
import { insideContainer } from './place-container.js';
import { onThisMachine } from './place-program.js';
import { Refusal } from './refusal.js';
import type { Place } from './types.js';

const DATA = '/app/backend/data';

/**
 * Where the accounts of an instance can be reached.
 * @param announce told before a throw-away container is started
 * @throws Refusal where nothing of it but its page can be seen
 */
export function placeOf(instance: Instance, docker: Discovered['docker'], announce: (said: Said) => void): Place {
  const { container, program, name } = instance;
  if (program) return onThisMachine(program, instance.state === 'running');
  if (!container || !docker) throw new Refusal('page-only', { name });
  const server = isServer(container.env);
  const folder = databaseFolder(container.env);
  const own = !server && inOwnLayer(container, folder);
  const aside = besideContainer(docker, container, server);
  if (container.state === 'running') return insideContainer(docker, container.id, own ? null : aside);
  if (!container.imageInspect) throw new Refusal('no-image', { name, image: container.image });
  if (own) throw new Refusal('own-layer', { name, folder });
  announce({ code: 'accounts.aside', args: { container: name, image: container.image } });
  return aside;
}

function isServer(env: Readonly<Record<string, string>>): boolean {
  const type = env.DATABASE_TYPE;
  const parts = ['TYPE', 'USER', 'HOST', 'PORT', 'NAME'].every((part) => env[`DATABASE_${part}`]);
  const url = parts ? `${type}:` : (env.DATABASE_URL ?? '');
  return url !== '' && !url.startsWith('sqlite');
}

function databaseFolder(env: Readonly<Record<string, string>>): string {
  const path = /^sqlite[^:]*:\/\/\/([^?]+)/.exec(env.DATABASE_URL ?? '')?.[1];
  if (path) return dirname(path.startsWith('/') ? path : `/app/backend/${path}`);
  return env.DATA_DIR ? (env.DATA_DIR.startsWith('/') ? env.DATA_DIR : `/app/backend/${env.DATA_DIR}`) : DATA;
}
