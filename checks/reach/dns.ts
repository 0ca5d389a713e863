import {
  type CheckContext,
  type Deployment,
  defineCheck,
  type Instance,
  lookup,
  type Verdict,
} from '../../src/plugin.js';
import { connections, connectionTexts, isLiteral, nothing } from '../shared/connections.js';
import { idsOf, troubleArgs } from '../shared/trouble.js';

type Code = 'resolves' | 'dns-not-found' | 'dns-failed' | 'aborted' | 'literal' | keyof typeof connectionTexts;

export const dns = defineCheck<Code>({
  id: 'reach.dns',
  scope: 'instance',
  sends: ['github.com'],
  title: { en: 'Names in the Ollama URL resolve', 'zh-CN': 'Ollama URL 中的主机名可以解析' },
  explain: {
    en: 'Looks up the host name of every Ollama URL in force from where Open WebUI runs, and a second name for comparison: where neither resolves, the name server is the fault, not the name.',
    'zh-CN':
      '从 Open WebUI 所在位置解析每个生效的 Ollama URL 中的主机名，并解析另一个名称作为对照：若两者都无法解析，问题在于 DNS 服务器，而不是该名称。',
  },
  messages: {
    ...connectionTexts,
    resolves: { en: '{host} is {addresses}.', 'zh-CN': '{host} 解析为 {addresses}。' },
    'dns-not-found': {
      en: 'The name {host} does not exist where Open WebUI runs{? (for comparison, {control}: {controlOutcome})}.',
      'zh-CN': '在 Open WebUI 所在位置，主机名 {host} 不存在（对照：{control}，{controlOutcome}）。',
    },
    'dns-failed': {
      en: 'The name server gives no answer about {host}{? (for comparison, {control}: {controlOutcome})}.',
      'zh-CN': 'DNS 服务器没有给出 {host} 的解析结果（对照：{control}，{controlOutcome}）。',
    },
    aborted: { en: 'The look-up of {host} was ended early.', 'zh-CN': '对 {host} 的解析被提前终止。' },
    literal: {
      en: 'The URLs in force hold addresses: there is nothing to look up.',
      'zh-CN': '生效的 URL 使用的是 IP 地址，无需解析。',
    },
  },
  run: async ({ deployment, instance, inside, options, ask }) => {
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const hosts = new Set(found.list.flatMap(({ read }) => (read.target ? [read.target.host] : [])));
    const names = [...hosts].filter((host) => !isLiteral(host));
    if (names.length === 0) return { status: 'skip', code: 'literal' };
    const control = controlName(deployment, instance, options, hosts);
    const [second, ...all] = await Promise.all([
      control === null ? null : ask(inside, lookup(control)).then(([seen]) => seen),
      ...names.map(async (host) => ({ host, seen: (await ask(inside, lookup(host)))[0] })),
    ]);
    return all.map(({ host, seen }): Verdict<Code> => {
      const told = {
        subject: host,
        args: {
          ...troubleArgs(host, seen),
          host,
          addresses: seen.evidence.addresses?.slice(0, 8) ?? [],
          control,
          controlOutcome: second?.outcome ?? null,
        },
        observations: idsOf(seen, second),
      };
      if (seen.outcome === 'ok') return { status: 'pass', code: 'resolves', ...told };
      if (seen.outcome === 'aborted') return { status: 'unknown', code: 'aborted', ...told };
      return { status: 'fail', code: seen.outcome === 'dns-not-found' ? 'dns-not-found' : 'dns-failed', ...told };
    });
  },
});

/** A second name that should resolve: another container's on a network with names, else one of the outside world. */
function controlName(
  { neighbours }: Deployment,
  { container }: Instance,
  { offline }: CheckContext['options'],
  hosts: ReadonlySet<string>,
): string | null {
  const mine = new Set(
    container?.networks.map(({ name }) => name).filter((name) => name !== 'bridge' && name !== 'podman'),
  );
  const beside = neighbours.find(
    ({ name, state, networks }) =>
      state === 'running' && !hosts.has(name) && networks.some((network) => mine.has(network.name)),
  );
  return beside?.name ?? (offline ? null : 'github.com');
}
