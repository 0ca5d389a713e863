import { HOST_GATEWAY, listsModels, PAGE, type Scenario } from './scenario.js';

/** The doctor's own way to the engine, and a machine with nothing on it. */
export const engine: readonly Scenario[] = [
  {
    cause: 'docker-unreachable',
    inContainer: [],
    heals: false,
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      const webui = await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY] });
      return { ...listsModels(webui), env: { DOCKER_HOST: 'unix:///run/no-engine-here.sock' } };
    },
  },
  {
    cause: 'docker-permission-denied',
    inContainer: [],
    heals: false,
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      const webui = await lab.webui({ version, run: [...PAGE, ...HOST_GATEWAY] });
      return { ...listsModels(webui), as: 'nobody' };
    },
  },
  {
    cause: 'nothing-found',
    inContainer: 'not-running',
    heals: false,
    arrange: async () => ({ judge: 'there is an Open WebUI', works: async () => false, webui: null }),
  },
];
