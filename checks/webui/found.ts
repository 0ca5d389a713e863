import { defineCheck } from '../../src/plugin.js';

export const found = defineCheck({
  id: 'webui.found',
  scope: 'run',
  title: { en: 'An Open WebUI is found', 'zh-CN': '已找到 Open WebUI' },
  explain: {
    en: 'Looks for Open WebUI among containers (image, labels, port), on the usual ports of this machine and among Python packages. Nothing to examine is a failure, so that a gate does not turn green on an empty machine.',
    'zh-CN':
      '在容器（镜像、标签、端口）、本机常用端口和 Python 软件包中查找 Open WebUI。找不到可检查的对象即为失败，以免门禁在空机器上显示通过。',
  },
  messages: {
    found: { en: 'Found: {names}.', 'zh-CN': '已找到：{names}。' },
    'nothing-found': {
      en: 'No Open WebUI was found: no container, no page on the usual ports, no Python package.',
      'zh-CN': '没有找到 Open WebUI：没有容器，常用端口上没有页面，也没有 Python 软件包。',
    },
    'engine-unread': {
      en: 'Not known: the engine answers, but not all that it has could be read.',
      'zh-CN': '未查明：引擎有应答，但其中的内容未能全部读取。',
    },
    'engine-unreachable': {
      en: 'Not known: the container engine, where an Open WebUI could run, does not answer.',
      'zh-CN': '未查明：Open WebUI 可能运行在容器引擎中，但该引擎没有应答。',
    },
  },
  run: async ({ deployment: { engine, instances, unread = [] } }) => {
    if (instances.length > 0)
      return { status: 'pass', code: 'found', args: { names: instances.map(({ name }) => name) } };
    if (unread.length > 0) return { status: 'unknown', code: 'engine-unread' };
    const hidden = (engine.state === 'unreachable' || engine.state === 'forbidden') && engine.expected;
    return hidden ? { status: 'unknown', code: 'engine-unreachable' } : { status: 'fail', code: 'nothing-found' };
  },
});
