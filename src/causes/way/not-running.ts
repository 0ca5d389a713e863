import type { InstanceFacts } from '../../types/cause.js';
import type { OllamaServer } from '../../types/deployment.js';
import { isLocal } from './row.js';
import { wayCause } from './way-cause.js';

export const notRunning = wayCause({
  id: 'ollama-not-running',
  hop: 'listener',
  title: { en: 'Ollama is not running', 'zh-CN': 'Ollama 没有运行' },
  messages: {
    'is.container': {
      en: '{url} is in force, but Ollama’s container {ollama} is not running ({state}{?, exit code {exitCode}}).',
      'zh-CN': '当前生效的是 {url}，但 Ollama 的容器 {ollama} 未在运行（{state}{?，退出码 {exitCode}}）。',
    },
    'is.stopped': {
      en: '{url} leads to this machine, where Ollama is installed, but nothing listens on port {port}.',
      'zh-CN': '{url} 指向本机；本机装有 Ollama，但端口 {port} 上没有程序监听。',
    },
    'is.absent': {
      en: '{url} leads to this machine, but nothing listens on port {port}, and no Ollama was found here.',
      'zh-CN': '{url} 指向本机，但端口 {port} 上没有程序监听，本机上也没有找到 Ollama。',
    },
  },
  explain: {
    what: {
      en: 'No Ollama listens: it is not installed, was stopped, ended with an error, or its container has exited.',
      'zh-CN': '没有 Ollama 在监听：它没有安装、已被停止、因错误退出，或其容器已经退出。',
    },
    proof: {
      en: 'The URL leads to this machine, nothing listens on its port, no other address of this machine answers as Ollama, and the engine has no running container of it.',
      'zh-CN':
        'URL 指向本机，该端口上没有程序监听，本机其他地址上也没有 Ollama 应答，引擎中没有正在运行的 Ollama 容器。',
    },
    fixes: {
      en: 'Start it the way it is run: its service, its container, or “ollama serve”. Where Open WebUI is in a container, it has to listen on more than the loopback address.',
      'zh-CN':
        '按照它的运行方式启动：启动其服务、启动其容器，或执行“ollama serve”。如果 Open WebUI 在容器中，Ollama 监听的地址不能只有回环地址。',
    },
    wrongAdvice: {
      en: 'Other URLs, firewall rules and host networking cannot help while nothing listens.',
      'zh-CN': '在没有程序监听时，更换 URL、调整防火墙或改用主机网络都没有作用。',
    },
    sources: [
      'https://github.com/ollama/ollama/issues/6549',
      'https://github.com/ollama/ollama/issues/8396',
      'https://github.com/open-webui/open-webui/issues/1512',
      'https://github.com/trueforge-org/truecharts/issues/19176',
    ],
  },
  fixes: (facts, kit, decisions) => {
    const name = decisions[0]?.message.args.ollama;
    const server = sleeping(facts, typeof name === 'string' ? name : null);
    const reachable = isLocal(facts.instance) || server?.run.kind === 'container';
    return [kit.start(server, reachable ? null : '0.0.0.0')];
  },
});

function sleeping({ deployment }: InstanceFacts, container: string | null): OllamaServer | null {
  const { ollamas } = deployment;
  const named = ollamas.find(({ run }) => run.kind === 'container' && run.container.name === container);
  return named ?? ollamas.find(({ state }) => state === 'stopped') ?? null;
}
