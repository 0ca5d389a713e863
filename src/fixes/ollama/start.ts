import type { Container, Deployment, OllamaServer } from '../../types/deployment.js';
import type { Command, FixPlan } from '../../types/fix.js';
import { client, containerWord, engineLine, withSudo } from '../engine.js';
import type { InWords } from '../exact.js';
import { quoteShown } from '../quote.js';
import { onMachine, say } from '../said.js';
import { commandsOf } from './listen.js';
import { STOP_STARTED, startProcess } from './process.js';

const command = (run: string, needsRoot = false, where: Command['where'] = 'ollama-host'): Command => ({
  run,
  where,
  needsRoot,
});

/** The same without a command. */
export const START_IN_WORDS: InWords = { id: 'start-ollama', title: say('start.title') };

/** @see FixKit.start */
export function start(deployment: Deployment, server: OllamaServer | null, listen: string | null): FixPlan {
  const plan = { id: 'start-ollama', title: say('start.title'), sideEffects: [], rehearsal: onMachine };
  if (server === null) return { ...plan, commands: [], undo: [], steps: [say('start.notFound')] };
  const { run } = server;
  const sudo = (text: string): Command => command(withSudo(deployment, text), true);
  switch (run.kind) {
    case 'systemd': {
      if (!deployment.host.systemd) break;
      if (listen !== null) return { ...plan, ...commandsOf(deployment, server, listen) };
      const unit = quoteShown(run.unit);
      return {
        ...plan,
        commands: [sudo(`systemctl enable --now ${unit}`)],
        undo: [sudo(`systemctl disable --now ${unit}`)],
        steps: [],
      };
    }
    case 'snap':
      if (listen !== null) return { ...plan, ...commandsOf(deployment, server, listen) };
      return {
        ...plan,
        commands: [sudo('snap start --enable ollama')],
        undo: [sudo('snap stop --disable ollama')],
        steps: [],
      };
    case 'container':
      return { ...plan, ...startContainer(deployment, run.container), steps: [] };
    case 'desktop-app':
      if (deployment.host.platform !== 'darwin') return { ...plan, commands: [], undo: [], steps: [say('start.app')] };
      return {
        ...plan,
        commands: [command('open -a Ollama')],
        undo: [command(`osascript -e 'quit app "Ollama"'`)],
        steps: [],
      };
    case 'process':
    case 'installed':
      break;
  }
  const serve = startProcess(listen);
  return {
    ...plan,
    commands: [command(serve)],
    undo: [command(STOP_STARTED)],
    steps: [],
    sideEffects: [say('start.untilReboot')],
  };
}

function startContainer(deployment: Deployment, container: Container): Pick<FixPlan, 'commands' | 'undo'> {
  const engine = client(deployment, null);
  const verb = container.state === 'paused' ? ['unpause', 'pause'] : ['start', 'stop'];
  const [forth = '', back = ''] = verb.map((word) => engineLine(engine, word, containerWord(container)));
  return { commands: [command(forth, false, 'host')], undo: [command(back, false, 'host')] };
}
