import { HOST_GATEWAY, pageAnswers, type Scenario } from './scenario.js';

/** The way from the browser to Open WebUI. */
export const page: readonly Scenario[] = [
  {
    cause: 'owui-not-listening-wrong-port-mapping',
    // The program itself is well; what the engine maps cannot be seen from inside.
    inContainer: [],
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      const webui = await lab.webui({ version, run: ['-p', '3000:3000', ...HOST_GATEWAY] });
      return pageAnswers(lab, webui, 'http://127.0.0.1:3000');
    },
  },
  {
    cause: 'host-network-expecting-3000',
    inContainer: [],
    arrange: async (lab, version) => {
      await lab.ollama();
      const webui = await lab.webui({
        version,
        run: ['--network', 'host', '-p', '3000:8080', '-e', 'OLLAMA_BASE_URL=http://127.0.0.1:11434'],
        rows: { 'ollama.base_urls': ['http://127.0.0.1:11434'] },
      });
      return pageAnswers(lab, webui, 'http://127.0.0.1:3000');
    },
  },
  {
    cause: 'container-crash-oom-unhealthy',
    inContainer: 'not-running',
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      const run = [
        '-p',
        '3000:8080',
        ...HOST_GATEWAY,
        '--memory',
        '48m',
        '--memory-swap',
        '48m',
        '--restart',
        'always',
      ];
      const webui = await lab.webui({ version, run, wait: false });
      await restarted(lab, webui.name);
      return pageAnswers(lab, webui, 'http://127.0.0.1:3000');
    },
  },
];

/**
 * Waits until the kernel has killed it some times, at most a minute: the engine waits twice as long before each start, and
 * only between two of them does it tell why the last one ended.
 */
async function restarted(lab: Parameters<Scenario['arrange']>[0], name: string): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const told = await lab.docker('inspect', '-f', '{{.RestartCount}} {{.State.Status}}', name);
    const [count, status] = told.trim().split(' ');
    if (Number(count) >= 7 && status === 'restarting') return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${name} was not restarted`);
}
