import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lab, type WebUiVersion, webuiImage } from '../lab/index.js';
import { listsModels, type Scenario } from './scenario.js';

/** What compose started gets the change in its file, and is started anew by docker-compose. */
export const composed: readonly Scenario[] = [
  {
    cause: 'host-docker-internal-missing-linux',
    variant: 'compose',
    inContainer: 'same',
    arrange: async (lab, version) => {
      await lab.ollama({ listen: '0.0.0.0' });
      return listsModels(await up(lab, version, ''));
    },
  },
  {
    cause: 'ollama-bound-loopback',
    variant: 'compose',
    inContainer: ['undetermined', 'ollama-bound-loopback', 'ollama-not-running'],
    arrange: async (lab, version) => {
      await lab.image('ollama');
      const ollama = [
        '  ollama:',
        '    image: ollama/ollama:latest',
        '    container_name: ollama',
        '    network_mode: host',
        '    environment:',
        '      - OLLAMA_HOST=127.0.0.1:11434',
        '      - STANDIN_MODELS=llama3.2:latest',
      ];
      const extra = '    extra_hosts:\n      - host.docker.internal:host-gateway\n';
      return listsModels(await up(lab, version, extra, `${ollama.join('\n')}\n`));
    },
  },
];

/** A project as Open WebUI's own documentation has it, on a volume that was used before. */
async function up(lab: Lab, version: WebUiVersion, webui: string, services = '') {
  const dir = join(lab.dir, 'home', 'project');
  mkdirSync(dir, { recursive: true });
  await lab.image(version);
  await lab.seedVolume('project_open-webui', { version });
  const own = `    image: ${webuiImage(version)}\n    container_name: open-webui\n    ports:\n      - "3000:8080"\n`;
  const volume = '    volumes:\n      - open-webui:/app/backend/data\n';
  const file = `services:\n${services}  open-webui:\n${own}${volume}${webui}\nvolumes:\n  open-webui: {}\n`;
  writeFileSync(join(dir, 'docker-compose.yml'), `version: "3.8"\n${file}`);
  await lab.compose(dir, 'up', '-d');
  const judge = lab.judge({ name: 'open-webui', version, volume: 'project_open-webui' });
  await judge.waitHealthy();
  return judge;
}
