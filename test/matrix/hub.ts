import type { Lab, WebUiVersion } from '../lab/index.js';
import { downloads, HOST_GATEWAY, PAGE, type Scenario } from './scenario.js';

/** 0.9.6 exits without an embedding model, so the one that runs here has Ollama embed: the hub is not needed then. */
const warnsOnly = (version: WebUiVersion): boolean => version === '0.9.6';

/** Hugging Face: Ollama is well in each; an embedding model is still to be fetched. */
async function start(lab: Lab, version: WebUiVersion, env: readonly string[] = []) {
  await lab.ollama({ listen: '0.0.0.0' });
  return downloads(
    await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY, ...env.flatMap((entry) => ['-e', entry])] }),
  );
}

export const hub: readonly Scenario[] = [
  {
    cause: 'hf-blocked-reset',
    inContainer: 'same',
    warnsOnly,
    arrange: async (lab, version) => {
      await lab.hub.set('huggingface.co', 'reset');
      return start(lab, version);
    },
  },
  {
    cause: 'hf-tls-interception',
    inContainer: 'same',
    warnsOnly,
    arrange: async (lab, version) => {
      await lab.hub.set('huggingface', 'intercepted');
      lab.hub.trustInterceptionOnHost();
      return start(lab, version);
    },
  },
  {
    cause: 'hf-outage-5xx',
    inContainer: 'same',
    warnsOnly,
    arrange: async (lab, version) => {
      await lab.hub.set('huggingface.co', '503');
      return start(lab, version);
    },
  },
  {
    cause: 'hf-mirror-endpoint-problems',
    inContainer: 'same',
    warnsOnly,
    arrange: async (lab, version) => {
      // The client up to 0.7 stops at a redirect to another host; the later one follows it, and needs a mirror that is down.
      await lab.hub.set('hf-mirror.com', version.startsWith('0.6') ? 'redirect-308' : '503');
      return start(lab, version, ['HF_ENDPOINT=https://hf-mirror.com']);
    },
  },
];
