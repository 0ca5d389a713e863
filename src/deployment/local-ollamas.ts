import { access, readFile } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Container, Host, OllamaServer } from '../types/deployment.js';
import { findOllamas, INSTALLED_AT, isServe } from './ollamas.js';
import { onThisMachine, ownNamespaces, readProcesses } from './processes.js';
import { socketUsers } from './socket-users.js';

/**
 * Finds the Ollamas of this machine.
 * @param here containers that run on this machine
 * @param all containers of the engine, wherever it runs
 * @param path value of PATH
 */
export async function discoverOllamas(
  host: Host,
  here: readonly Container[],
  all: readonly Container[],
  path: string,
): Promise<readonly OllamaServer[]> {
  const [processes, own, users, installed, uidOf] = await Promise.all([
    readProcesses('/proc', isServe),
    ownNamespaces('/proc'),
    userNames(),
    existing([...Object.values(INSTALLED_AT).flat(), ...onPath(path)]),
    socketUsers('/proc'),
  ]);
  return findOllamas({
    platform: host.platform,
    processes: onThisMachine(processes, own),
    listeners: host.listeners,
    // Ports of a remote engine's containers are published elsewhere, yet a container there can be joined by name.
    containers: here.length > 0 ? here : all.map((container) => ({ ...container, published: [] })),
    userName: (uid) => users.get(uid) ?? null,
    installed,
    uidOf,
  });
}

async function existing(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => path,
        () => null,
      ),
    ),
  );
  return found.filter((path) => path !== null);
}

async function userNames(): Promise<ReadonlyMap<number, string>> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return new Map(
    text.split('\n').flatMap((line) => {
      const [name, , uid] = line.split(':');
      return name && uid ? [[Number(uid), name]] : [];
    }),
  );
}

function onPath(path: string): readonly string[] {
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, 'ollama'));
}
