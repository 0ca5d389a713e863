import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
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
  const env: Record<string, string> = { STANDIN_MODELS: models.join(), ...options.env };
  if (options.listen !== undefined) env.OLLAMA_HOST = options.listen;
  if (options.version !== undefined) env.STANDIN_VERSION = options.version;
  if (options.as === 'container') return await inContainer(lab, options, env);

  const place = options.as === 'neighbour' ? 'internet' : 'host';
  // The program of the machine, at the path where its installer puts it; only the interpreter's name is hidden by it itself.
  const server = await lab.host.spawn(['ollama', 'serve'], { env, place });
  await listening(server, () => server.log());
  return server;
}

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
  return server;
}
