import { defineCause } from '../../plugin.js';
import type { Engine, EngineTried } from '../../types/deployment.js';
import type { FixPlan } from '../../types/fix.js';
import { say } from '../said.js';

export const unreachable = defineCause({
  id: 'docker-unreachable',
  scope: 'run',
  hop: 'webui',
  title: { en: 'No container engine answers', 'zh-CN': '没有容器引擎应答' },
  messages: {
    is: {
      en: 'A container engine is expected here, but none answers. Tried: {tried}.',
      'zh-CN': '此处应当有容器引擎，但没有任何引擎应答。已尝试：{tried}。',
    },
    'proof.tried': {
      en: 'From {from}: {address} ends in {outcome}.',
      'zh-CN': '来自 {from}：{address} 的结果为 {outcome}。',
    },
    'refuted.allowed': {
      en: 'No attempt failed for want of permission.',
      'zh-CN': '没有任何一次尝试因权限不足而失败。',
    },
    'fix.start': { en: 'Start Docker', 'zh-CN': '启动 Docker' },
    'fix.restart': { en: 'Restart Docker, which hangs', 'zh-CN': '重启没有响应的 Docker' },
    'effect.restart': {
      en: 'All containers stop for a moment; those without a restart policy have to be started again.',
      'zh-CN': '所有容器都会短暂停止；没有重启策略的容器需要重新启动。',
    },
    'fix.desktop': { en: 'Start Docker Desktop', 'zh-CN': '启动 Docker Desktop' },
    'step.desktop': {
      en: 'Start Docker Desktop and wait until it says that it is running.',
      'zh-CN': '启动 Docker Desktop，等待其显示正在运行。',
    },
    'fix.context': { en: 'Use the default context', 'zh-CN': '使用默认上下文' },
    'fix.variable': { en: 'Ignore DOCKER_HOST this once', 'zh-CN': '本次忽略 DOCKER_HOST' },
    'fix.elsewhere': { en: 'Name the engine', 'zh-CN': '指定引擎地址' },
    'step.elsewhere': {
      en: 'If the engine is elsewhere, run owui-doctor --docker-host <address>, such as unix:///run/user/1000/docker.sock.',
      'zh-CN': '如果引擎在别处，请运行 owui-doctor --docker-host <地址>，例如 unix:///run/user/1000/docker.sock。',
    },
  },
  explain: {
    what: {
      en: 'Docker or Podman is not started, another context is selected, DOCKER_HOST names a machine that is away, or the engine hangs.',
      'zh-CN': 'Docker 或 Podman 没有启动、选择了其他上下文、DOCKER_HOST 指向已不在的机器，或者引擎没有响应。',
    },
    proof: {
      en: 'Every place where an engine is looked for was tried: DOCKER_HOST, the current context, the usual sockets. It is named only where something says that there should be one.',
      'zh-CN':
        '已尝试所有查找引擎的位置：DOCKER_HOST、当前上下文、常用套接字。只有在有迹象表明应当存在引擎时才会给出此结论。',
    },
    fixes: {
      en: 'Start the engine, select another context, or name the right address with --docker-host.',
      'zh-CN': '启动引擎、选择其他上下文，或用 --docker-host 指定正确的地址。',
    },
    wrongAdvice: null,
    sources: ['https://docs.docker.com/engine/daemon/troubleshoot/'],
  },
  diagnose: ({ deployment: { engine }, troubled }) => {
    const [found] = troubled('docker.engine');
    if (!found || engine.state !== 'unreachable') return [];
    return [
      {
        cause: 'docker-unreachable',
        certainty: 'proven',
        instance: null,
        explains: ['docker.engine', 'webui.found'],
        failingHop: 'webui',
        message: say('is', { tried: worthTelling(engine.tried) }),
        proof: engine.tried.map(({ address, from, outcome, code }) => ({
          observation: null,
          says: say('proof.tried', { address, from, outcome: code ?? outcome }),
        })),
        refuted: [{ cause: 'docker-permission-denied', because: say('refuted.allowed') }],
      },
    ];
  },
  prescribe: (_diagnosis, { deployment: { engine, host } }, kit): readonly FixPlan[] => {
    if (engine.state !== 'unreachable') return [];
    const command = (id: string, run: string, needsRoot = false): FixPlan =>
      kit.plain({ id: `engine-${id}`, title: say(`fix.${id}`), commands: [{ run, where: 'host', needsRoot }] });
    // A service that runs and stays silent is not helped by starting it.
    const hangs = engine.tried.some(({ address, outcome }) => outcome === 'timeout' && address.startsWith('unix:'));
    const restart = { run: kit.sudo('systemctl restart docker'), where: 'host', needsRoot: true } as const;
    const start = host.systemd
      ? [
          hangs
            ? kit.plain({
                id: 'engine-restart',
                title: say('fix.restart'),
                commands: [restart],
                sideEffects: [say('effect.restart')],
              })
            : command('start', kit.sudo('systemctl start docker'), true),
        ]
      : host.platform === 'linux'
        ? []
        : [kit.plain({ id: 'engine-desktop', title: say('fix.desktop'), steps: [say('step.desktop')] })];
    return [
      ...(named(engine, 'DOCKER_HOST') ? [command('variable', 'env -u DOCKER_HOST owui-doctor')] : []),
      ...(named(engine, 'context') ? [command('context', 'docker context use default')] : []),
      ...start,
      kit.plain({ id: 'engine-elsewhere', title: say('fix.elsewhere'), steps: [say('step.elsewhere')] }),
    ];
  },
});

/** True where an engine was looked for because of this. */
function named(engine: Extract<Engine, { readonly state: 'unreachable' | 'forbidden' }>, what: string): boolean {
  return engine.tried.some(
    ({ from, outcome }) => outcome !== 'ok' && from.startsWith(what) && !from.endsWith(' default'),
  );
}

/** The places where something was found, as text; where there was nothing anywhere, the first few. The proof has all. */
function worthTelling(tried: readonly EngineTried[]): readonly string[] {
  const there = tried.filter(({ outcome }) => outcome !== 'absent');
  return (there.length > 0 ? there : tried.slice(0, 3)).map(({ address, outcome }) => `${address} (${outcome})`);
}
