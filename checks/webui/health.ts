import { defineCheck, webui } from '../../src/plugin.js';
import { isStopped, ownUrl, stoppedText } from '../shared/own.js';
import { isNotUp, isStarting, startingText } from '../shared/starting.js';
import { idsOf, troubleArgs, troubleTexts } from '../shared/trouble.js';

export const health = defineCheck({
  id: 'webui.health',
  scope: 'instance',
  title: { en: 'Open WebUI answers on its own port', 'zh-CN': 'Open WebUI 在自身端口上应答' },
  explain: {
    en: 'Asks /health and /api/config from where Open WebUI runs, past every proxy and port mapping. The port opens only when start-up is finished: migrations and the embedding model come before. Until then nothing is claimed: as long as the engine’s health state is “starting”, or for 90 s where there is no health check.',
    'zh-CN':
      '绕过所有代理和端口映射，从 Open WebUI 所在位置请求 /health 和 /api/config。端口在启动完成后才会打开：之前要先完成数据库迁移和嵌入模型的加载。在此之前不作结论：引擎的健康状态为“starting”期间，或没有健康检查时的前 90 秒。',
  },
  messages: {
    ...troubleTexts,
    ...stoppedText,
    ...startingText,
    healthy: { en: 'Open WebUI {version} answers at {target}.', 'zh-CN': 'Open WebUI {version} 在 {target} 应答。' },
  },
  run: async ({ instance, inside, ask, now }) => {
    if (isStopped(instance)) return { status: 'skip', code: 'not-running' };
    const url = ownUrl(instance);
    const [[alive], [config]] = await Promise.all([
      ask(inside, webui(url, '/health', 'webui-health')),
      ask(inside, webui(url, '/api/config', 'webui-config')),
    ]);
    const worst = alive.outcome === 'ok' ? config : alive;
    const args = { ...troubleArgs(url, worst), version: instance.version, name: instance.name };
    const observations = idsOf(worst, alive, config);
    if (worst.outcome === 'ok') return { status: 'pass', code: 'healthy', args, observations };
    if (worst.outcome === 'aborted') return { status: 'unknown', code: 'aborted', args, observations };
    if (isNotUp(worst) && isStarting(instance, now()))
      return { status: 'unknown', code: 'starting', args, observations };
    return { status: 'fail', code: worst.outcome, args, observations };
  },
});
