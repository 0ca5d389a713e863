import { defineCheck, type Engine, type EngineTried, type Unread, type Verdict } from '../../src/plugin.js';

type Code = 'reachable' | 'list-unread' | 'containers-unread' | 'forbidden' | 'unreachable' | 'not-used' | 'not-asked';

export const engine = defineCheck<Code>({
  id: 'docker.engine',
  scope: 'run',
  title: { en: 'The container engine answers', 'zh-CN': '容器引擎可以访问' },
  explain: {
    en: 'Asks the Docker or Podman engine for its version, at DOCKER_HOST, the current context and the usual sockets. Without the engine, containers cannot be looked into. It fails only where something says that there should be an engine.',
    'zh-CN':
      '依次在 DOCKER_HOST、当前上下文和常用套接字上查询 Docker 或 Podman 引擎的版本。访问不到引擎就无法查看容器内部。只有在有迹象表明应当存在引擎时，此项才会判为失败。',
  },
  messages: {
    reachable: { en: '{kind} {version} answers at {address}.', 'zh-CN': '{kind} {version} 在 {address} 应答。' },
    'list-unread': {
      en: '{kind} {version} answers at {address}, but its list of containers could not be read ({reasons}).',
      'zh-CN': '{kind} {version} 在 {address} 应答，但无法读取其容器列表（{reasons}）。',
    },
    'containers-unread': {
      en: '{kind} {version} answers at {address}, but what it says of {names} could not be read ({reasons}).',
      'zh-CN': '{kind} {version} 在 {address} 应答，但无法读取其给出的 {names} 的信息（{reasons}）。',
    },
    forbidden: {
      en: 'The engine is there, but this user may not open {address}.',
      'zh-CN': '引擎存在，但当前用户无权打开 {address}。',
    },
    unreachable: {
      en: 'No engine answers, though one is expected. Tried: {tried}.',
      'zh-CN': '没有引擎应答，而此处应当有引擎。已尝试：{tried}。',
    },
    'not-used': { en: 'Nothing here uses a container engine.', 'zh-CN': '此处没有使用容器引擎。' },
    'not-asked': { en: 'The engine is not asked here.', 'zh-CN': '此处不查询引擎。' },
  },
  run: async ({ deployment: { engine: found, instances, unread = [] } }): Promise<Verdict<Code>> => {
    if (found.state === 'reachable') return reachable(found, unread);
    if (found.state === 'not-asked') return { status: 'skip', code: 'not-asked' };
    if (!found.expected) return { status: 'skip', code: 'not-used' };
    const forbidden = found.tried.find(({ outcome }) => outcome === 'forbidden');
    return {
      // An Open WebUI that was found without the engine needs none: what the engine hides is then not known, no fault.
      // Where only a page answers, the engine is what stands in the way of looking behind it.
      status: instances.some(({ runtime }) => runtime === 'pip') ? 'unknown' : 'fail',
      code: found.state,
      args: {
        address: found.socket?.path ?? forbidden?.address ?? found.tried[0]?.address ?? null,
        tried: worthTelling(found.tried),
      },
      vantage: 'host',
    };
  },
});

/** What could not be read may hide an Open WebUI, or is one. */
function reachable(
  { kind, version, address }: Extract<Engine, { state: 'reachable' }>,
  unread: readonly Unread[],
): Verdict<Code> {
  const told = { kind, version, address };
  const list = unread.filter(({ what }) => what === 'list');
  const containers = unread.filter(({ what }) => what === 'container');
  const reasons = [...new Set([...list, ...containers].map(({ reason }) => reason))];
  if (list.length > 0) return { status: 'unknown', code: 'list-unread', args: { ...told, reasons }, vantage: 'host' };
  if (containers.length > 0) {
    const names = containers.map(({ name }) => name ?? '');
    return { status: 'unknown', code: 'containers-unread', args: { ...told, names, reasons }, vantage: 'host' };
  }
  return { status: 'pass', code: 'reachable', args: { ...told, tried: [] }, vantage: 'host' };
}

/** The places where something was found, as text; where there was nothing anywhere, the first few. */
function worthTelling(tried: readonly EngineTried[]): readonly string[] {
  const there = tried.filter(({ outcome }) => outcome !== 'absent');
  return (there.length > 0 ? there : tried.slice(0, 3)).map(({ address, outcome }) => `${address} (${outcome})`);
}
