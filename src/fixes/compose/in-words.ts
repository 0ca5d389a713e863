import { sayable } from '../../secrets/exact.js';
import type { ComposeOrigin } from '../../types/deployment.js';
import type { ContainerChange, FixPlan } from '../../types/fix.js';
import type { Said } from '../../types/text.js';
import type { About } from '../by-hand.js';
import type { Client } from '../engine.js';
import { presentable, quote } from '../quote.js';
import { say } from '../said.js';
import { composeOptions } from './command.js';
import { NOT_WITH_HOST } from './edits.js';
import { filesOf } from './files.js';
import { yamlText } from './service.js';

/** Stands for a file whose path cannot be shown as it is: the container's label that names it. */
const FILES_LABEL = 'com.docker.compose.project.config_files';

/**
 * The file cannot be read, not be changed by a few characters, or not be named: what a person has to write in it.
 * @param why said first: why there is no command
 */
export function inWords(
  engine: Client,
  origin: ComposeOrigin,
  change: ContainerChange,
  about: About,
  why: readonly Said[] = [],
): FixPlan {
  const { service } = origin;
  const list = (key: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : [`${key}: [${items.map(yamlText).join(', ')}]`];
  const lines = [
    ...(change.network === 'host' ? ['network_mode: host'] : []),
    ...(typeof change.network === 'object' ? [`networks: [${change.network.name}]`] : []),
    ...Object.entries(change.setEnv ?? {}).map(([name, value]) => `environment: ${name}: ${yamlText(value)}`),
    ...list('extra_hosts', change.addHosts ?? []),
    ...list(
      'ports',
      (change.publish ?? []).map((p) => `${p.hostIp ? `${p.hostIp}:` : ''}${p.hostPort}:${p.containerPort}`),
    ),
    ...list('volumes', change.addBinds ?? []),
  ];
  const gone = [...(change.network === 'host' ? NOT_WITH_HOST : []), ...(change.unsetEnv ?? [])];
  const path = filesOf(origin).at(-1) ?? 'compose.yaml';
  const file = sayable(path) ? path : FILES_LABEL;
  const said = lines.filter(sayable);
  const up = [...filesOf(origin), origin.workingDir ?? '', service, origin.project].every(presentable)
    ? `${engine.words.map(quote).join(' ')} compose ${composeOptions(origin)} up -d ${quote(service)}`
    : '';
  return {
    id: about.id,
    title: about.title,
    commands: [],
    undo: [],
    steps: [
      ...why,
      ...(said.length > 0 ? [say('compose.byHand', { file, service, lines: said })] : []),
      ...(said.length < lines.length ? [say('compose.byTitle', { file, service })] : []),
      ...(gone.length > 0 ? [say('compose.remove', { service, keys: gone })] : []),
      up !== '' && sayable(up) ? say('compose.up', { command: up }) : say('compose.upThere'),
    ],
    sideEffects: about.sideEffects ?? [],
    rehearsal: about.rehearsal,
  };
}
