import { defineCheck, ollamaVersion, type Verdict } from '../../src/plugin.js';
import { connections, connectionTexts, nothing } from '../shared/connections.js';
import { textMember } from '../shared/json.js';
import { compareVersions, latestRelease, releaseTexts } from '../shared/releases.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'current' | 'behind' | 'built' | 'no-version' | keyof typeof releaseTexts | keyof typeof connectionTexts;

export const version = defineCheck<Code>({
  id: 'ollama.version',
  scope: 'instance',
  sends: ['api.github.com'],
  title: { en: 'Ollama is up to date', 'zh-CN': 'Ollama 是最新版本' },
  explain: {
    en: 'Compares the version of each Ollama in force with the latest full release on GitHub, which is looked up once a day. Being behind is a warning, no fault. Builds without a release number are not called old.',
    'zh-CN':
      '把每个生效的 Ollama 的版本与 GitHub 上最新的正式版本进行比较，每天查询一次。版本落后只是警告，不算故障。没有版本号的自行构建不会被判为过旧。',
  },
  messages: {
    ...releaseTexts,
    ...connectionTexts,
    current: { en: 'Ollama {version} is the latest release.', 'zh-CN': 'Ollama {version} 已是最新版本。' },
    behind: { en: 'Ollama {version} is behind {latest}.', 'zh-CN': 'Ollama {version} 落后于 {latest}。' },
    built: {
      en: 'Ollama {version} is a build without a release number.',
      'zh-CN': 'Ollama {version} 是没有正式版本号的构建。',
    },
    'no-version': { en: 'No Ollama tells its version at {url}.', 'zh-CN': '在 {url} 没有 Ollama 提供版本号。' },
  },
  run: async (context) => {
    const { instance, inside, host, ask } = context;
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const [release, ...answers] = await Promise.all([
      latestRelease(context, host ?? inside, 'ollama/ollama'),
      ...found.list.map(async ({ shown, keyOf, read: { target } }) => ({
        shown,
        seen: target ? (await ask(inside, ollamaVersion(target.base, keyOf)))[0] : null,
      })),
    ]);
    const rows = answers.map(async ({ shown, seen }): Promise<Verdict<Code>> => {
      const running = seen?.outcome === 'ok' ? textMember(seen, 'version') : null;
      const args = { url: shown, version: running, latest: release.kind === 'known' ? release.version : null };
      if (running === null) return { status: 'skip', code: 'no-version', subject: shown, args };
      const told = { subject: shown, args, observations: [...idsOf(seen), ...release.observations] };
      if (release.kind === 'opted-out') return { status: 'skip', code: 'opted-out', subject: shown, args };
      if (release.kind !== 'known')
        return {
          status: 'unknown',
          code: release.kind,
          ...told,
          observations: [...release.observations, ...idsOf(seen)],
        };
      const order = await compareVersions(running, release.version);
      return { status: order === 'behind' ? 'warn' : 'pass', code: order, ...told };
    });
    return Promise.all(rows);
  },
});
