import type { Topic } from '../../types/cause.js';

/** An Ollama container behind a loopback: a rival of the host's Ollama on loopback. */
export const containerLoopback: Topic = {
  id: 'ollama-container-loopback',
  title: {
    en: 'Ollama’s container listens, or is published, on a loopback address only',
    'zh-CN': 'Ollama 容器只在回环地址上监听或发布',
  },
  explain: {
    what: {
      en: 'OLLAMA_HOST=127.0.0.1 inside Ollama’s container leaves its published port without a program behind it: the connection is accepted and closed. A port published on 127.0.0.1 of the host is refused at every other address.',
      'zh-CN':
        '在 Ollama 容器内设置 OLLAMA_HOST=127.0.0.1 时，其发布的端口后面没有程序：连接被接受后随即关闭。只发布在主机 127.0.0.1 上的端口，从其他任何地址访问都会被拒绝。',
    },
    proof: {
      en: 'The owner of the port on this machine is a container: the engine lists its published ports, and OLLAMA_HOST stands among its variables. Where the port belongs to a program of the machine itself, it is not this.',
      'zh-CN':
        '本机上该端口的所有者是容器：引擎列出了它发布的端口，其环境变量中有 OLLAMA_HOST。如果端口属于本机自身的程序，则不是这个原因。',
    },
    fixes: {
      en: 'Re-create Ollama’s container with OLLAMA_HOST=0.0.0.0, as the image has it; limit who reaches it with -p, such as -p 172.17.0.1:11434:11434 for containers alone.',
      'zh-CN':
        '用镜像默认的 OLLAMA_HOST=0.0.0.0 重新创建 Ollama 容器；通过 -p 限制谁可以访问，例如 -p 172.17.0.1:11434:11434 只供容器访问。',
    },
    wrongAdvice: {
      en: '“It connects, so Ollama is up”: Docker’s proxy accepts connections to a published port with nothing behind it.',
      'zh-CN': '“能连上就说明 Ollama 正常”：即使已发布端口后面没有程序，Docker 的代理也会接受连接。',
    },
    sources: ['https://github.com/ollama/ollama/issues/703', 'https://github.com/intel/ipex-llm/issues/12999'],
  },
};

/** The published port belongs to somebody else: a rival of a crash. */
export const portAllocated: Topic = {
  id: 'publish-port-already-allocated',
  title: {
    en: 'Another program has the host port that is to be published',
    'zh-CN': '要发布的主机端口已被其他程序占用',
  },
  explain: {
    what: {
      en: 'docker run -p 3000:8080 fails where something already listens on port 3000, such as Grafana or a development server. The container is created and never starts; the browser may then show the other program.',
      'zh-CN':
        '如果已有程序（如 Grafana 或开发服务器）监听端口 3000，docker run -p 3000:8080 就会失败。容器已创建但从未启动，浏览器中可能显示另一个程序。',
    },
    proof: {
      en: 'The engine’s record says that the container never started, with an error about the port. Where its program was started, the port was free.',
      'zh-CN': '引擎记录显示容器从未启动，并带有关于端口的错误。如果程序曾经启动，说明端口当时可用。',
    },
    fixes: {
      en: 'Re-create the container with another first number, such as -p 3001:8080, or stop the program that has the port.',
      'zh-CN': '用另一个主机端口重新创建容器，例如 -p 3001:8080，或停止占用该端口的程序。',
    },
    wrongAdvice: { en: 'Pulling the image again.', 'zh-CN': '重新拉取镜像。' },
    sources: ['https://github.com/open-webui/open-webui/issues/453'],
  },
};

/** With host networking, the program's own port belongs to somebody else: a rival of a crash. */
export const hostPortTaken: Topic = {
  id: 'host-network-8080-taken',
  title: {
    en: 'With host networking, another program has Open WebUI’s port',
    'zh-CN': '使用主机网络时，Open WebUI 的端口已被其他程序占用',
  },
  explain: {
    what: {
      en: 'With --network=host Open WebUI listens on port 8080 of the machine itself. Where another program has it, Open WebUI ends with “address already in use” (errno 98), starts again and ends again, or the browser shows the other program.',
      'zh-CN':
        '使用 --network=host 时，Open WebUI 直接监听主机的端口 8080。如果该端口已被占用，Open WebUI 会以“address already in use”（errno 98）退出并反复重启，或者浏览器中显示另一个程序。',
    },
    proof: {
      en: 'The kernel’s table names another owner of the port, and the log ends with errno 98. Where Open WebUI itself answers at its port, it has it.',
      'zh-CN':
        '内核表显示该端口属于另一个程序，日志以 errno 98 结束。如果 Open WebUI 自身在该端口应答，则端口没有被占用。',
    },
    fixes: {
      en: 'Give Open WebUI another port (PORT=8081), or go back to a bridge network.',
      'zh-CN': '给 Open WebUI 另一个端口（PORT=8081），或改回桥接网络。',
    },
    wrongAdvice: {
      en: 'Host networking as a remedy for everything.',
      'zh-CN': '把主机网络当作万能的解决办法。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/453',
      'https://github.com/open-webui/open-webui/issues/3173',
    ],
  },
};
