import { type Args, type Container, defineCheck, webui } from '../../src/plugin.js';
import { readCrash } from '../shared/crash.js';
import { ownUrl } from '../shared/own.js';
import { idsOf } from '../shared/trouble.js';

/** A first start migrates, and loads or downloads a model, before the port opens; in milliseconds. */
const START_UP_MS = 5 * 60_000;
const RESTARTS_OF_A_LOOP = 2;
const UNHEALTHY = { status: 'fail', code: 'unhealthy' } as const;
const RUNNING = { status: 'pass', code: 'running' } as const;

export const container = defineCheck({
  id: 'webui.container',
  scope: 'instance',
  title: { en: 'The container is running and healthy', 'zh-CN': '容器正在运行且健康' },
  explain: {
    en: 'Reads the state, exit code, restarts and health of the container from the engine, and the kind of the last error from its log. A container that is still starting is told apart from one that is broken by asking its own /health.',
    'zh-CN':
      '从引擎读取容器的状态、退出码、重启次数和健康状况，并从日志中读取最后一个错误的类型。通过访问容器自身的 /health 来区分“仍在启动”和“已经损坏”。',
  },
  messages: {
    running: { en: 'Container {name} is running.', 'zh-CN': '容器 {name} 正在运行。' },
    'no-container': {
      en: 'This Open WebUI runs in no container that can be seen.',
      'zh-CN': '此 Open WebUI 未在可见的容器中运行。',
    },
    restarting: {
      en: 'Container {name} keeps restarting ({restarts} times; exit code {exitCode}; last error in its log: {error}).',
      'zh-CN': '容器 {name} 不断重启（{restarts} 次，退出码 {exitCode}，日志中最后的错误：{error}）。',
    },
    'oom-killed': {
      en: 'Container {name} was ended by the kernel because its memory ran out.',
      'zh-CN': '容器 {name} 因内存耗尽被内核终止。',
    },
    exited: {
      en: 'Container {name} has ended (exit code {exitCode}; last error in its log: {error}).',
      'zh-CN': '容器 {name} 已退出（退出码 {exitCode}，日志中最后的错误：{error}）。',
    },
    created: { en: 'Container {name} was created but never started.', 'zh-CN': '容器 {name} 已创建但从未启动。' },
    paused: { en: 'Container {name} is paused.', 'zh-CN': '容器 {name} 已暂停。' },
    dead: { en: 'The engine reports container {name} as dead.', 'zh-CN': '引擎报告容器 {name} 处于 dead 状态。' },
    unhealthy: {
      en: 'The health check of container {name} fails, and Open WebUI does not answer in it.',
      'zh-CN': '容器 {name} 的健康检查失败，且其中的 Open WebUI 没有应答。',
    },
    'unhealthy-but-answers': {
      en: 'The health check of container {name} fails, though Open WebUI answers in it.',
      'zh-CN': '容器 {name} 的健康检查失败，但其中的 Open WebUI 有应答。',
    },
    starting: { en: 'Container {name} is still starting.', 'zh-CN': '容器 {name} 仍在启动。' },
  },
  run: async ({ instance, inside, ask, now }) => {
    const { container: it } = instance;
    if (!it) return { status: 'skip', code: 'no-container' };
    const args = describe(it, instance.log);
    if (it.state === 'restarting') return { status: 'fail', code: it.oomKilled ? 'oom-killed' : 'restarting', args };
    if (it.state === 'exited' && it.oomKilled) return { status: 'fail', code: 'oom-killed', args };
    if (it.state !== 'running' && it.state !== 'unknown') return { status: 'fail', code: it.state, args };
    if (!inside.availability.ok) return { status: 'pass', code: 'running', args };
    const [health] = await ask(inside, webui(ownUrl(instance), '/health', 'webui-health'));
    const observations = idsOf(health);
    if (health.outcome === 'ok')
      return it.health === 'unhealthy'
        ? { status: 'warn', code: 'unhealthy-but-answers', args, observations }
        : { status: 'pass', code: 'running', args, observations };
    // A probe that could not be made says nothing about the program: the engine's own health check is left.
    if (health.outcome === 'aborted')
      return { ...(it.health === 'unhealthy' ? UNHEALTHY : RUNNING), args, observations };
    const young = now() - Date.parse(it.inspect.State.StartedAt) < START_UP_MS;
    if (young && it.restartCount >= RESTARTS_OF_A_LOOP)
      return { status: 'fail', code: it.oomKilled ? 'oom-killed' : 'restarting', args, observations };
    if (it.health === 'starting' || (young && it.health === 'none'))
      return { status: 'warn', code: 'starting', args, observations };
    if (it.health === 'unhealthy') return { status: 'fail', code: 'unhealthy', args, observations };
    return { status: 'pass', code: 'running', args, observations };
  },
});

function describe(it: Container, log: readonly string[]): Args {
  const { exception, reason } = readCrash(log);
  return { name: it.name, exitCode: it.exitCode, restarts: it.restartCount, error: exception ?? reason, reason };
}
