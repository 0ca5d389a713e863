import { defineCause } from '../../plugin.js';
import { say } from '../said.js';

export const nothingFound = defineCause({
  id: 'nothing-found',
  scope: 'run',
  hop: 'webui',
  title: { en: 'No Open WebUI was found here', 'zh-CN': '此处没有找到 Open WebUI' },
  messages: {
    is: {
      en: 'No container, no page on the usual ports and no Python package of Open WebUI was found on this machine.',
      'zh-CN': '在本机上没有找到 Open WebUI 的容器、常用端口上的页面或 Python 软件包。',
    },
    'refuted.asked': {
      en: 'The container engine answers, and has no Open WebUI.',
      'zh-CN': '容器引擎有应答，其中没有 Open WebUI。',
    },
    'refuted.no-engine': {
      en: 'No container engine is set up for this user.',
      'zh-CN': '此用户没有设置容器引擎。',
    },
    'fix.name': { en: 'Tell where it is', 'zh-CN': '指明它在哪里' },
    'step.container': {
      en: 'If it runs in a container of another name or image: owui-doctor --container <name>.',
      'zh-CN': '如果它运行在其他名称或镜像的容器中：owui-doctor --container <名称>。',
    },
    'step.engine': {
      en: 'If another engine runs it (rootless, another context, another machine): owui-doctor --docker-host <address>.',
      'zh-CN': '如果由其他引擎运行（rootless、其他上下文、另一台机器）：owui-doctor --docker-host <地址>。',
    },
    'step.url': {
      en: 'If it answers at an address of its own: owui-doctor --webui-url <url>.',
      'zh-CN': '如果它在自己的地址上应答：owui-doctor --webui-url <URL>。',
    },
    'fix.demo': { en: 'See what owui-doctor does', 'zh-CN': '查看 owui-doctor 的演示' },
  },
  explain: {
    what: {
      en: 'There is nothing here to examine, or it is out of sight: the wrong machine, an engine of another user, another context.',
      'zh-CN': '此处没有可检查的对象，或者它不可见：机器不对、属于其他用户的引擎，或是其他上下文。',
    },
    proof: {
      en: 'The report lists where was looked: the engine’s containers, the processes, the usual ports.',
      'zh-CN': '报告会列出查找过的位置：引擎中的容器、进程、常用端口。',
    },
    fixes: {
      en: 'Name the container, the engine or the page; or run the demo.',
      'zh-CN': '指定容器、引擎或页面；或运行演示。',
    },
    wrongAdvice: null,
    sources: ['https://docs.openwebui.com/getting-started/quick-start/'],
  },
  diagnose: ({ deployment, troubled }) => {
    const found = troubled('webui.found').find(({ said }) => said.code === 'nothing-found');
    if (!found) return [];
    return [
      {
        cause: 'nothing-found',
        certainty: 'proven',
        instance: null,
        explains: ['webui.found'],
        failingHop: 'webui',
        message: say('is'),
        proof: deployment.lookedAt.map((says) => ({ observation: null, says })),
        refuted: [
          {
            cause: 'docker-unreachable',
            because: say(deployment.engine.state === 'reachable' ? 'refuted.asked' : 'refuted.no-engine'),
          },
        ],
      },
    ];
  },
  prescribe: (_diagnosis, _facts, kit) => [
    kit.plain({
      id: 'name-it',
      title: say('fix.name'),
      steps: [say('step.container'), say('step.engine'), say('step.url')],
    }),
    kit.plain({
      id: 'demo',
      title: say('fix.demo'),
      commands: [{ run: 'owui-doctor demo', where: 'host', needsRoot: false }],
    }),
  ],
});
