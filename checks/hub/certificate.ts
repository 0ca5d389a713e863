import { defineCheck, shownAddress, type Verdict } from '../../src/plugin.js';
import {
  endpointOf,
  hubClient,
  hubOptOut,
  hubSeverity,
  hubTexts,
  isTrustUnread,
  modelInfo,
  trustArgs,
  trustText,
} from '../shared/hub.js';
import { idsOf, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code = 'trusted' | 'expires-soon' | 'not-seen' | TlsTrouble | keyof typeof hubTexts | keyof typeof trustText;
type TlsTrouble = 'tls-untrusted' | 'tls-expired' | 'tls-not-yet-valid' | 'tls-wrong-host';

const DAY_MS = 86_400_000;
/** Days before its end that a certificate is worth a warning. */
const SOON_DAYS = 14;

const {
  'tls-untrusted': untrusted,
  'tls-expired': expired,
  'tls-not-yet-valid': notYet,
  'tls-wrong-host': wrongHost,
} = troubleTexts;

export const certificate = defineCheck<Code>({
  id: 'hub.certificate',
  scope: 'instance',
  sends: ['huggingface.co'],
  title: { en: 'The certificate of the Hugging Face hub is trusted', 'zh-CN': 'Hugging Face 站点的证书受信任' },
  explain: {
    en: 'Looks at the certificate that the hub in force shows where Open WebUI runs: whether the trust store of this version’s client knows its authority, and how long it is valid. An unknown authority points to a device that opens encrypted connections on the way.',
    'zh-CN':
      '检查容器内看到的站点证书：此版本客户端的信任库是否认识其颁发机构，以及有效期还有多久。出现未知的颁发机构，说明途中有设备在解密加密连接。',
  },
  messages: {
    ...hubTexts,
    ...trustText,
    'tls-untrusted': untrusted,
    'tls-expired': expired,
    'tls-not-yet-valid': notYet,
    'tls-wrong-host': wrongHost,
    trusted: {
      en: 'Trusted, issued by {issuer}, valid for {days} more days.',
      'zh-CN': '受信任，由 {issuer} 签发，还有 {days} 天到期。',
    },
    'expires-soon': {
      en: 'The certificate of {target} ends in {days} days.',
      'zh-CN': '{target} 的证书将在 {days} 天后到期。',
    },
    'not-seen': { en: 'No certificate of {target} was seen.', 'zh-CN': '没有看到 {target} 的证书。' },
  },
  run: async (context): Promise<Verdict<Code>> => {
    const { instance, inside, ask, now } = context;
    const none = hubOptOut(context);
    if (none) return { status: 'skip', code: none };
    const { base } = endpointOf(instance);
    const [seen] = await ask(inside, modelInfo(base, hubClient(instance)));
    const shown = seen.evidence.certificate;
    const end = Date.parse(shown?.validTo ?? '');
    const days = Number.isNaN(end) ? null : Math.floor((end - now()) / DAY_MS);
    const told = {
      subject: shownAddress(base),
      args: { ...troubleArgs(base, seen), ...trustArgs(seen), days },
      observations: idsOf(seen),
    };
    if (isTrustUnread(seen)) return { status: hubSeverity(instance), code: 'trust-unread', ...told };
    if (isTlsTrouble(seen.outcome)) return { status: hubSeverity(instance), code: seen.outcome, ...told };
    if (!shown)
      return { status: 'skip', code: 'not-seen', subject: shownAddress(base), args: { target: shownAddress(base) } };
    return days !== null && days < SOON_DAYS
      ? { status: 'warn', code: 'expires-soon', ...told }
      : { status: 'pass', code: 'trusted', ...told };
  },
});

function isTlsTrouble(outcome: string): outcome is TlsTrouble {
  return ['tls-untrusted', 'tls-expired', 'tls-not-yet-valid', 'tls-wrong-host'].includes(outcome);
}
