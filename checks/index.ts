import type { Check } from '../src/plugin.js';
import { engine } from './docker/engine.js';
import { cdn } from './hub/cdn.js';
import { certificate } from './hub/certificate.js';
import { host } from './hub/host.js';
import { mirror } from './hub/mirror.js';
import { reach } from './hub/reach.js';
import { settings as hubSettings } from './hub/settings.js';
import { candidates } from './ollama/candidates.js';
import { enabled } from './ollama/enabled.js';
import { hostTags } from './ollama/host-tags.js';
import { identity } from './ollama/identity.js';
import { listener } from './ollama/listener.js';
import { models } from './ollama/models.js';
import { proxied } from './ollama/proxied.js';
import { routes } from './ollama/routes.js';
import { settings as ollamaSettings } from './ollama/settings.js';
import { tags } from './ollama/tags.js';
import { url } from './ollama/url.js';
import { version as ollamaVersion } from './ollama/version.js';
import { canary } from './reach/canary.js';
import { dns } from './reach/dns.js';
import { matrix } from './reach/matrix.js';
import { proxy } from './reach/proxy.js';
import { container } from './webui/container.js';
import { found } from './webui/found.js';
import { health } from './webui/health.js';
import { page } from './webui/page.js';
import { ports } from './webui/ports.js';
import { version as webuiVersion } from './webui/version.js';

/** The checks that are shipped, in the order in which they are shown: the way from the browser to the model, then the rest. */
export const shippedChecks: readonly Check[] = [
  engine,
  found,
  container,
  page,
  ports,
  health,
  enabled,
  url,
  ollamaSettings,
  tags,
  dns,
  proxy,
  canary,
  listener,
  hostTags,
  identity,
  models,
  proxied,
  routes,
  candidates,
  matrix,
  hubSettings,
  reach,
  certificate,
  cdn,
  host,
  mirror,
  ollamaVersion,
  webuiVersion,
];
