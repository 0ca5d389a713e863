import { defineCheck, type Verdict, webui } from '../../src/plugin.js';
import { textMember } from '../shared/json.js';
import { ownUrl } from '../shared/own.js';
import { compareVersions, latestRelease, releaseTexts } from '../shared/releases.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'current' | 'behind' | 'built' | 'no-version' | keyof typeof releaseTexts;

export const version = defineCheck<Code>({
  id: 'webui.version',
  scope: 'instance',
  sends: ['api.github.com'],
  title: { en: 'Open WebUI is up to date', 'zh-CN': 'Open WebUI 是最新版本' },
  explain: {
    en: 'Compares the version that Open WebUI tells with the latest full release on GitHub, which is looked up once a day. Being behind is a warning, no fault.',
    'zh-CN': '把 Open WebUI 报告的版本与 GitHub 上最新的正式版本进行比较，每天查询一次。版本落后只是警告，不算故障。',
  },
  messages: {
    ...releaseTexts,
    current: { en: 'Open WebUI {version} is the latest release.', 'zh-CN': 'Open WebUI {version} 已是最新版本。' },
    behind: { en: 'Open WebUI {version} is behind {latest}.', 'zh-CN': 'Open WebUI {version} 落后于 {latest}。' },
    built: {
      en: 'Open WebUI {version} is a build without a release number.',
      'zh-CN': 'Open WebUI {version} 是没有正式版本号的构建。',
    },
    'no-version': { en: 'Its version is not known.', 'zh-CN': '无法得知其版本。' },
  },
  run: async (context): Promise<Verdict<Code>> => {
    const { instance, inside, host, ask } = context;
    // The same question as that of the health check: one probe serves both.
    const config = inside.availability.ok ? ask(inside, webui(ownUrl(instance), '/api/config', 'webui-config')) : null;
    const [release, answer] = await Promise.all([
      latestRelease(context, host ?? inside, 'open-webui/open-webui'),
      config,
    ]);
    const seen = answer?.[0] ?? null;
    const running = (seen && textMember(seen, 'version')) ?? instance.version;
    const args = { version: running, latest: release.kind === 'known' ? release.version : null };
    if (running === null) return { status: 'skip', code: 'no-version' };
    if (release.kind === 'opted-out') return { status: 'skip', code: 'opted-out', args };
    const told = { args, observations: [...idsOf(seen), ...release.observations] };
    if (release.kind !== 'known')
      return {
        status: 'unknown',
        code: release.kind,
        ...told,
        observations: [...release.observations, ...idsOf(seen)],
      };
    const order = await compareVersions(running, release.version);
    return { status: order === 'behind' ? 'warn' : 'pass', code: order, ...told };
  },
});
