import { serveInstaller } from './installer.js';
import { HOST_GATEWAY, listsModels, MODEL, PAGE, rowsCount, type Scenario, withUrls } from './scenario.js';

const GATEWAY = 'http://172.17.0.1:11434';
const HOST_NAME = 'http://host.docker.internal:11434';

/** The way from Open WebUI to Ollama. */
export const way: readonly Scenario[] = [
  {
    cause: 'loopback-url-in-bridge-container',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      return listsModels(await lab.webui(withUrls(version, ['http://127.0.0.1:11434'])));
    },
  },
  {
    cause: 'loopback-url-in-bridge-container',
    variant: 'Ollama on loopback too',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await lab.ollama();
      return listsModels(await lab.webui(withUrls(version, ['http://localhost:11434'])));
    },
  },
  {
    cause: 'host-docker-internal-missing-linux',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      return listsModels(await lab.webui({ version, run: PAGE }));
    },
  },
  {
    cause: 'host-docker-internal-missing-linux',
    variant: 'Ollama on loopback too',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await lab.ollama();
      return listsModels(await lab.webui({ version, run: PAGE }));
    },
  },
  {
    cause: 'ollama-bound-loopback',
    // From inside, a loopback bind, a stopped Ollama and a rejecting firewall look the same.
    inContainer: ['undetermined', 'ollama-bound-loopback', 'ollama-not-running'],
    arrange: async (lab, version) => {
      await lab.ollama();
      return listsModels(await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY] }));
    },
  },
  {
    cause: 'ollama-not-running',
    inContainer: ['undetermined', 'ollama-not-running', 'ollama-bound-loopback'],
    arrange: async (lab, version) => {
      await lab.ollama({ as: 'container', run: ['-p', '11434:11434'] });
      await lab.docker('stop', '-t', '1', 'ollama');
      return listsModels(await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY] }));
    },
  },
  {
    cause: 'ollama-not-running',
    variant: 'a program',
    inContainer: ['undetermined', 'ollama-not-running', 'ollama-bound-loopback'],
    arrange: async (lab, version) => {
      const ollama = await lab.ollama();
      await ollama.stop();
      return listsModels(await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY] }));
    },
  },
  {
    cause: 'ollama-port-changed',
    inContainer: ['undetermined', 'ollama-port-changed', 'ollama-not-running'],
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0:11500' });
      return listsModels(await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY] }));
    },
  },
  {
    cause: 'different-docker-networks',
    inContainer: ['undetermined', 'different-docker-networks'],
    arrange: async (lab, version) => {
      await lab.docker('network', 'create', 'models');
      await lab.docker('network', 'create', 'web');
      await lab.ollama({ as: 'container', run: ['--network', 'models'] });
      return listsModels(await lab.webui(withUrls(version, ['http://ollama:11434'], [...PAGE, '--network', 'web'])));
    },
  },
  {
    cause: 'default-bridge-no-name-dns',
    inContainer: ['undetermined', 'default-bridge-no-name-dns'],
    arrange: async (lab, version) => {
      await lab.ollama({ as: 'container' });
      return listsModels(await lab.webui(withUrls(version, ['http://ollama:11434'], PAGE)));
    },
  },
  {
    cause: 'db-config-overrides-env',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      const run = [...PAGE, ...HOST_GATEWAY, '-e', `OLLAMA_BASE_URL=${rowsCount(version) ? GATEWAY : HOST_NAME}`];
      return listsModels(await lab.webui({ version, run, rows: { 'ollama.base_urls': ['http://172.17.0.1:9'] } }));
    },
  },
  {
    cause: 'no-models-pulled',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await lab.docker('network', 'create', 'ai');
      await lab.ollama({ as: 'container', models: [], run: ['--network', 'ai'] });
      const webui = await lab.webui(withUrls(version, ['http://ollama:11434'], [...PAGE, '--network', 'ai']));
      return { ...listsModels(webui), works: async () => (await webui.listedModels()).length > 0 };
    },
  },
  {
    cause: 'ollama-version-too-old',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await serveInstaller(lab);
      await lab.ollama({ listen: '0.0.0.0', version: '0.1.20' });
      const webui = await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY] });
      return {
        judge: 'Open WebUI has Ollama embed a text',
        webui,
        works: async () => {
          await webui.waitHealthy();
          const body = { model: MODEL, input: 'text' };
          return (await webui.ask('/ollama/api/embed', { method: 'POST', body })).status === 200;
        },
      };
    },
  },
];
