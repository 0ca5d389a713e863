import { defineCause } from '../../plugin.js';
import type { Diagnosis, InstanceFacts } from '../../types/cause.js';
import type { Finding } from '../../types/check.js';
import type { Container } from '../../types/deployment.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import { decideHub } from '../hub/rule.js';
import { say } from '../said.js';
import { crashTexts } from './crash-texts.js';
import { AFTERMATH, notUpCode } from './not-up.js';

const ID = 'container-crash-oom-unhealthy';
const MEGABYTE = 1024 * 1024;
/** Open WebUI with its embedding model needs about two; twice that leaves room for documents. */
const ENOUGH = 4 * 1024 * MEGABYTE;
const STOPS = new Set([0, 137, 143]);

/** Open WebUI's own container is not well. */
export const crash = defineCause({
  id: ID,
  scope: 'instance',
  hop: 'webui',
  ...crashTexts,
  diagnose: (facts): readonly Diagnosis[] => {
    const [found] = facts.troubled('webui.container');
    const { container } = facts.instance;
    if (!found || !container || notUpCode(found) !== null) return [];
    // What keeps it from starting is the hub, and is named there.
    if (decideHub(facts)?.explains.includes('webui.container')) return [];
    const code = codeOf(found.said.code, found.said.args.reason, facts);
    const args = {
      ...found.said.args,
      name: container.name,
      exitCode: container.exitCode,
      restarts: container.restartCount,
      memory: megabytes(container),
    };
    const refuted = ruledOut(found, container);
    return [
      {
        cause: ID,
        certainty: UNSURE.has(code) || refuted.length === 0 ? 'likely' : 'proven',
        instance: facts.instance.name,
        explains: AFTERMATH,
        failingHop: 'webui',
        message: say(code, args),
        proof: [
          {
            observation: null,
            says: say('proof.state', { ...args, state: container.state, health: container.health }),
          },
          ...(typeof found.said.args.error === 'string' ? [{ observation: null, says: say('proof.log', args) }] : []),
          ...found.observations.slice(0, 1).map((observation) => ({ observation, says: say('proof.health', args) })),
        ],
        refuted,
      },
    ];
  },
  prescribe: ({ message }, facts, kit) => {
    const { container } = facts.instance;
    return container ? fixesOf(message.code, container, facts, kit) : [];
  },
});

/** Who ended a container that was told to end is not known, nor whether a proxy is why its health check fails. */
const UNSURE: ReadonlySet<string> = new Set(['is.stopped', 'is.health-proxy']);

/** What the engine's record and the probes say against the causes outside of the program. */
function ruledOut({ said, observations }: Finding, { inspect }: Container): Diagnosis['refuted'] {
  const { Error: error = '', StartedAt: started = '' } = inspect.State;
  const begun = error === '' && started !== '' && !started.startsWith('0001-');
  return [
    ...(begun ? [{ cause: 'publish-port-already-allocated' as const, because: say('refuted.started') }] : []),
    ...(observations.length > 0 && said.code === 'unhealthy-but-answers'
      ? [{ cause: 'host-network-8080-taken' as const, because: say('refuted.own-answer') }]
      : []),
  ];
}

/** Which sentence tells it. */
function codeOf(code: string, reason: unknown, { instance }: InstanceFacts): string {
  if (code === 'unhealthy-but-answers') return proxyInTheWay(instance) ? 'is.health-proxy' : 'is.health-check';
  if (code === 'oom-killed' || reason === 'out-of-memory') return 'is.oom';
  if (typeof reason === 'string' && `is.${reason}` in crashTexts.messages) return `is.${reason}`;
  if (code === 'paused') return 'is.paused';
  if (code === 'unhealthy') return 'is.unhealthy';
  if (!code.startsWith('exited')) return 'is.crash';
  return STOPS.has(instance.container?.exitCode ?? 0) ? 'is.stopped' : 'is.ended';
}

/** The health check is curl inside the container, which heeds proxy variables. */
function proxyInTheWay({ settings: { proxies } }: InstanceFacts['instance']): boolean {
  const value = (name: string): string => proxies.find((one) => one.name.toLowerCase() === name)?.value ?? '';
  const bypassed = value('no_proxy')
    .split(',')
    .some((entry) => ['localhost', '*'].includes(entry.trim()));
  return proxies.some(({ name }) => name === 'http_proxy' || name.toLowerCase() === 'all_proxy') && !bypassed;
}

function megabytes({ inspect }: Container): number | null {
  const limit = inspect.HostConfig?.Memory ?? 0;
  return limit > 0 ? Math.round(limit / MEGABYTE) : null;
}

function fixesOf(code: string, container: Container, facts: InstanceFacts, kit: FixKit): readonly FixPlan[] {
  const { name } = container;
  const run = (id: string, words: readonly (readonly string[])[], sideEffects: FixPlan['sideEffects'] = []): FixPlan =>
    kit.plain({
      id,
      title: say(`fix.${id}`, { name }),
      commands: [{ run: words.map((one) => kit.engine(one)).join(' && '), where: 'host', needsRoot: false }],
      sideEffects,
    });
  const steps = (id: string): FixPlan =>
    kit.plain({
      id,
      title: say(`fix.${id}`, { name }),
      steps: [say(`step.${id}`, { name, log: kit.engine(['logs', '--tail', '50', name]) })],
    });
  switch (code) {
    case 'is.oom': {
      const limit = container.inspect.HostConfig?.Memory ?? 0;
      if (limit === 0) return [steps('free-memory')];
      const wanted = String(Math.max(ENOUGH, limit * 2));
      return [
        run(
          'more-memory',
          [
            ['update', '--memory', wanted, '--memory-swap', wanted, name],
            ['restart', name],
          ],
          [say('effect.more-memory')],
        ),
      ];
    }
    case 'is.stopped':
      return [run('start', [['start', name]])];
    case 'is.paused':
      return [run('unpause', [['unpause', name]])];
    case 'is.health-proxy':
      return [noProxy(facts, kit)];
    case 'is.unhealthy':
      return [run('restart', [['restart', name]]), steps('read-log')];
    default:
      return [steps('read-log'), ...(container.state === 'running' ? [run('restart', [['restart', name]])] : [])];
  }
}

/** Lets the health check reach the program beside it. */
function noProxy({ instance }: InstanceFacts, kit: FixKit): FixPlan {
  const { proxies } = instance.settings;
  const old = proxies.find(({ name }) => name.toLowerCase() === 'no_proxy');
  const value = [...new Set([...(old?.value.split(',') ?? []).map((one) => one.trim()), 'localhost', '127.0.0.1'])];
  const text = value.filter((one) => one !== '').join(',');
  return kit.recreate(
    instance,
    { setEnv: { [old?.name ?? 'no_proxy']: text } },
    {
      id: 'no-proxy-for-localhost',
      title: say('fix.no-proxy-for-localhost'),
      rehearsal: { result: 'not-possible', detail: say('rehearsal.variable') },
    },
  );
}
