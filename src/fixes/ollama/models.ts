import type { Deployment, OllamaServer } from '../../types/deployment.js';
import type { Command, FixPlan } from '../../types/fix.js';
import { composeCommand } from '../compose/command.js';
import type { ComposeFiles } from '../compose/files.js';
import { client, containerWord, engineLine, withSudo } from '../engine.js';
import type { InWords } from '../exact.js';
import { quoteShown } from '../quote.js';
import { textAt } from '../read.js';
import { onMachine, say } from '../said.js';
import { ollamaContainer } from './container.js';
import { hostPort } from './listen.js';
import { renewProcess } from './process.js';

/** A first model: small, for everybody, and in Ollama's own library. */
const FIRST_MODEL = 'llama3.2';

/** The same without commands. */
export const PULL_IN_WORDS: InWords = { id: 'pull-model', title: say('pull.title', { model: FIRST_MODEL }) };
export const UPDATE_IN_WORDS: InWords = { id: 'update-ollama', title: say('update.title') };

/** @see FixKit.pull */
export function pull(deployment: Deployment, server: OllamaServer | null): FixPlan {
  return {
    id: 'pull-model',
    title: say('pull.title', { model: FIRST_MODEL }),
    commands: [ollamaCommand(deployment, server, 'pull', FIRST_MODEL)],
    undo: [ollamaCommand(deployment, server, 'rm', FIRST_MODEL)],
    steps: [],
    sideEffects: [say('pull.size', { model: FIRST_MODEL })],
    rehearsal: onMachine,
  };
}

/** Ollama's own program, pointed at this server: it asks port 11434 of this machine where nothing else is said. */
function ollamaCommand(deployment: Deployment, server: OllamaServer | null, ...words: readonly string[]): Command {
  if (server?.run.kind === 'container') {
    const run = engineLine(client(deployment, null), 'exec', containerWord(server.run.container), 'ollama', ...words);
    return { run, where: 'host', needsRoot: false };
  }
  const [socket] = server?.listens ?? [];
  const everywhere = socket === undefined || /^(0\.0\.0\.0|127\.0\.0\.1|::|::1|\*|)$/.test(socket.address);
  const usual = everywhere && (socket === undefined || socket.port === 11434);
  const address = socket === undefined || everywhere ? '127.0.0.1' : socket.address;
  const host = usual ? '' : `OLLAMA_HOST=${quoteShown(hostPort(address, socket?.port ?? 11434))} `;
  return { run: `${host}ollama ${words.join(' ')}`, where: 'ollama-host', needsRoot: false };
}

/** @see FixKit.update */
export function update(deployment: Deployment, files: ComposeFiles, server: OllamaServer | null): FixPlan {
  const plan = {
    id: 'update-ollama',
    title: say('update.title'),
    undo: [],
    steps: [],
    sideEffects: [],
    rehearsal: onMachine,
  };
  const { run } = server ?? {};
  if (run?.kind === 'container') return updateContainer(deployment, files, run.container);
  if (run?.kind === 'snap') {
    const refresh = withSudo(deployment, 'snap refresh ollama');
    return { ...plan, commands: [{ run: refresh, where: 'ollama-host', needsRoot: true }] };
  }
  if (run === undefined || run.kind === 'desktop-app' || deployment.host.platform !== 'linux') {
    return { ...plan, commands: [], steps: [say('update.download')] };
  }
  const install: Command = {
    run: 'curl -fsSL https://ollama.com/install.sh | sh',
    where: 'ollama-host',
    needsRoot: true,
  };
  // The installer restarts the service; a server that is no service goes on as the old program, and must keep its port.
  const service: Command = {
    run: withSudo(deployment, 'systemctl disable --now ollama'),
    where: 'ollama-host',
    needsRoot: true,
  };
  const renew =
    run.kind === 'process' ? [...(deployment.host.systemd ? [service] : []), renewProcess(deployment, run)] : [];
  return { ...plan, commands: [install, ...renew], sideEffects: [say('update.keepsModels')] };
}

function updateContainer(
  deployment: Deployment,
  files: ComposeFiles,
  container: Parameters<typeof ollamaContainer>[2],
): FixPlan {
  const engine = client(deployment, null);
  const about = { id: 'update-ollama', title: say('update.title'), rehearsal: onMachine };
  const compose = container.compose === null ? null : composeCommand(engine, container.compose);
  if (compose !== null) {
    const service = quoteShown(container.compose?.service ?? '');
    const run = compose([`pull ${service}`, `up -d ${service}`]);
    return {
      ...about,
      commands: [{ run, where: 'host', needsRoot: false }],
      undo: [],
      steps: [],
      sideEffects: [say('update.keepsModels')],
    };
  }
  const image = textAt(container.inspect, 'Config', 'Image');
  const plan = ollamaContainer(deployment, files, container, {}, about);
  const fetch: Command = { run: engineLine(engine, 'pull', image), where: 'host', needsRoot: false };
  return { ...plan, commands: [fetch, ...plan.commands] };
}
