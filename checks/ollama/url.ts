import {
  defineCheck,
  type Observation,
  ollamaTags,
  type UrlOddity,
  type UrlTarget,
  type Verdict,
} from '../../src/plugin.js';
import { type Connection, connections, connectionTexts, nothing } from '../shared/connections.js';
import { asksForKey } from '../shared/key.js';
import { oddityTexts } from '../shared/oddities.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'well-formed' | UrlOddity | keyof typeof connectionTexts;

/** What the client gives up at, the most telling first. */
const FATAL: readonly UrlOddity[] = [
  'empty',
  'literal-ollama',
  'comma-separated',
  'quotes',
  'single-slash',
  'typo-scheme',
  'missing-scheme',
  'missing-host',
  'bad-port',
];
/** What works by luck: told even where the URL answers. */
const TOLERATED: readonly UrlOddity[] = ['whitespace', 'unspecified-address', 'trailing-slash'];

export const url = defineCheck<Code>({
  id: 'ollama.url',
  scope: 'instance',
  title: { en: 'The Ollama URL is well-formed', 'zh-CN': 'Ollama URL 书写正确' },
  explain: {
    en: 'Reads every Ollama URL in force as Open WebUI’s client does, and looks for what people mistype: quotes, blanks, a missing scheme or port, a path such as /api, commas between several URLs. What answers as Ollama all the same is at most a warning.',
    'zh-CN':
      '按照 Open WebUI 客户端的方式解读每个生效的 Ollama URL，查找常见的书写错误：引号、空白字符、缺少协议或端口、多余的路径（如 /api）、用逗号分隔多个 URL。只要仍能得到 Ollama 的应答，至多给出警告。',
  },
  messages: {
    ...connectionTexts,
    ...oddityTexts,
    'well-formed': { en: '{url} is well-formed.', 'zh-CN': '{url} 书写正确。' },
  },
  run: async ({ instance, inside, ask }) => {
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    return Promise.all(
      found.list.map(async (connection) => {
        const { target } = connection.read;
        // A stopped container can be asked nothing; what is written down can be judged all the same.
        const seen =
          target && inside.availability.ok ? (await ask(inside, ollamaTags(target.base, connection.keyOf)))[0] : null;
        return judge(connection, seen);
      }),
    );
  },
});

function judge({ read, shown, source, detail }: Connection, seen: Observation | null): Verdict<Code> {
  const told = {
    subject: shown,
    args: { url: shown === '' ? '""' : shown, source, detail },
    observations: idsOf(seen),
  };
  const first = (list: readonly UrlOddity[]): UrlOddity | undefined => list.find((one) => read.oddities.includes(one));
  const fatal = read.target ? undefined : (first(FATAL) ?? read.oddities.at(-1));
  if (fatal) return { status: 'fail', code: fatal, ...told };
  const harmful =
    // Who asks for a key has been reached: the spelling is not what is wrong.
    seen && seen.outcome !== 'ok' && !asksForKey(seen)
      ? read.oddities.find((oddity) => explains(oddity, seen, read.target))
      : undefined;
  if (harmful) return { status: 'fail', code: harmful, ...told };
  const tolerated = first(TOLERATED);
  return tolerated ? { status: 'warn', code: tolerated, ...told } : { status: 'pass', code: 'well-formed', ...told };
}

/** Whether an oddity stands for what was seen: a right URL would not have ended in this way. */
function explains(oddity: UrlOddity, { outcome }: Observation, target: UrlTarget | null): boolean {
  switch (oddity) {
    case 'https':
      return outcome === 'tls-protocol' || outcome === 'tls-closed';
    case 'missing-port':
      // Behind https, 443 is what somebody chose for a reverse proxy.
      return target?.scheme === 'http' && outcome !== 'aborted' && !outcome.startsWith('dns-');
    case 'path-suffix':
    case 'trailing-slash':
      return outcome === 'http-status' || outcome === 'wrong-service';
    case 'whitespace':
      return /\s|[^\x21-\x7e]/.test(target?.host ?? '');
    case 'unspecified-address':
      return outcome === 'refused' || outcome === 'unreachable';
    default:
      return false;
  }
}
