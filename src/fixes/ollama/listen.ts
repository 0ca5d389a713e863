import type { Deployment, OllamaServer } from '../../types/deployment.js';
import type { Command, FixPlan } from '../../types/fix.js';
import type { Said } from '../../types/text.js';
import type { ComposeFiles } from '../compose/files.js';
import { withSudo } from '../engine.js';
import type { InWords } from '../exact.js';
import { quote, quoteShown } from '../quote.js';
import { onMachine, say } from '../said.js';
import { ollamaContainer } from './container.js';
import { closing } from './firewall.js';
import { restartProcess } from './process.js';

/** `host:port` as OLLAMA_HOST takes it. */
export function hostPort(address: string, port: number): string {
  return `${address.includes(':') ? `[${address.replace(/^\[|\]$/g, '')}]` : address}:${port}`;
}

const aboutListening = (address: string, value: string): InWords => ({
  id: `listen-${address === '0.0.0.0' || address === '::' ? 'all' : 'bridge'}`,
  title: say('listen.title', { value }),
});

/** The same without a command. */
export function listenInWords(address: string, port: number): InWords {
  const value = hostPort(address, port);
  return { ...aboutListening(address, value), steps: [say('listen.byHand', { value })] };
}

/** @see FixKit.listen */
export function listen(
  deployment: Deployment,
  files: ComposeFiles,
  server: OllamaServer,
  address: string,
  port: number,
): FixPlan {
  const value = hostPort(address, port);
  const about = aboutListening(address, value);
  const { run } = server;
  if (run.kind === 'container') {
    return ollamaContainer(
      deployment,
      files,
      run.container,
      { setEnv: { OLLAMA_HOST: value } },
      { ...about, rehearsal: onMachine },
    );
  }
  const change = commandsOf(deployment, server, value);
  return {
    ...about,
    commands: change.commands,
    undo: change.undo,
    steps: change.steps,
    sideEffects: [say('listen.restarts'), ...exposure(deployment, address, port)],
    ...(about.id === 'listen-all' && { also: closing(deployment, port) }),
    rehearsal: onMachine,
  };
}

/** How Ollama's address is changed and changed back. */
export interface Change {
  readonly commands: readonly Command[];
  readonly undo: readonly Command[];
  readonly steps: readonly Said[];
}

export function commandsOf(deployment: Deployment, server: OllamaServer, value: string): Change {
  const sudo = (command: string): string => withSudo(deployment, command);
  const root = (...parts: readonly string[]): readonly Command[] => [
    { run: parts.join(' && '), where: 'ollama-host', needsRoot: true },
  ];
  const { run } = server;
  switch (run.kind) {
    case 'systemd': {
      if (!deployment.host.systemd) break;
      const folder = `/etc/systemd/system/${run.unit}.d`;
      const file = quoteShown(`${folder}/owui-doctor.conf`);
      const again = [sudo('systemctl daemon-reload'), sudo(`systemctl restart ${quoteShown(run.unit)}`)];
      const text = `printf '%s\\n' '[Service]' ${quote(`Environment="OLLAMA_HOST=${value}"`)} | ${sudo(`tee ${file}`)} >/dev/null`;
      return {
        commands: root(sudo(`mkdir -p ${quoteShown(folder)}`), text, ...again),
        undo: root(sudo(`rm -f ${file}`), ...again),
        steps: [],
      };
    }
    case 'snap': {
      const old = server.ollamaHost;
      const again = sudo('snap restart ollama');
      return {
        commands: root(sudo(`snap set ollama ${quote(`host=${value}`)}`), again),
        undo: root(old ? sudo(`snap set ollama ${quoteShown(`host=${old}`)}`) : sudo('snap unset ollama host'), again),
        steps: [],
      };
    }
    case 'desktop-app':
      return desktop(deployment, value);
    case 'process':
      return restartProcess(deployment, run, value, server.ollamaHost);
    default:
      break;
  }
  return { commands: [], undo: [], steps: [say('listen.byHand', { value })] };
}

/** The app takes its variables from the session; on Windows from the account's settings. */
function desktop(deployment: Deployment, value: string): Change {
  if (deployment.host.platform !== 'darwin')
    return { commands: [], undo: [], steps: [say('listen.windows', { value })] };
  const again = `osascript -e 'quit app "Ollama"'; sleep 2; open -a Ollama`;
  const command = (run: string): readonly Command[] => [{ run, where: 'ollama-host', needsRoot: false }];
  return {
    commands: command(`launchctl setenv OLLAMA_HOST ${quote(value)}; ${again}`),
    undo: command(`launchctl unsetenv OLLAMA_HOST; ${again}`),
    steps: [],
  };
}

/** Addresses that nobody types: they hold on one cable only. */
function isLinkLocal(address: string): boolean {
  return /^(fe[89ab]|169\.254\.)/i.test(address);
}

/** Who can ask a model without a password from then on; or the traps of the bridge's address. */
function exposure(deployment: Deployment, address: string, port: number): readonly Said[] {
  if (address !== '0.0.0.0' && address !== '::') {
    return [say('listen.bridgeFirst', { address }), say('listen.ownClient', { value: hostPort(address, port) })];
  }
  const open = deployment.host.addresses.filter(
    (item) => !item.internal && !isLinkLocal(item.address) && !/^(docker0|br-|veth|virbr|cni|podman)/.test(item.name),
  );
  if (open.length === 0) return [say('listen.exposedNowhere')];
  const urls = open.map((item) => `http://${hostPort(item.address, port)}`);
  return [say('listen.exposed', { urls })];
}
