import { HOST_GATEWAY, listsModels, PAGE, type Scenario, withUrls } from './scenario.js';

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

/** Every mistake in the URL itself. */
export const urls: readonly Scenario[] = MISTAKES.map(([cause, list, variant]) => ({
  cause,
  ...(variant ? { variant } : {}),
  inContainer: 'same',
  arrange: async (lab, version) => {
    await lab.ollama({ listen: '0.0.0.0' });
    return listsModels(await lab.webui(withUrls(version, list, [...PAGE, ...HOST_GATEWAY])));
  },
}));
