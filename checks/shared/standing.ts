import type { Args, Container, Text } from '../../src/plugin.js';
import { readCrash } from './crash.js';

/** Exit codes of a program that was told to end, in order or by force; they say nothing of a fault. */
const TOLD_TO_END: ReadonlySet<number> = new Set([0, 137, 143]);

/** Why a container does not run, as its engine tells it. */
export type Standing = keyof typeof standingTexts;

/**
 * Reads from the engine's record why a container does not run.
 * @returns null for one that runs, or whose state is not known
 */
export function standingOf({ state, oomKilled, inspect }: Container): Standing | null {
  if (state === 'running' || state === 'unknown') return null;
  if (state === 'paused' || state === 'dead' || state === 'removing') return state;
  if (oomKilled) return 'oom-killed';
  const { Error: error = '', StartedAt: started = '' } = inspect.State;
  // An error is the engine's own: a program that ends leaves none. It has no code, only these words.
  if (error !== '')
    return /port is already allocated|address already in use/.test(error) ? 'port-taken' : 'not-started';
  if (state === 'created' || started.startsWith('0001-'))
    return state === 'restarting' ? 'restarting' : dependencies(inspect).length > 0 ? 'waits' : 'created';
  return state;
}

/** Services that compose starts first: `ollama:service_healthy:false,…`. */
function dependencies({ Config: config }: Container['inspect']): readonly string[] {
  const label = config?.Labels?.['com.docker.compose.depends_on'] ?? '';
  return label.split(',').flatMap((entry) => entry.split(':')[0] || []);
}

/** The sentence for a container that ended: with the error, where its log has one. */
export function codeOf(standing: Standing, { error }: Args): Standing {
  if (error === null) return standing;
  return standing === 'restarting' || standing === 'exited' ? `${standing}-with-error` : standing;
}

/**
 * What the sentences are filled with.
 * @param log its last lines; they count only for a program that ended by a fault of its own
 */
export function standingArgs(it: Container, log: readonly string[], inLoop = false): Args {
  const failed = inLoop || it.state === 'restarting' || (it.state === 'exited' && !TOLD_TO_END.has(it.exitCode));
  const { exception, reason } = readCrash(failed ? log : []);
  return {
    name: it.name,
    exitCode: it.exitCode,
    restarts: it.restartCount,
    error: exception ?? reason,
    reason,
    needs: dependencies(it.inspect),
    ports: it.askedPorts.map(({ hostPort }) => String(hostPort)),
  };
}

export const standingTexts = {
  restarting: {
    en: 'Container {name} keeps restarting ({restarts} times; exit code {exitCode}).',
    'zh-CN': '容器 {name} 不断重启（{restarts} 次，退出码 {exitCode}）。',
  },
  'restarting-with-error': {
    en: 'Container {name} keeps restarting ({restarts} times; exit code {exitCode}; last error in its log: {error}).',
    'zh-CN': '容器 {name} 不断重启（{restarts} 次{?，退出码 {exitCode}}，日志中最后的错误：{error}）。',
  },
  'oom-killed': {
    en: 'Container {name} was ended by the kernel because its memory ran out.',
    'zh-CN': '容器 {name} 因内存耗尽被内核终止。',
  },
  exited: {
    en: 'Container {name} has ended (exit code {exitCode}).',
    'zh-CN': '容器 {name} 已退出（退出码 {exitCode}）。',
  },
  'exited-with-error': {
    en: 'Container {name} has ended (exit code {exitCode}; last error in its log: {error}).',
    'zh-CN': '容器 {name} 已退出（退出码 {exitCode}，日志中最后的错误：{error}）。',
  },
  'port-taken': {
    en: 'Container {name} was not started: a port that it publishes ({ports}) is taken.',
    'zh-CN': '容器 {name} 未能启动：它要发布的端口（{ports}）已被占用。',
  },
  'not-started': {
    en: 'The engine could not start container {name} (exit code {exitCode}).',
    'zh-CN': '引擎未能启动容器 {name}（退出码 {exitCode}）。',
  },
  waits: {
    en: 'Container {name} was created and waits for {needs} before it is started.',
    'zh-CN': '容器 {name} 已创建，要等 {needs} 就绪后才会启动。',
  },
  created: { en: 'Container {name} was created but never started.', 'zh-CN': '容器 {name} 已创建但从未启动。' },
  paused: { en: 'Container {name} is paused.', 'zh-CN': '容器 {name} 已暂停。' },
  removing: { en: 'Container {name} is being removed.', 'zh-CN': '容器 {name} 正在被删除。' },
  dead: { en: 'The engine reports container {name} as dead.', 'zh-CN': '引擎报告容器 {name} 处于 dead 状态。' },
} as const satisfies Record<string, Text>;
