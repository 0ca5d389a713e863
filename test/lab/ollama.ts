import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Host, standinProgram } from './host.js';
import { toolImages } from './images.js';
import { enter } from './namespace.js';
import { must, waitFor } from './process.js';
import type { LabState } from './state.js';
import type { LabProcess, OllamaOptions } from './types.js';

/** Puts `ollama` on the path of the lab's host, so that a pasted command can start it. */
export function installOllama(dir: string): void {
  mkdirSync(join(dir, 'bin'), { recursive: true });
  if (!existsSync(join(dir, 'bin', 'ollama'))) symlinkSync(standinProgram, join(dir, 'bin', 'ollama'));
}

type Docker = (...args: string[]) => Promise<string>;

/** Starts the stand-in for Ollama and waits until it says that it listens. Throws with its log when it does not. */
export async function startOllama(
  lab: { readonly dir: string; readonly world: LabState['world']; readonly host: Host; readonly docker: Docker },
  options: OllamaOptions = {},
): Promise<LabProcess> {
  const models = options.models ?? ['llama3.2:latest'];
  const env: Record<string, string> = { ...options.env };
  if (options.listen !== undefined) env.OLLAMA_HOST = options.listen;
  if (options.as === 'container') {
    if (options.version !== undefined) env.STANDIN_VERSION = options.version;
    return await inContainer(lab, options, env, models);
  }

  const neighbour = options.as === 'neighbour';
  const home = join(lab.dir, neighbour ? 'neighbour' : 'home');
  rmSync(join(home, modelStore), { recursive: true, force: true });
  for (const file of models.map(manifest)) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), '');
  }
  // A version belongs to the program on this machine, not to its environment: an installer can replace it.
  const version = join(home, '.ollama/standin-version');
  mkdirSync(dirname(version), { recursive: true });
  if (options.version === undefined) rmSync(version, { force: true });
  else writeFileSync(version, options.version);
  env.HOME = home;
  const server = await lab.host.spawn(['ollama', 'serve'], { env, place: neighbour ? 'internet' : 'host', cwd: home });
  await listening(server, () => server.log());
  return server;
}

/** Models lie on disk, as the real program's do, so that an Ollama which a pasted command starts again still has them. */
const modelStore = '.ollama/models';
const manifest = (name: string): string => {
  const [model = '', tag = 'latest'] = name.split(':');
  return join(modelStore, 'manifests/registry.ollama.ai/library', encodeURIComponent(model), encodeURIComponent(tag));
};

async function listening(server: LabProcess, log: () => string | Promise<string>): Promise<void> {
  try {
    await waitFor('Ollama', 10_000, async () => (/Listening on/.test(await log()) ? true : null));
  } catch (error) {
    const said = await log();
    await server.stop();
    throw new Error(`${String(error)}\n${said}`);
  }
}

async function inContainer(
  lab: { readonly world: LabState['world']; readonly host: Host; readonly docker: Docker },
  options: OllamaOptions,
  env: Readonly<Record<string, string>>,
  models: readonly string[],
): Promise<LabProcess> {
  const name = options.name ?? 'ollama';
  const variables = Object.entries(env).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  await lab.docker('run', '-d', '--name', name, ...variables, ...(options.run ?? []), toolImages.ollama);
  const logs = (): Promise<string> =>
    must(enter(lab.world, 'host', ['sh', '-c', `docker logs ${name} 2>&1`]), { env: lab.host.env() });
  const server: LabProcess = {
    container: name,
    log: () => '',
    stop: async () => {
      await lab.docker('rm', '-f', name);
    },
  };
  await listening(server, logs);
  const store = models.map((model) => `mkdir -p ~/${dirname(manifest(model))} && : >~/${manifest(model)}`);
  if (store.length > 0) await lab.docker('exec', name, 'sh', '-c', store.join(' && '));
  return server;
}
