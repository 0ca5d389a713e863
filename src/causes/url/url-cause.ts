import { corrections } from '../../deployment/corrections.js';
import { readOllamaUrl } from '../../deployment/url.js';
import type { InstanceCause } from '../../types/cause.js';
import type { CauseId } from '../../types/cause-id.js';
import type { Text } from '../../types/text.js';
import { hostNetwork, loopbackPorts, putInstead } from '../way/fixes.js';
import { hostView } from '../way/host-view.js';
import { isLoopback, isUnspecified } from '../way/row.js';
import { wayCause } from '../way/way-cause.js';

/** What is one mistake's own: its words. */
export interface Mistake {
  readonly id: CauseId;
  readonly title: Text;
  readonly messages: Readonly<Record<string, Text>>;
  readonly explain: Omit<InstanceCause['explain'], 'fixes'> & { readonly fixes?: Text };
}

const FIXES: Text = {
  en: 'Put the corrected URL in force; it is suggested only after it answered from where Open WebUI runs, or told as not tried. Since Open WebUI 0.10 the stored setting counts, not the environment.',
  'zh-CN':
    '改用更正后的 URL；只有从 Open WebUI 所在位置得到应答后才会建议，否则会注明未经验证。自 Open WebUI 0.10 起，起作用的是数据库中的设置，而不是环境变量。',
};

/** A mistake in the URL itself: the corrected one takes its place. */
export function urlCause({ id, title, messages, explain }: Mistake): InstanceCause {
  return wayCause({
    id,
    hop: 'configuration',
    title,
    messages,
    explain: { fixes: FIXES, ...explain },
    fixes: (facts, kit, decisions) => {
      if (decisions.every(({ verified }) => verified)) return putInstead(facts, kit, decisions);
      // Nothing answers inside. An Ollama on the host's loopback is reached with the host's network alone.
      const meant = new Map(
        decisions.flatMap(({ row }) => {
          const url = row.target ? row.entry.url : corrections(row.entry.url)[0]?.[0];
          const target = url === undefined ? null : readOllamaUrl(url).target;
          const here = target !== null && (isLoopback(target.host) || isUnspecified(target.host));
          return here && hostView(facts, target.port)?.loopback ? [[row.entry.index, target.port] as const] : [];
        }),
      );
      const ports = meant.size > 0 ? meant : loopbackPorts(facts, decisions);
      return [...hostNetwork(facts, kit, ports), ...putInstead(facts, kit, decisions)];
    },
  });
}
