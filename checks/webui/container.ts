import { defineCheck, webui } from '../../src/plugin.js';
import { ownUrl } from '../shared/own.js';
import { codeOf, standingArgs, standingOf, standingTexts } from '../shared/standing.js';
import { isInLoop, isStarting, startingText } from '../shared/starting.js';
import { idsOf } from '../shared/trouble.js';

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
    ...standingTexts,
    ...startingText,
    unhealthy: {
      en: 'The health check of container {name} fails, and Open WebUI does not answer in it.',
      'zh-CN': '容器 {name} 的健康检查失败，且其中的 Open WebUI 没有应答。',
    },
    'unhealthy-but-answers': {
      en: 'The health check of container {name} fails, though Open WebUI answers in it.',
      'zh-CN': '容器 {name} 的健康检查失败，但其中的 Open WebUI 有应答。',
    },
  },
  run: async ({ instance, inside, ask, now }) => {
    const { container: it, log } = instance;
    if (!it) return { status: 'skip', code: 'no-container' };
    const args = standingArgs(it, log);
    const standing = standingOf(it);
    if (standing) return { status: 'fail', code: codeOf(standing, args), args };
    if (!inside.availability.ok) return { status: 'pass', code: 'running', args };
    const [health] = await ask(inside, webui(ownUrl(instance), '/health', 'webui-health'));
    const told = { args, observations: idsOf(health) };
    if (health.outcome === 'ok')
      return it.health === 'unhealthy'
        ? { status: 'warn', code: 'unhealthy-but-answers', ...told }
        : { status: 'pass', code: 'running', ...told };
    const settled = it.health === 'unhealthy' ? 'unhealthy' : 'running';
    // A probe that could not be made says nothing about the program: the engine's own health check is left.
    if (health.outcome !== 'aborted') {
      if (isInLoop(it, now())) {
        const looping = standingArgs(it, log, true);
        return {
          ...told,
          status: 'fail',
          code: it.oomKilled ? 'oom-killed' : codeOf('restarting', looping),
          args: looping,
        };
      }
      if (isStarting(instance, now())) return { status: 'unknown', code: 'starting', ...told };
    }
    return { status: settled === 'unhealthy' ? 'fail' : 'pass', code: settled, ...told };
  },
});
