import { fileURLToPath } from 'node:url';
import { serving } from './installer.js';
import { HOST_GATEWAY, listsModels, PAGE, rowsCount, type Scenario, withUrls } from './scenario.js';

/** URL in force → cause. Ollama answers at 172.17.0.1:11434 in each. */
const MISTAKES: readonly (readonly [cause: string, urls: readonly string[], variant?: string])[] = [
  ['url-missing-scheme', ['172.17.0.1:11434']],
  ['url-missing-port', ['http://172.17.0.1']],
  ['url-path-suffix', ['http://172.17.0.1:11434/api']],
  ['url-path-suffix', ['http://host.docker.internal:11434/v1'], '/v1'],
  ['url-quotes-in-env', ['"http://172.17.0.1:11434"']],
  ['url-whitespace-cr', ['http://172.17.0.1 :11434']],
  ['url-https-to-http-port', ['https://172.17.0.1:11434']],
  ['url-0.0.0.0-as-client', ['http://0.0.0.0:11434']],
  ['url-typo-host-port', ['htp://172.17.0.1:11434'], 'scheme'],
  ['url-typo-host-port', ['http:/172.17.0.1:11434'], 'one slash'],
  ['url-typo-host-port', ['http://172.17.0.1:114344'], 'port'],
  ['url-typo-host-port', ['http://172.17.0.1:1143'], 'port too short'],
  ['urls-comma-separator', ['http://172.17.0.1:11434,http://host.docker.internal:11434']],
];

const SLASH = 'http://172.17.0.1:11434/';

/** Ollama itself answers a path with two slashes: a strict router in front of it does not. */
const trailingSlash: Scenario = {
  cause: 'url-trailing-slash',
  inContainer: 'same',
  arrange: async (lab, version) => {
    await lab.ollama({ listen: '127.0.0.1:11999' });
    const router = fileURLToPath(new URL('./strict_router.py', import.meta.url));
    await serving(lab, ['python3', router, '11434', '11999'], 'host');
    // The variable for one URL loses its slash when it is read; the one for several keeps it.
    const run = rowsCount(version) ? [] : ['-e', `OLLAMA_BASE_URLS=${SLASH}`];
    const rows = rowsCount(version) ? { rows: { 'ollama.base_urls': [SLASH] } } : {};
    return listsModels(await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY, ...run], ...rows }));
  },
};

const mistakes: readonly Scenario[] = MISTAKES.map(([cause, list, variant]) => ({
  cause,
  ...(variant ? { variant } : {}),
  inContainer: 'same',
  arrange: async (lab, version) => {
    await lab.ollama({ listen: '0.0.0.0' });
    return listsModels(await lab.webui(withUrls(version, list, [...PAGE, ...HOST_GATEWAY])));
  },
}));

/** Every mistake in the URL itself. */
export const urls: readonly Scenario[] = [...mistakes, trailingSlash];
