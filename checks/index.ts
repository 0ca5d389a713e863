import type { Check } from '../src/plugin.js';
import { engine } from './docker/engine.js';
import { candidates } from './ollama/candidates.js';
import { tags } from './ollama/tags.js';
import { url } from './ollama/url.js';
import { canary } from './reach/canary.js';
import { dns } from './reach/dns.js';
import { matrix } from './reach/matrix.js';
import { proxy } from './reach/proxy.js';
import { container } from './webui/container.js';
import { found } from './webui/found.js';
import { health } from './webui/health.js';
import { page } from './webui/page.js';
import { ports } from './webui/ports.js';

/** The checks that are shipped, in the order in which they are shown: the way from the browser to the model. */
export const shippedChecks: readonly Check[] = [
  engine,
  found,
  container,
  page,
  ports,
  health,
  url,
  tags,
  candidates,
  matrix,
  dns,
  canary,
  proxy,
];
