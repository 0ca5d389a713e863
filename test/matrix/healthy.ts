import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installWebui, removeLocal } from '../accounts/local-webui.js';
import { type Lab, neighbourAddress, newestVersion } from '../lab/index.js';
import { HOST_GATEWAY, PAGE } from './scenario.js';

/** A deployment with nothing wrong in it. */
export interface Healthy {
  readonly name: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  arrange(lab: Lab): Promise<void>;
  /** Takes back what the lab's reset does not know of. */
  undo?(lab: Lab): Promise<unknown>;
}

const row = (url: string): { rows: Record<string, unknown> } => ({ rows: { 'ollama.base_urls': [url] } });

export const healthy: readonly Healthy[] = [
  {
    name: 'bridge with host gateway',
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await lab.webui({ run: [...PAGE, ...HOST_GATEWAY] });
    },
  },
  {
    name: 'host network',
    arrange: async (lab) => {
      await lab.ollama();
      await lab.webui({ run: ['--network', 'host'], ...row('http://127.0.0.1:11434') });
    },
  },
  {
    name: 'user network by name',
    arrange: async (lab) => {
      await lab.docker('network', 'create', 'ai');
      await lab.ollama({ as: 'container', run: ['--network', 'ai'] });
      await lab.webui({ run: [...PAGE, '--network', 'ai'], ...row('http://ollama:11434') });
    },
  },
  {
    name: 'remote by address',
    arrange: async (lab) => {
      await lab.ollama({ as: 'neighbour', listen: '0.0.0.0' });
      await lab.webui({ run: PAGE, ...row(`http://${neighbourAddress}:11434`) });
    },
  },
  {
    name: 'remote by name',
    arrange: async (lab) => {
      await lab.ollama({ as: 'neighbour', listen: '0.0.0.0' });
      await lab.webui({ run: PAGE, ...row('http://nas.lan:11434') });
    },
  },
  {
    name: 'Ollama published from a container',
    arrange: async (lab) => {
      await lab.ollama({ as: 'container', run: ['-p', '11434:11434'] });
      await lab.webui({ run: [...PAGE, ...HOST_GATEWAY] });
    },
  },
  {
    name: 'Ollama bound to the bridge address only',
    arrange: async (lab) => {
      await lab.ollama({ listen: '172.17.0.1:11434' });
      await lab.webui({ run: [...PAGE, ...HOST_GATEWAY] });
    },
  },
  {
    name: 'other ports',
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0:12000' });
      await lab.webui({
        run: ['-p', '4000:9000', '-e', 'PORT=9000', ...HOST_GATEWAY],
        ...row('http://host.docker.internal:12000'),
      });
    },
  },
  {
    name: 'page published on 127.0.0.1 only',
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await lab.webui({ run: ['-p', '127.0.0.1:3000:8080', ...HOST_GATEWAY] });
    },
  },
  {
    name: 'a forward proxy with a right NO_PROXY',
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      const proxy = [
        '-e',
        'HTTP_PROXY=http://192.168.77.99:3128',
        '-e',
        'NO_PROXY=localhost,127.0.0.1,host.docker.internal',
      ];
      await lab.webui({ run: [...PAGE, ...HOST_GATEWAY, ...proxy] });
    },
  },
  {
    name: 'offline on purpose',
    arrange: async (lab) => {
      await lab.hub.set('all', 'drop');
      await lab.ollama({ listen: '0.0.0.0' });
      await lab.webui({ run: [...PAGE, ...HOST_GATEWAY, '-e', 'OFFLINE_MODE=true'] });
    },
  },
  {
    name: 'two instances',
    arrange: async (lab) => {
      await lab.ollama({ listen: '0.0.0.0' });
      await lab.webui({ run: [...PAGE, ...HOST_GATEWAY] });
      await lab.webui({ name: 'second-webui', volume: 'second', run: ['-p', '3001:8080', ...HOST_GATEWAY] });
    },
  },
  {
    name: 'bundled Ollama',
    arrange: async (lab) => {
      const program = await lab.docker('create', 'ollama/ollama:latest');
      const folder = join(lab.dir, 'bundled');
      mkdirSync(folder, { recursive: true });
      await lab.docker('cp', `${program.trim()}:/usr/local/lib/ollama`, folder);
      await lab.docker('rm', program.trim());
      writeFileSync(join(folder, 'start'), '#!/bin/sh\nexec /opt/bundled/ollama "$@"\n', { mode: 0o755 });
      const bundled = [
        '-e',
        'USE_OLLAMA_DOCKER=true',
        '-e',
        'STANDIN_MODELS=llama3.2:latest',
        '-v',
        `${folder}/ollama:/opt/bundled:ro`,
        '-v',
        `${folder}/start:/usr/local/bin/ollama:ro`,
      ];
      await lab.webui({ run: [...PAGE, ...bundled], ...row('http://localhost:11434') });
    },
  },
  {
    name: 'no Docker',
    env: { DOCKER_HOST: undefined },
    arrange: async (lab) => {
      await lab.ollama();
      const urls = { ENABLE_PERSISTENT_CONFIG: 'false', OLLAMA_BASE_URL: 'http://127.0.0.1:11434' };
      const local = await installWebui(lab, newestVersion, 'package', urls);
      await local.start();
      await lab.host(['mv', '/run/docker.sock', '/run/docker.sock.kept']);
    },
    undo: async (lab) => {
      await lab.host(['mv', '-f', '/run/docker.sock.kept', '/run/docker.sock']);
      await removeLocal(lab);
    },
  },
];
