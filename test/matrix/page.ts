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
        '96m',
        '--memory-swap',
        '96m',
        '--restart',
        'always',
      ];
      const webui = await lab.webui({ version, run, wait: false });
      await restarted(lab, webui.name);
      return pageAnswers(lab, webui, 'http://127.0.0.1:3000');
    },
  },
];

/** Waits until the kernel has killed it once, at most a minute. */
async function restarted(lab: Parameters<Scenario['arrange']>[0], name: string): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    if (Number(await lab.docker('inspect', '-f', '{{.RestartCount}}', name)) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${name} was not restarted`);
}
