import { defineCause } from '../../plugin.js';
import { say } from '../said.js';

export const portMapping = defineCause({
  id: 'owui-not-listening-wrong-port-mapping',
  scope: 'instance',
  hop: 'browser',
  title: {
    en: 'The published port leads to a port at which Open WebUI does not listen',
    'zh-CN': '发布的端口没有指向 Open WebUI 监听的端口',
  },
  messages: {
    is: {
      en: 'Port {hostPort} leads to port {mapped} of container {name}, but Open WebUI listens on {listenPort}.',
      'zh-CN': '端口 {hostPort} 指向容器 {name} 的端口 {mapped}，而 Open WebUI 监听的是 {listenPort}。',
    },
    'proof.mapping': {
      en: 'The engine maps {hostPort} to {mapped} of the container.',
      'zh-CN': '引擎把 {hostPort} 映射到容器的 {mapped}。',
    },
    'proof.inside': {
      en: 'Inside, Open WebUI answers on port {listenPort}.',
      'zh-CN': '在容器内，Open WebUI 在端口 {listenPort} 有应答。',
    },
    'fix.map': {
      en: 'Re-create the container with {hostPort} leading to {listenPort}',
      'zh-CN': '重新创建容器，使 {hostPort} 指向 {listenPort}',
    },
    'rehearsal.fixed': {
      en: 'Published ports are not tried in a throw-away container',
      'zh-CN': '不会在临时容器中试验发布的端口',
    },
  },
  explain: {
    what: {
      en: 'In -p 3000:8080 the first number is the machine’s, the second the container’s. Open WebUI listens on 8080 (or PORT) in its container; a mapping to another port leads to nothing, and the browser shows a connection that is closed at once.',
      'zh-CN':
        '在 -p 3000:8080 中，前一个是主机端口，后一个是容器端口。Open WebUI 在容器内监听 8080（或 PORT）；映射到其他端口就没有程序应答，浏览器会显示连接立即被关闭。',
    },
    proof: {
      en: 'The engine lists no mapping to the port at which Open WebUI answers inside.',
      'zh-CN': '引擎中没有任何映射指向 Open WebUI 在容器内有应答的端口。',
    },
    fixes: {
      en: 'Re-create the container with the right second number; ports are fixed at creation.',
      'zh-CN': '用正确的容器端口重新创建容器；端口映射在创建时就已确定。',
    },
    wrongAdvice: {
      en: 'Opening the firewall: the connection does arrive. Reading “http://0.0.0.0:8080” in the log as the address for the browser.',
      'zh-CN': '放开防火墙：连接其实已经到达。把日志中的“http://0.0.0.0:8080”当作浏览器应打开的地址。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/9090',
      'https://github.com/open-webui/open-webui/issues/4212',
      'https://github.com/imagegenius/docker-ai-chat-app/issues/25',
      'https://github.com/open-webui/open-webui/issues/13863',
    ],
  },
  diagnose: ({ instance, troubled }) => {
    const found = troubled('webui.ports').find(({ said }) => said.code === 'maps-elsewhere');
    if (!found) return [];
    const args = { ...found.said.args, name: instance.name, listenPort: instance.listenPort };
    return [
      {
        cause: 'owui-not-listening-wrong-port-mapping',
        certainty: found.observations.length > 0 ? 'proven' : 'likely',
        instance: instance.name,
        explains: ['webui.ports', 'webui.page'],
        failingHop: 'browser',
        message: say('is', args),
        proof: [
          { observation: null, says: say('proof.mapping', args) },
          ...found.observations.slice(0, 1).map((observation) => ({ observation, says: say('proof.inside', args) })),
        ],
        refuted:
          found.observations.length > 0
            ? [{ cause: 'container-crash-oom-unhealthy', because: say('proof.inside', args) }]
            : [],
      },
    ];
  },
  prescribe: (diagnosis, { instance }, kit) => {
    const asked = instance.container?.published.length ? instance.container.published : instance.container?.askedPorts;
    if (!asked || asked.length === 0) return [];
    const { listenPort } = instance;
    const publish = asked.map(({ hostIp, hostPort }) => ({ hostIp, hostPort, containerPort: listenPort }));
    return [
      kit.recreate(
        instance,
        { publish },
        {
          id: 'publish-port',
          title: say('fix.map', diagnosis.message.args),
          rehearsal: { result: 'not-possible', detail: say('rehearsal.fixed') },
        },
      ),
    ];
  },
});
