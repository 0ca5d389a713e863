import {
  defineCheck,
  type Observation,
  ollamaProcesses,
  ollamaTags,
  ollamaVersion,
  type Verdict,
} from '../../src/plugin.js';
import { connections, connectionTexts, nothing } from '../shared/connections.js';
import { member, textMember } from '../shared/json.js';
import { compareVersions, latestRelease } from '../shared/releases.js';
import { idsOf } from '../shared/trouble.js';

type Code =
  | 'there'
  | 'route-missing'
  | 'route-hidden'
  | 'pull-refused'
  | 'pull-was-refused'
  | 'no-answer'
  | keyof typeof connectionTexts;

/** `/api/ps` came with this release; Open WebUI asks it for the models in memory. */
const FIRST_WITH_PS = '0.1.38';
/** What Ollama says when a model's format is newer than itself, as Open WebUI's log repeats it. */
const REFUSED_PULL = /\bpull model manifest: 412\b/;

export const routes = defineCheck<Code>({
  id: 'ollama.routes',
  scope: 'instance',
  title: { en: 'Ollama knows the requests that Open WebUI makes', 'zh-CN': 'Ollama 支持 Open WebUI 发出的请求' },
  explain: {
    en: 'Asks /api/ps, which Ollama has had since 0.1.38, and looks in Open WebUI’s log for a pull that was refused with status 412: the model then needs a newer Ollama. Being merely behind the latest release fails nothing.',
    'zh-CN':
      '请求 /api/ps（Ollama 自 0.1.38 起提供），并在 Open WebUI 的日志中查找以状态码 412 被拒绝的拉取：这表示该模型需要更新的 Ollama。仅仅落后于最新版本不会导致任何失败。',
  },
  messages: {
    ...connectionTexts,
    there: { en: 'The routes are there at {url}.', 'zh-CN': '{url} 具备所需的接口。' },
    'route-missing': {
      en: 'Ollama {version} at {url} is too old for Open WebUI: it does not know /api/ps{? (status {status})}.',
      'zh-CN': '{url} 上的 Ollama {version} 对 Open WebUI 而言过旧：不支持 /api/ps{?（状态码 {status}）}。',
    },
    'route-hidden': {
      en: 'Not known: /api/ps answers with status {status} at {url}, though Ollama {version} has it; something in between holds it back.',
      'zh-CN': '未查明：{url} 的 /api/ps 返回状态码 {status}，而 Ollama {version} 本应支持；中间可能有程序将其拦下。',
    },
    'pull-refused': {
      en: 'Ollama {version} refused to pull a model that needs a newer version (status 412); the latest is {latest}.',
      'zh-CN': 'Ollama {version} 拒绝拉取需要更新版本的模型（状态码 412）；最新版本为 {latest}。',
    },
    'pull-was-refused': {
      en: 'Not known: a pull was refused with status 412, and whether Ollama {version} is still too old cannot be told.',
      'zh-CN': '未查明：曾有一次拉取以状态码 412 被拒绝，无法判断 Ollama {version} 是否仍然过旧。',
    },
    'no-answer': { en: 'No Ollama answers at {url}.', 'zh-CN': '在 {url} 没有 Ollama 应答。' },
  },
  run: async (context) => {
    const { instance, inside, host, ask } = context;
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const refused = instance.log.some((line) => REFUSED_PULL.test(line));
    const rows = found.list.map(async ({ shown, keyOf, read: { target } }): Promise<Verdict<Code>> => {
      const gone = { status: 'skip', code: 'no-answer', subject: shown, args: { url: shown } } as const;
      if (!target) return gone;
      const [[tags], [seen], [told], release] = await Promise.all([
        ask(inside, ollamaTags(target.base, keyOf)),
        ask(inside, ollamaProcesses(target.base, keyOf)),
        ask(inside, ollamaVersion(target.base, keyOf)),
        refused ? latestRelease(context, host ?? inside, 'ollama/ollama') : null,
      ]);
      if (!answered(tags)) return gone;
      const version = textMember(told, 'version');
      const latest = release?.kind === 'known' ? release.version : null;
      const row = {
        subject: shown,
        args: { url: shown, version, latest, status: seen.evidence.status ?? null },
        observations: [...idsOf(seen, told), ...(release?.observations ?? [])],
      };
      if (seen.evidence.status === 404) {
        const old = version !== null && (await compareVersions(version, FIRST_WITH_PS)) === 'behind';
        return old
          ? { status: 'fail', code: 'route-missing', ...row }
          : { status: 'unknown', code: 'route-hidden', ...row };
      }
      if (!refused || version === null) return { status: 'pass', code: 'there', ...row };
      // The log remembers what an update has mended since: only a version that is still behind is at fault.
      if (latest === null) return { status: 'unknown', code: 'pull-was-refused', ...row };
      const behind = (await compareVersions(version, latest)) === 'behind';
      return behind ? { status: 'fail', code: 'pull-refused', ...row } : { status: 'pass', code: 'there', ...row };
    });
    return Promise.all(rows);
  },
});

/** Up to 0.1.37 an Ollama without models lists `null`, which passes for no list. */
function answered({ outcome, evidence }: Observation): boolean {
  return outcome === 'ok' || member(evidence.json, 'models') === null;
}
