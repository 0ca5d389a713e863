import { composed } from './composed.js';
import { engine } from './engine.js';
import { hub } from './hub.js';
import { page } from './page.js';
import type { Scenario } from './scenario.js';
import { urls } from './urls.js';
import { way } from './way.js';

/** Every scenario, in the order of the way from the browser to the model. */
export const scenarios: readonly Scenario[] = [...engine, ...page, ...way, ...composed, ...urls, ...hub];
