import {
  defineCheck,
  type OllamaUrl,
  ollamaTags,
  readOllamaUrl,
  type Source,
  shownAddress,
  type Verdict,
} from '../../src/plugin.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'environment-in-force' | 'database-agrees' | 'database-overrides' | 'unread' | 'switched-off';

/** Sources that somebody wrote a URL into on purpose. */
const WRITTEN: readonly Source[] = ['env', 'env-file', 'compose'];

export const settings = defineCheck<Code>({
  id: 'ollama.settings',
  scope: 'instance',
  title: { en: 'The Ollama URL of the environment is the one in force', 'zh-CN': '环境变量中的 Ollama URL 正在生效' },
  explain: {
    en: 'Since 0.10 Open WebUI stores every setting in its database at the first start, and the environment no longer counts; before, it does so once the connections page is saved. Compares the URLs of the environment with those in force. A difference is a failure only where the URL in force does not answer and the environment’s does.',
    'zh-CN':
      '从 0.10 起，Open WebUI 首次启动时就把所有设置写入数据库，此后环境变量不再起作用；更早的版本则在保存过一次连接页面之后如此。此项比较环境变量中的 URL 与实际生效的 URL。只有当生效的 URL 没有应答而环境变量中的 URL 有应答时，差异才算失败。',
  },
  messages: {
    'environment-in-force': { en: 'In force as configured: {inForce}.', 'zh-CN': '按配置生效：{inForce}。' },
    'database-agrees': {
      en: 'The database holds what the environment says: {inForce}.',
      'zh-CN': '数据库中的值与环境变量一致：{inForce}。',
    },
    'database-overrides': {
      en: 'The environment says {environment}, but {inForce} from the {source} is in force.',
      'zh-CN': '环境变量中为 {environment}，但实际生效的是来自{source}的 {inForce}。',
    },
    unread: { en: 'Not known: the settings could not be read.', 'zh-CN': '未查明：无法读取设置。' },
    'switched-off': {
      en: 'The Ollama API is switched off in Open WebUI.',
      'zh-CN': 'Open WebUI 中已关闭 Ollama API。',
    },
  },
  run: async ({ instance, inside, ask }): Promise<Verdict<Code>> => {
    const { ollamaUrls, environmentUrls, ollamaEnabled } = instance.settings;
    if (!ollamaUrls.known) return { status: 'unknown', code: 'unread' };
    if (!ollamaEnabled.value) return { status: 'skip', code: 'switched-off' };
    const inForce = ollamaUrls.value;
    const source = inForce[0]?.source ?? 'database';
    const args = { inForce: inForce.map(show), environment: environmentUrls.map(show), source };
    if (source !== 'database' && source !== 'redis') return { status: 'pass', code: 'environment-in-force', args };
    const written = environmentUrls.some((entry) => WRITTEN.includes(entry.source));
    if (!written || same(inForce, environmentUrls)) return { status: 'pass', code: 'database-agrees', args };
    if (!inside.availability.ok) return { status: 'warn', code: 'database-overrides', args };
    const answers = async ({ url }: OllamaUrl) => {
      const { target } = readOllamaUrl(url);
      return target ? (await ask(inside, ollamaTags(target.base)))[0] : null;
    };
    const [there, wanted] = await Promise.all([
      Promise.all(inForce.filter(({ enabled }) => enabled).map(answers)),
      Promise.all(environmentUrls.map(answers)),
    ]);
    const works = (seen: typeof there): boolean => seen.some((one) => one?.outcome === 'ok');
    return {
      status: !works(there) && works(wanted) ? 'fail' : 'warn',
      code: 'database-overrides',
      args,
      observations: idsOf(...there.filter((one) => one?.outcome === 'ok'), ...there, ...wanted),
    };
  },
});

const show = ({ url }: OllamaUrl): string => shownAddress(url);

/** Equal up to the slash at the end that a reading removes. */
function same(some: readonly OllamaUrl[], others: readonly OllamaUrl[]): boolean {
  const plain = (list: readonly OllamaUrl[]): string => list.map(({ url }) => url.replace(/\/+$/, '')).join('\n');
  return plain(some) === plain(others);
}
